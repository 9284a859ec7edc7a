import { describe, expect, test } from "vitest";
import {
  bit,
  Bundle,
  connect,
  input,
  memory,
  Module,
  outputReg,
  reg,
  sint,
  struct,
  uint,
  vec,
} from "../../describe/index.ts";
import type { SystoleError } from "../../errors/index.ts";
import { compile } from "../../schedule/index.ts";
import { EventEngine } from "../event/event-engine.ts";
import { Copy, texts } from "./findings.test-kit.ts";

class Ports extends Bundle {
  readonly valid = [input(bit, { default: 1 }), input(bit, { default: 0 })];
  readonly groups = { first: [[input(bit, { default: 1 })]] };
  readonly words = reg(vec(vec(uint(4), 2), 2));
  first(at: number) {
    return this.valid[at]!.value;
  }
}

describe("an index out of bounds throws where it is used (SEMANTICS section 3)", () => {
  class Lanes extends Module {
    static readonly behavioural = true;
    readonly at = input(sint(8), { default: 0 });
    readonly lane = [input(bit, { default: 1 }), input(bit, { default: 0 })];
    readonly grid = [[reg(bit)], [reg(bit)]];
    readonly copies = [new Copy()];
    readonly taps = outputReg(vec(uint(4), 3));
    readonly square = reg(vec(vec(uint(4), 2), 3));
    readonly pair = reg(struct({ low: vec(uint(4), 2), high: vec(struct({ x: bit }), 2) }));
    readonly ports = new Ports();
    readonly banks = { even: [reg(bit), reg(bit)], nested: { odd: [[reg(bit)]] } };
    readonly links = [new Ports()];
    readonly kept = Object.freeze({ few: [reg(bit)] });
    readonly low = reg(uint(4));
    readonly table = [1, 2, 3];
    readonly words = memory(uint(4), 4);
    readonly sum = outputReg(uint(8));
    protected readonly use: (lanes: Lanes, at: number) => number;
    constructor(use: (lanes: Lanes, at: number) => number) {
      super();
      this.use = use;
      for (const copy of this.copies) connect(this.low, copy.i);
    }
    override update() {
      this.sum.next = this.use(this, this.at.value);
    }
  }
  const run = (at: number, use: (lanes: Lanes, at: number) => number) => {
    const top = new Lanes(use);
    const engine = new EventEngine(compile(top));
    engine.drive(top.at.net, at);
    engine.settle();
    try {
      engine.edge([0]);
    } catch (error) {
      const found = (error as SystoleError).diagnostics;
      expect(found[0]!.places![0]!.file).toMatch(/bounds\.test\.ts$/);
      return texts(found).join();
    }
    return top.sum.value;
  };

  test.each([
    [2, ({ lane }: Lanes, at: number) => lane[at]!.value, "lanes.lane", 2, 2],
    [-1, ({ lane }: Lanes, at: number) => lane[at]!.value, "lanes.lane", -1, 2],
    [1, ({ lane }: Lanes, at: number) => lane[at / 2]!.value, "lanes.lane", 0.5, 2],
    [1, ({ grid }: Lanes, at: number) => grid[0]![at]!.value, "lanes.grid[0]", 1, 1],
    [7, ({ grid }: Lanes, at: number) => grid[at]![0]!.value, "lanes.grid", 7, 2],
    [3, ({ taps }: Lanes, at: number) => (taps[at]!.next = 1), "lanes.taps", 3, 3],
    [2, ({ square }: Lanes, at: number) => (square[0]![at]!.next = 1), "lanes.square[0]", 2, 2],
    [3, ({ square }: Lanes, at: number) => (square[at]![0]!.next = 1), "lanes.square", 3, 3],
    [2, ({ pair }: Lanes, at: number) => (pair.low[at]!.next = 1), "lanes.pair.low", 2, 2],
    [5, ({ pair }: Lanes, at: number) => (pair.high[at]!.x.next = 1), "lanes.pair.high", 5, 2],
    [2, ({ ports }: Lanes, at: number) => ports.valid[at]!.value, "lanes.ports.valid", 2, 2],
    [3, ({ ports }: Lanes, at: number) => ports.first(at), "lanes.ports.valid", 3, 2],
    [
      1,
      ({ ports }: Lanes, at: number) => ports.groups.first[0]![at]!.value,
      "lanes.ports.groups.first[0]",
      1,
      1,
    ],
    [2, ({ ports }: Lanes, at: number) => (ports.words[1]![at]!.next = 1), "lanes.ports.words[1]", 2, 2],
    [2, ({ banks }: Lanes, at: number) => (banks.even[at]!.next = 1), "lanes.banks.even", 2, 2],
    [
      1,
      ({ banks }: Lanes, at: number) => (banks.nested.odd[0]![at]!.next = 1),
      "lanes.banks.nested.odd[0]",
      1,
      1,
    ],
    [2, ({ links }: Lanes, at: number) => links[0]!.valid[at]!.value, "lanes.links[0].valid", 2, 2],
    [1, ({ kept }: Lanes, at: number) => (kept.few[at]!.next = 1), "lanes.kept.few", 1, 1],
    [4, ({ copies }: Lanes, at: number) => copies[at]!.o.value, "lanes.copies", 4, 1],
  ])("index %i", (at, use, path, index, length) => {
    expect(run(at, use)).toBe(
      `E-INDEX ${path}: the index of ${path} is ${index}, and the length is ${length}`,
    );
  });

  test("an address that a memory doesn't have is E-ADDRESS", () => {
    expect(run(4, ({ words }, at) => words.read(at))).toMatch(/^E-ADDRESS lanes\.words: /);
  });

  test("all that arrays can do goes on within the bounds; constants are plain arrays", () => {
    expect(
      run(1, ({ lane, grid, taps, copies, table, square, pair, banks, ports }, at) => {
        taps[2]!.next = 1;
        square[2]![1]!.next = 3;
        square.next = square.value;
        pair.next = { ...pair.value, high: [{ x: 1 }, { x: 0 }] };
        banks.even[at]!.next = ports.first(at);
        const [first] = lane;
        return (
          first!.value +
          lane[at]!.value +
          lane.map((each) => each.value).filter(Boolean).length +
          [...grid.flat(), ...taps].length +
          copies.length +
          [...square].flatMap((row) => [...row]).length +
          square.value.flat().length +
          (table[9] ?? 100)
        );
      }),
    ).toBe(1 + 0 + 1 + 5 + 1 + 6 + 6 + 100);
  });

  test("a record that holds itself ends the search for arrays", () => {
    class Holder extends Module {
      static readonly behavioural = true;
      readonly o = outputReg(bit);
      readonly record: { bits: object[]; self?: object } = { bits: [reg(bit)] };
      constructor() {
        super();
        this.record.self = this.record;
      }
    }
    expect(compile(new Holder()).design.nets).toHaveLength(2);
  });
});
