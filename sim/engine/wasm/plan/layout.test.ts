import { describe, expect, test } from "vitest";
import { WeightStationaryArray } from "../../../../hw/systolic/index.ts";
import { bit, connect, input, memory, Module, outputReg, uint, wrap } from "../../../describe/index.ts";
import { bytesOf } from "./element.ts";
import { affine, kernelOf, Line, placeOf, planOf, Stage } from "./plans.test-kit.ts";

describe("layout", () => {
  test("a systolic array is one kernel with constant offsets, edges included, updated in place from its end", () => {
    const plan = planOf(new WeightStationaryArray(5, 20));
    expect(plan.kernels.map(({ name }) => name)).toEqual(["MacCell.update"]);
    expect(kernelOf(plan, "MacCell.update").lanes).toEqual({
      kind: "grid",
      rows: 5,
      columns: 20,
      descending: true,
      independent: true,
    });
    const offset = (from: string, to: string): number => {
      const [a, b] = [from, to].map((signal) => affine(placeOf(plan, "MacCell.update", signal).read));
      expect([a!.rowStride, a!.columnStride]).toEqual([b!.rowStride, b!.columnStride]);
      return b!.base - a!.base;
    };
    const { rowStride } = affine(placeOf(plan, "MacCell.update", "psumIn").read);
    expect(offset("psumIn", "psumOut")).toBe(rowStride);
    expect(offset("actIn", "actOut")).toBe(1);
    expect(affine(placeOf(plan, "MacCell.update", "shiftWeight").read)).toMatchObject({
      rowStride: 0,
      columnStride: 0,
    });
    // weightOut only passes the weight on: it is the weight.
    expect(offset("weightIn", "weight")).toBe(
      affine(placeOf(plan, "MacCell.update", "weight").read).rowStride,
    );
    for (const signal of ["psumOut", "actOut", "weight"]) {
      const { read, write } = placeOf(plan, "MacCell.update", signal);
      expect(write).toEqual(read);
    }
    expect(plan.settle).toEqual([]);
    expect(plan.edge).toHaveLength(1);
  });

  test("all nets, and their copies, lie in the range that is searched for changes", () => {
    for (const top of [new Line(40, true), new Line(1), new WeightStationaryArray(5, 20)]) {
      const { addressOf, nets, elementOf } = planOf(top);
      expect(Math.min(...addressOf)).toBeGreaterThanOrEqual(nets.from);
      const ends = addressOf.map((address, net) => address + bytesOf(elementOf(net)));
      expect(Math.max(...ends)).toBeLessThanOrEqual(nets.to);
      expect([nets.from % 16, nets.to % 16]).toEqual([0, 0]);
    }
  });

  test("the neighbour of a ring's first instance is copied beside it", () => {
    const plan = planOf(new Line(40, true));
    const { read } = placeOf(plan, "Stage.update", "d");
    const { write } = placeOf(plan, "Stage.update", "q");
    expect(affine(read).base).toBe(affine(write).base - 1);
    const [step] = plan.settle;
    if (step?.kind !== "moves") throw new Error("no copy");
    expect([...step.pairs]).toEqual([affine(write).base + 39, affine(read).base]);
  });

  test("a row of modules that feeds the edge of an array keeps its words there, so that nothing is copied", () => {
    class Source extends Module {
      readonly q = outputReg(uint(8));
      override update() {
        this.q.next = wrap(this.q.value + 1);
      }
    }
    class Array12 extends Module {
      readonly sources = Array.from({ length: 12 }, () => new Source());
      readonly stage = Array.from({ length: 3 }, () => Array.from({ length: 12 }, () => new Stage()));
      constructor() {
        super();
        this.stage.forEach((line, row) =>
          line.forEach((stage, column) =>
            connect(row > 0 ? this.stage[row - 1]![column]!.q : this.sources[column]!.q, stage.d),
          ),
        );
      }
    }
    const plan = planOf(new Array12());
    expect(plan.settle).toEqual([]);
    const { read } = placeOf(plan, "Stage.update", "d");
    expect(affine(placeOf(plan, "Source.update", "q").write).base).toBe(affine(read).base);
  });

  test("the memories of a class lie at equal distances, whatever stands between its instances", () => {
    class Bank extends Module {
      readonly at = input(uint(3), { default: 0 });
      readonly q = outputReg(uint(8));
      readonly words = memory(uint(8), 8);
      override update() {
        this.words.write(this.at.value, this.q.value);
        this.q.next = this.words.read(this.at.value);
      }
    }
    class Between extends Bank {
      readonly more = memory(uint(32), 40);
      override update() {
        super.update();
        this.more.write(this.at.value, 1);
      }
    }
    class Banks extends Module {
      readonly a = new Bank();
      readonly b = new Between();
      readonly c = new Bank();
      readonly d = new Bank();
      readonly e = new Between();
      readonly f = new Bank();
    }
    const { memories } = kernelOf(planOf(new Banks()), "Bank.update");
    expect(memories[0]!.words).toMatchObject({ kind: "affine", columnStride: 16 });
  });

  test("a connection without order is a table, and its register has a shadow", () => {
    class Shuffled extends Module {
      readonly stage = Array.from({ length: 30 }, () => new Stage());
      constructor() {
        super();
        this.stage.forEach((stage, i) => connect(this.stage[(i * 7 + (i % 3)) % 30]!.q, stage.d));
      }
    }
    const plan = planOf(new Shuffled());
    expect(placeOf(plan, "Stage.update", "d").read.kind).toBe("table");
    const { read, write } = placeOf(plan, "Stage.update", "q");
    expect(write).not.toEqual(read);
    expect(plan.edge.map(({ step }) => step.kind)).toEqual(["run", "move"]);
  });

  test("inputs of the top, one an instance, are gathered in a row; one a row of a grid has a column stride of 0", () => {
    class Taker extends Module {
      readonly own = input(uint(8));
      readonly shared = input(uint(16));
      readonly sum = outputReg(uint(20));
      override update() {
        this.sum.next = this.own.value + this.shared.value;
      }
    }
    class Takers extends Module {
      readonly own = Array.from({ length: 12 }, () => input(uint(8)));
      readonly shared = Array.from({ length: 3 }, () => input(uint(16)));
      readonly taker = Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => new Taker()));
      constructor() {
        super();
        this.taker.flat().forEach((taker, i) => {
          connect(this.own[i]!, taker.own);
          connect(this.shared[Math.floor(i / 4)]!, taker.shared);
        });
      }
    }
    const plan = planOf(new Takers());
    expect(affine(placeOf(plan, "Taker.update", "own").read).columnStride).toBe(1);
    expect(affine(placeOf(plan, "Taker.update", "shared").read)).toMatchObject({
      rowStride: 2,
      columnStride: 0,
    });
  });
});

describe("constants that differ", () => {
  class Numbered extends Module {
    readonly at;
    readonly in = input(uint(8));
    readonly hit = outputReg(bit);
    constructor(at: number) {
      super();
      this.at = at;
    }
    override update() {
      this.hit.next = this.in.value === this.at;
    }
  }
  class Bank extends Module {
    readonly in = input(uint(8));
    readonly cell;
    constructor(numbers: readonly number[]) {
      super();
      this.cell = numbers.map((at) => new Numbered(at));
      for (const cell of this.cell) connect(this.in, cell.in);
    }
  }
  test("are words of each instance, in one kernel", () => {
    const plan = planOf(new Bank([7, 9, 200, 9]));
    expect(plan.kernels).toHaveLength(1);
    expect(plan.constants.map(({ values }) => values)).toEqual([[7, 9, 200, 9]]);
  });
  test("equal ones stay constants", () => {
    expect(planOf(new Bank([7, 7, 7])).constants).toEqual([]);
  });
});
