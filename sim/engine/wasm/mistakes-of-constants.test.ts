import { test } from "vitest";
import { bit, fixed, input, Module, output } from "../../describe/index.ts";
import { agree, fed } from "./mistakes.test-kit.ts";

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
  agree(fed(12, () => new Cell(64.25 - number++ * 11.5)));
});
