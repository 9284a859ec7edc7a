import { expect, test } from "vitest";
import { bigSint, bit, fixed, input, Module, output } from "../../describe/index.ts";
import { agree, fed } from "./mistakes.test-kit.ts";
import { namesOf, planOf } from "./plan/plans.test-kit.ts";

test("constants that differ per instance: fixed-point ones, of more bits in front of the point than behind it", () => {
  class Cell extends Module {
    readonly a = input(fixed(3, 2));
    readonly o = output(fixed(12, 2));
    readonly large = output(bit);
    protected readonly bias: number;
    constructor(bias: number) {
      super();
      this.bias = bias;
    }
    override propagate() {
      this.o.value = this.a.value + this.bias;
      this.large.value = this.a.value + this.bias > 40;
    }
  }
  let number = 0;
  const cells = (): Module => fed(12, () => new Cell(64.25 - (number++ % 12) * 11.5));
  expect(namesOf(planOf(cells()))).toEqual(["Cell.propagate"]);
  agree(cells());
});

test("constants that differ per instance: bigints of one limb and of several, of both signs", () => {
  class Cell extends Module {
    readonly a = input(bigSint(160));
    readonly sum = output(bigSint(161));
    readonly large = output(bit);
    readonly product = output(bigSint(300));
    protected readonly bias: bigint;
    constructor(bias: bigint) {
      super();
      this.bias = bias;
    }
    override propagate() {
      this.sum.value = this.a.value + this.bias;
      this.large.value = this.a.value > this.bias;
      this.product.value = this.a.value * this.bias;
    }
  }
  let number = 0;
  agree(fed(12, () => new Cell((number % 3 === 1 ? -1n : 1n) * 5n ** BigInt(5 * number++))));
  agree(fed(3, () => new Cell(3n ** BigInt(30 * (number++ % 3)))));
});
