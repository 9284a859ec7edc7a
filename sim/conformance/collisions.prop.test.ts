import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bf16,
  bigSint,
  bigUint,
  bit,
  bitsOf,
  enumeration,
  fixed,
  fp32,
  fromBits,
  input,
  type LeafType,
  memory,
  Module,
  type OnCollision,
  outputReg,
  sint,
  uint,
} from "../describe/index.ts";
import { EventEngine } from "../engine/event/event-engine.ts";
import { ObliviousEngine } from "../engine/oblivious/oblivious-engine.ts";
import { WasmEngine } from "../engine/wasm/run/wasm-engine.ts";
import { compile } from "../schedule/compile.ts";
import { conforming } from "./conforming.ts";
import type { ConformingEngine } from "./conforming-engine.ts";
import { createEvaluator } from "./evaluator/index.ts";

const State = enumeration("Idle", "Load", "Run");

/** Two writes that may meet each other and the read. Its text obeys the rules of all three kinds of memories. */
class Collider extends Module {
  protected readonly keeps: boolean;
  protected readonly masked: boolean;
  readonly enables = [input(bit), input(bit)];
  readonly addresses = [input(uint(1)), input(uint(1))];
  readonly readAddress = input(uint(1));
  readonly data;
  readonly masks;
  readonly out;
  readonly words;

  constructor(type: LeafType, onCollision: OnCollision) {
    super();
    this.keeps = onCollision === "noChange";
    this.masked = hasMask(type);
    const word = type as ReturnType<typeof uint>;
    const masks = (isBig(type) ? [bigSint(130), bigSint(130)] : [sint(53), uint(53)]) as ReturnType<
      typeof uint
    >[];
    this.data = [input(word), input(word)];
    // With a sign and without: merging a word of 53 bits must not leave what a number holds.
    this.masks = masks.map((mask) => input(mask));
    this.out = outputReg(word);
    this.words = memory(word, 2, { onCollision });
  }

  override update() {
    if (this.enables[0]!.value || this.enables[1]!.value) {
      for (let i = 0; i < 2; i++) {
        if (!this.enables[i]!.value) continue;
        if (this.masked)
          this.words.write(this.addresses[i]!.value, this.data[i]!.value, { mask: this.masks[i]!.value });
        else this.words.write(this.addresses[i]!.value, this.data[i]!.value);
      }
      if (this.keeps) return;
    }
    this.out.next = this.words.read(this.readAddress.value);
  }
}

function isBig({ kind }: LeafType): boolean {
  return kind === "bigUint" || kind === "bigSint";
}

function hasMask({ kind }: LeafType): boolean {
  return kind !== "float" && kind !== "fixed" && kind !== "enumeration";
}

interface Write {
  readonly address: number;
  readonly pattern: bigint;
  readonly mask: bigint;
}

interface Cycle {
  readonly writes: readonly (Write | undefined)[];
  readonly read: number;
}

/** The value whose bits are a pattern, and back: the reference works on bits alone. */
function valueOf(type: LeafType, pattern: bigint): unknown {
  switch (type.kind) {
    case "bigUint":
      return pattern;
    case "bigSint":
      return BigInt.asIntN(type.width, pattern);
    case "sint":
      return Number(BigInt.asIntN(type.width, pattern));
    case "enumeration":
      return type.labels[Number(pattern)];
    case "float":
    case "fixed":
      return fromBits(Number(pattern), type as never);
    case "bit":
    case "uint":
      return Number(pattern);
  }
}

function cyclesOf(type: LeafType): fc.Arbitrary<readonly Cycle[]> {
  const width = BigInt(type.width);
  const bits = fc.oneof(
    fc.bigInt({ min: 0n, max: (1n << width) - 1n }),
    fc.constantFrom(0n, (1n << width) - 1n),
  );
  const pattern =
    type.kind === "enumeration"
      ? fc.bigInt({ min: 0n, max: BigInt(type.labels.length - 1) })
      : type.kind === "float"
        ? // One pattern stands for all NaNs.
          bits.map((one) => BigInt(bitsOf(valueOf(type, one) as never, type as never)))
        : bits;
  const most = isBig(type) ? 129n : 52n;
  const mask = fc.oneof(
    fc.bigInt({ min: -(1n << most), max: (1n << most) - 1n }),
    fc.constantFrom(0n, -1n, -(1n << most), (1n << most) - 1n),
  );
  const address = fc.nat(1);
  const write = fc.option(fc.record({ address, pattern, mask }), { nil: undefined });
  return fc.array(fc.record({ writes: fc.tuple(write, write), read: address }), {
    minLength: 1,
    maxLength: 12,
  });
}

/** The mask as the input takes it; the second number has no sign. */
function maskValue(type: LeafType, i: number, mask: bigint): unknown {
  if (isBig(type)) return mask;
  return Number(i === 0 ? mask : BigInt.asUintN(53, mask));
}

/** What `out` holds behind each edge, by the rules of SEMANTICS section 4. */
function expectedOf(type: LeafType, onCollision: OnCollision, cycles: readonly Cycle[]): readonly unknown[] {
  const all = (1n << BigInt(type.width)) - 1n;
  let words = [0n, 0n];
  let out = 0n;
  return cycles.map(({ writes, read }) => {
    const before = words;
    words = [...before];
    for (const write of writes) {
      if (!write) continue;
      const ones = hasMask(type) ? BigInt.asUintN(type.width, write.mask) : all;
      words[write.address] = (words[write.address]! & (all ^ ones)) | (write.pattern & ones);
    }
    const writing = writes.some((write) => write !== undefined);
    if (onCollision === "readFirst") out = before[read]!;
    else if (onCollision === "writeFirst") out = words[read]!;
    else if (!writing) out = before[read]!;
    return valueOf(type, out);
  });
}

function seenOf(top: Collider, engine: ConformingEngine, type: LeafType, cycles: readonly Cycle[]) {
  const seen = cycles.map(({ writes, read }) => {
    engine.drive(top.readAddress, read);
    for (const [i, write] of writes.entries()) {
      engine.drive(top.enables[i]!, write ? 1 : 0);
      engine.drive(top.addresses[i]!, write?.address ?? 0);
      engine.drive(top.data[i]!, valueOf(type, write?.pattern ?? 0n));
      engine.drive(top.masks[i]!, maskValue(type, i, write?.mask ?? 0n));
    }
    engine.settle();
    engine.edge(false);
    engine.settle();
    return engine.read(top.out);
  });
  engine.close?.();
  return seen;
}

// The widths at which a word changes its representation, and one of each kind that takes no mask.
const types: readonly LeafType[] = [
  ...[bit, uint(8), sint(8), uint(32), sint(32), uint(53), sint(53), bigUint(54), bigSint(128)],
  ...[bf16, fp32, fixed(5, 3), State],
] as readonly LeafType[];

describe.each(["readFirst", "writeFirst", "noChange"] as const)("%s (SEMANTICS section 4)", (onCollision) => {
  test.each(types.map((type) => [`${type.kind} of ${type.width} bits`, type] as const))("%s", (_, type) => {
    const program = compile(new Collider(type, onCollision));
    const top = program.design.top.module as Collider;
    fc.assert(
      fc.property(cyclesOf(type), (cycles) => {
        const expected = expectedOf(type, onCollision, cycles);
        expect(seenOf(top, createEvaluator(program), type, cycles)).toEqual(expected);
        expect(seenOf(top, conforming(new EventEngine(program)), type, cycles)).toEqual(expected);
        expect(seenOf(top, conforming(new ObliviousEngine(program)), type, cycles)).toEqual(expected);
        expect(seenOf(top, conforming(new WasmEngine(program)), type, cycles)).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});
