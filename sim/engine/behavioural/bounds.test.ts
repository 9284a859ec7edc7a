import { describe, expect, test } from "vitest";
import {
  bit,
  connect,
  input,
  memory,
  Module,
  outputReg,
  reg,
  sint,
  uint,
  vec,
} from "../../describe/index.ts";
import type { SystoleError } from "../../errors/index.ts";
import { compile } from "../../schedule/index.ts";
import { EventEngine } from "../event/event-engine.ts";
import { Copy, texts } from "./findings.test-kit.ts";

describe("an index out of bounds throws where it is used (SEMANTICS section 3)", () => {
  class Lanes extends Module {
    static readonly behavioural = true;
    readonly at = input(sint(8), { default: 0 });
    readonly lane = [input(bit, { default: 1 }), input(bit, { default: 0 })];
    readonly grid = [[reg(bit)], [reg(bit)]];
    readonly copies = [new Copy()];
    readonly taps = outputReg(vec(uint(4), 3));
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
      run(1, ({ lane, grid, taps, copies, table }, at) => {
        taps[2]!.next = 1;
        const [first] = lane;
        return (
          first!.value +
          lane[at]!.value +
          lane.map((each) => each.value).filter(Boolean).length +
          [...grid.flat(), ...taps].length +
          copies.length +
          (table[9] ?? 100)
        );
      }),
    ).toBe(1 + 0 + 1 + 5 + 1 + 100);
  });
});
