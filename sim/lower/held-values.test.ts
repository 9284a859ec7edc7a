import { expect, test } from "vitest";
import { input, Module, output, outputReg, reg, uint, wire } from "../describe/index.ts";
import { compile } from "../schedule/compile.ts";
import { evaluated } from "./lower.test-kit.ts";

/** Goes over values that were taken before a wire changes. */
class Taken extends Module {
  readonly a = input(uint(8));
  readonly r = reg(uint(8), { init: 20 });
  readonly rs = [reg(uint(8), { init: 30 }), reg(uint(8), { init: 40 })];
  readonly o = outputReg(uint(8), { init: 50 });
  readonly w = wire(uint(8));
  readonly sum = output(uint(12));
  readonly last = reg(uint(8));
  override propagate() {
    this.w.value = this.a.value;
    let sum = 0;
    for (const x of [
      this.a.value,
      this.r.value,
      this.rs[this.a.value & 1]!.value,
      this.o.value,
      this.w.value,
    ]) {
      this.w.value = 0;
      sum += x;
    }
    this.sum.value = sum;
  }
  override update() {
    for (const x of [this.a.value, this.w.value]) this.last.next = x;
  }
}

test("only what a method can still change is kept for later: wires in propagate(), nothing in update()", () => {
  const { design, codeOf } = compile(new Taken());
  const { propagate, update } = codeOf(design.top);
  const kept = (body: typeof propagate) => body?.locals.filter(({ name }) => name === "before").length;
  expect([kept(propagate), kept(update)]).toEqual([1, 0]);
});

test("a value that was taken is that of its moment", () => {
  expect(evaluated(new Taken(), { a: 10 }, ["sum", "w"])).toEqual([10 + 20 + 30 + 50 + 10, 0]);
});
