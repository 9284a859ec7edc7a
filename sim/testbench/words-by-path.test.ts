import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { binaryFile, hexFile, memory, Module, type OnCollision, uint } from "../describe/index.ts";
import { codesOf } from "../engine/codes-of.test-kit.ts";
import { keepLog } from "./keep-log.ts";
import { replay } from "./replay.ts";
import { type EngineName, simulate } from "./simulate.ts";

const folder = mkdtempSync(join(tmpdir(), "systole-words-"));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};
const sparse = file("sparse.hex", "11 22 @5 55 @7 77");

class Rom extends Module {
  readonly words;
  constructor(init?: ReturnType<typeof hexFile>, onCollision?: OnCollision) {
    super();
    this.words = memory(uint(8), 8, { init, onCollision });
  }
}

const engines = ["event", "oblivious", "wasm"] as const satisfies readonly EngineName[];

describe.each(engines)("a file that leaves words out: %s (SEMANTICS 4)", (engine) => {
  test("as init: they are power-on unknown, 0 or random by the seed", () => {
    const words = (seed?: number): readonly unknown[] =>
      simulate(new Rom(hexFile(sparse)), {
        engine,
        ...(seed === undefined ? {} : { powerOn: { seed } }),
      }).peek("words", [0, 7]);
    expect(words()).toEqual([0x11, 0x22, 0, 0, 0, 0x55, 0, 0x77]);
    const [one, two] = [words(1), words(2)];
    for (const given of [0, 1, 5, 7]) expect([one[given], two[given]]).toEqual(Array(2).fill(words()[given]));
    const open = (all: readonly unknown[]) => [2, 3, 4, 6].map((at) => all[at]);
    expect(open(one)).not.toEqual(open(two));
    expect(open(one).some((word) => word !== 0)).toBe(true);
    expect(words(1)).toEqual(one);
  });

  test("as a load: they are left alone, and another run's log says the same", () => {
    const sim = simulate(new Rom(), { engine, powerOn: { seed: 3 } });
    const kept = keepLog(sim);
    const before = sim.peek("words", [0, 7]);
    sim.load("words", hexFile(sparse));
    const after = [0x11, 0x22, before[2], before[3], before[4], 0x55, before[6], 0x77];
    expect(sim.peek("words", [0, 7])).toEqual(after);
    sim.load("words", binaryFile(file("two", new Uint8Array([1, 2]))), 4);
    const twice = [...after.slice(0, 4), 1, 2, ...after.slice(6)];
    expect(sim.peek("words", [0, 7])).toEqual(twice);
    expect(replay(new Rom(), kept.log(), { engine }).peek("words", [0, 7])).toEqual(twice);
  });
});

test("the power-on of a memory by a file is the same in each engine", () => {
  const [first, ...others] = engines.map((engine) =>
    simulate(new Rom(hexFile(sparse)), { engine, powerOn: { seed: 9 } }).peek("words", [0, 7]),
  );
  for (const other of others) expect(other).toEqual(first);
});

describe("words of a memory by path", () => {
  const sim = simulate(new Rom(hexFile(sparse)));

  test("one by its address, some by a range with both ends, or by the path alone", () => {
    expect(sim.peek("words", 5)).toBe(0x55);
    expect(sim.peek("rom.words", [4, 5])).toEqual([0, 0x55]);
    expect(sim.peek("words", [7, 7])).toEqual([0x77]);
    expect(sim.peek("words[5]")).toBe(0x55);
  });

  test("are refused outside of the memory, and of what is no memory", () => {
    expect(codesOf(() => sim.peek("words", 8))).toEqual(["E-ADDRESS"]);
    expect(codesOf(() => sim.peek("words", [6, 8]))).toEqual(["E-ADDRESS"]);
    expect(codesOf(() => sim.peek("words", [-1, 2]))).toEqual(["E-ADDRESS"]);
    expect(codesOf(() => sim.peek("words", 1.5))).toEqual(["E-ADDRESS"]);
    expect(codesOf(() => sim.peek("word", 1))).toEqual(["E-TB-PATH"]);
  });

  test("of a list must all be there: only files leave some out", () => {
    const other = simulate(new Rom());
    expect(codesOf(() => other.load("words", [1, undefined, 3]))).toEqual(["E-VALUE"]);
    expect(other.peek("words", [0, 2])).toEqual([0, 0, 0]);
  });
});
