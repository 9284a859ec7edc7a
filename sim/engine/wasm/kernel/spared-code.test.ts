import { expect, test } from "vitest";
import {
  bigSint,
  bit,
  connect,
  input,
  Module,
  output,
  outputReg,
  uint,
  wrap,
} from "../../../describe/index.ts";
import { printWat } from "../encode/index.ts";
import { kernelOf, planOf } from "../plan/plans.test-kit.ts";
import { compiledKernels } from "../run/compiled-kernels.ts";
import { planModule } from "../run/wasm-machine.ts";
import { vectorise } from "./index.ts";

// Code that would do no harm, but takes time: that it is not there is seen in the code alone.

/** The code of one function of a design's module. */
function codeOf(top: Module, name: string): string {
  const text = printWat(planModule(planOf(top), compiledKernels));
  const functions = text.split(/^(?= {2}\(func )/m).filter((each) => each.includes(`;; ${name}: `));
  expect(functions).toHaveLength(1);
  return functions[0]!;
}

test("what fits into a width is not wrapped", () => {
  class Sums extends Module {
    readonly a = input(uint(5));
    readonly fits = output(uint(6));
    readonly cut = output(uint(6));
    readonly isWide: boolean;
    constructor(isWide: boolean) {
      super();
      this.isWide = isWide;
    }
    override propagate() {
      this.fits.value = Number(BigInt.asUintN(6, BigInt(this.a.value) + 30n));
      this.cut.value = this.isWide ? wrap(3 * this.a.value) : 7;
    }
  }
  expect(codeOf(new Sums(true), "Sums.propagate")).toContain("i32.and");
  expect(codeOf(new Sums(false), "Sums.propagate")).not.toContain("i32.and");
});

test("constants of wide sums stand in memory before they are added", () => {
  class Wide extends Module {
    readonly a = input(bigSint(200));
    readonly o = outputReg(bigSint(201));
    override update() {
      this.o.next = this.a.value + 5n;
    }
  }
  const code = codeOf(new Wide(), "Wide.update");
  expect(code).toContain("memory.copy");
  expect(code).not.toContain("i64.store");
});

test("a row that a common condition leaves as it is stores nothing", () => {
  class Cell extends Module {
    readonly go = input(bit);
    readonly a = input(uint(8));
    readonly sum = outputReg(uint(16));
    override update() {
      if (this.go.value) this.sum.next = wrap(this.sum.value + this.a.value);
    }
  }
  class Cells extends Module {
    readonly go = input(bit);
    readonly a = Array.from({ length: 16 }, () => input(uint(8)));
    readonly cell = this.a.map(() => new Cell());
    constructor() {
      super();
      this.cell.forEach((cell, i) => {
        connect(this.go, cell.go);
        connect(this.a[i]!, cell.a);
      });
    }
  }
  const result = vectorise(kernelOf(planOf(new Cells()), "Cell.update"));
  if (result.kind !== "vector" || result.plan.versions.kind !== "choice") throw new Error("no choice");
  const { then, else: otherwise } = result.plan.versions;
  const stores = (version: typeof then) =>
    version.kind === "stores" ? [...version.of.values()].map(({ length }) => length) : [];
  expect([stores(then), stores(otherwise)]).toEqual([[2], [0]]);
});
