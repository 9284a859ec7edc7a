import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bf16,
  bigSint,
  bigUint,
  bit,
  enumeration,
  fixed,
  fp16,
  fp32,
  type HardwareType,
  sint,
  struct,
  typeText,
  uint,
  vec,
} from "../../sim/describe/index.ts";
import { fromBits } from "../../sim/describe/index.ts";
import { simulate } from "../../sim/testbench/index.ts";
import { RegisterFifo } from "./register-fifo.ts";

// SEMANTICS section 2: a module whose type is a parameter works with every type; what goes in comes out, in order, unchanged.

const State = enumeration("Idle", "Load", "Run");
const Lane = struct({ weight: fp16, gain: fixed(2, 6), state: State });
const Packet = struct({ id: bigUint(70), lanes: vec(Lane, 2), last: bit });

/** Values of a type, as a testbench gives them. */
function valuesOf(type: HardwareType): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case "bit":
      return fc.constantFrom(0, 1);
    case "uint":
      return fc.bigInt({ min: 0n, max: 2n ** BigInt(type.width) - 1n }).map(Number);
    case "sint":
      return fc
        .bigInt({ min: -(2n ** BigInt(type.width - 1)), max: 2n ** BigInt(type.width - 1) - 1n })
        .map(Number);
    case "bigUint":
      return fc.bigInt({ min: 0n, max: 2n ** BigInt(type.width) - 1n });
    case "bigSint":
      return fc.bigInt({ min: -(2n ** BigInt(type.width - 1)), max: 2n ** BigInt(type.width - 1) - 1n });
    case "enumeration":
      return fc.constantFrom(...(type.labels as readonly string[]));
    case "float":
    case "fixed":
      return fc.nat(2 ** 31 - 1).map((n) => fromBits(n * 2 + (n % 2), type));
    case "vec":
      return fc.tuple(...Array.from({ length: type.length }, () => valuesOf(type.element)));
    case "struct":
      return fc.record(
        Object.fromEntries(Object.entries(type.fields).map(([name, field]) => [name, valuesOf(field)])),
      );
  }
}

const types: readonly HardwareType[] = [
  bit,
  uint(1),
  uint(32),
  sint(53),
  bigUint(54),
  bigSint(128),
  State,
  fp32,
  fp16,
  bf16,
  fixed(8, 8),
  vec(fp16, 3),
  Packet,
  vec(Packet, 2),
];

interface Open {
  value: unknown;
}

describe.each(types.map((type) => [typeText(type), type] as const))("a FIFO of %s", (_, type) => {
  test("gives what it was given, in order, unchanged", () => {
    const sim = simulate(new RegisterFifo(type, 3));
    const { in: sink, out: source } = sim.top;
    sim.step(2);
    const word = valuesOf(type);
    const play = fc.array(fc.tuple(fc.option(word), fc.boolean()), {
      minLength: 20,
      maxLength: 60,
      size: "max",
    });
    for (const plays of fc.sample(play, { numRuns: 3, seed: 5 })) {
      const waiting: unknown[] = [];
      let given = 0;
      for (const [push, pop] of [...plays, ...Array.from({ length: 4 }, () => [null, true] as const)]) {
        (sink.valid as Open).value = push === null ? 0 : 1;
        if (push !== null) (sink.payload as unknown as Open).value = push;
        (source.ready as Open).value = pop ? 1 : 0;
        // Ready, valid and the payload come from registers alone: they are those of this cycle already.
        expect(source.valid.value).toBe(waiting.length > 0 ? 1 : 0);
        if (waiting.length > 0) expect((source.payload as unknown as Open).value).toEqual(waiting[0]);
        if (sink.valid.value && sink.ready.value) {
          waiting.push(push);
          given += 1;
        }
        if (source.valid.value && source.ready.value) waiting.shift();
        sim.step();
      }
      expect(waiting).toEqual([]);
      expect(given).toBeGreaterThan(5);
    }
  });
});
