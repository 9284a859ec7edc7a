import { describe, expect, test } from "vitest";
import {
  bigUint,
  bits,
  connect,
  input,
  Module,
  outputReg,
  reg,
  uint,
  wrap,
} from "../../../describe/index.ts";
import { agree } from "../mistakes.test-kit.ts";
import { affine, kernelOf, Line, placeOf, planOf, Stage } from "./plans.test-kit.ts";

describe("hazards", () => {
  test("registers that lie at the edge of an array, one a row, and need a shadow, are committed word by word", () => {
    class Lone extends Module {
      readonly in = Array.from({ length: 6 }, () => input(uint(8)));
      readonly q = outputReg(bigUint(300), { init: 5n });
      override update() {
        let sum = 0;
        for (const one of this.in) sum += one.value;
        this.q.next = wrap(this.q.value * 3n + BigInt(sum));
      }
    }
    class Source extends Module {
      readonly d = input(bigUint(300));
      readonly q = outputReg(uint(8), { init: 1 });
      override update() {
        this.q.next = wrap(3 * this.q.value + Number(bits(this.d.value, 7, 0)));
      }
    }
    class Edge extends Module {
      readonly lone = new Lone();
      readonly sources = Array.from({ length: 6 }, () => new Source());
      readonly stage = Array.from({ length: 6 }, () => Array.from({ length: 20 }, () => new Stage()));
      constructor() {
        super();
        this.sources.forEach((source, row) => {
          connect(this.lone.q, source.d);
          connect(source.q, this.lone.in[row]!);
          this.stage[row]!.forEach((stage, column) =>
            connect(column > 0 ? this.stage[row]![column - 1]!.q : source.q, stage.d),
          );
        });
      }
    }
    const plan = planOf(new Edge());
    const { read, write } = placeOf(plan, "Source.update", "q");
    expect(affine(read).columnStride).toBeGreaterThan(20);
    expect(affine(write).columnStride).toBe(1);
    const moves = plan.edge.flatMap(({ step }) => (step.kind === "moves" ? [step.pairs] : []));
    expect(moves.map((pairs) => pairs.length)).toEqual([12]);
    agree(new Edge(), 30);
  });

  test("a register that looks at the one behind it runs from the first", () => {
    expect(kernelOf(planOf(new Line(4)), "Stage.update").lanes).toMatchObject({ descending: true });
    class Other extends Module {
      readonly d = input(uint(8));
      readonly stage = Array.from({ length: 9 }, () => new Stage());
      constructor() {
        super();
        this.stage.forEach((stage, i) => connect(this.stage[i + 1]?.q ?? this.d, stage.d));
      }
    }
    const plan = planOf(new Other());
    expect(kernelOf(plan, "Stage.update").lanes).toMatchObject({ descending: false });
    const { read, write } = placeOf(plan, "Stage.update", "q");
    expect(write).toEqual(read);
  });

  test("neighbours on both sides need a shadow", () => {
    class Both extends Module {
      readonly left = input(uint(8), { default: 0 });
      readonly right = input(uint(8), { default: 0 });
      readonly q = outputReg(uint(8));
      override update() {
        this.q.next = wrap(this.left.value + this.right.value);
      }
    }
    class Row extends Module {
      readonly both = Array.from({ length: 20 }, () => new Both());
      constructor() {
        super();
        this.both.forEach((both, i) => {
          if (i > 0) connect(this.both[i - 1]!.q, both.left);
          if (i < 19) connect(this.both[i + 1]!.q, both.right);
        });
      }
    }
    const plan = planOf(new Row());
    const { read, write } = placeOf(plan, "Both.update", "q");
    expect(write).not.toEqual(read);
    // The ends, which nobody drives, are in the padding.
    expect(affine(placeOf(plan, "Both.update", "left").read).base).toBe(affine(read).base - 1);
    expect(affine(placeOf(plan, "Both.update", "right").read).base).toBe(affine(read).base + 1);
  });

  test("of two classes the one that is read runs last, in place; if both read each other, the smaller has a shadow", () => {
    class Wide extends Module {
      readonly d = input(uint(8));
      readonly q = outputReg(uint(32));
      override update() {
        this.q.next = this.d.value;
      }
    }
    class Narrow extends Module {
      readonly d = input(uint(32));
      readonly q = outputReg(uint(8));
      protected readonly own = reg(uint(8));
      override update() {
        this.own.next = wrap(this.d.value);
        this.q.next = this.own.value;
      }
    }
    class Pair extends Module {
      readonly a = new Wide();
      readonly b = new Narrow();
      constructor() {
        super();
        connect(this.a.q, this.b.d);
        connect(this.b.q, this.a.d);
      }
    }
    const plan = planOf(new Pair());
    expect(plan.edge.map(({ step }) => step.kind)).toEqual(["run", "run", "move"]);
    const wide = placeOf(plan, "Wide.update", "q");
    const narrow = placeOf(plan, "Narrow.update", "q");
    expect(wide.write).toEqual(wide.read);
    expect(narrow.write).not.toEqual(narrow.read);
  });

  test("where some in the midst of a class have other neighbours each instance has a copy, most of them made at once", () => {
    const rows = 8;
    class Rows extends Module {
      readonly d = input(uint(8));
      readonly stage = Array.from({ length: 8 * rows }, () => new Stage());
      constructor() {
        super();
        this.stage.forEach((stage, i) => connect(i % 8 === 0 ? this.d : this.stage[i - 1]!.q, stage.d));
      }
    }
    const plan = planOf(new Rows());
    const { read } = placeOf(plan, "Stage.update", "d");
    const { read: own, write } = placeOf(plan, "Stage.update", "q");
    expect(affine(read)).toMatchObject({ columnStride: 1 });
    expect([affine(own).base - 1, affine(own).base]).not.toContain(affine(read).base);
    // The copies hold what was there before the edge: the registers need no shadows.
    expect(write).toEqual(own);
    expect(plan.settle).toMatchObject([
      { kind: "move", from: affine(own).base - 1, to: affine(read).base, bytes: 8 * rows, rows: 1 },
      { kind: "moves", bytes: 1, pairs: { length: 2 * rows } },
    ]);
    expect(plan.edge.map(({ step }) => step.kind)).toEqual(["run"]);
  });
});
