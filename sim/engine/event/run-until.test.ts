import { expect, test } from "vitest";
import { bit, input, Module, output, outputReg, uint, wrap } from "../../describe/index.ts";
import { compile } from "../../schedule/index.ts";
import { EventEngine } from "./event-engine.ts";

class Count extends Module {
  readonly n = outputReg(uint(8), { init: 0 });
  override update() {
    this.n.next = wrap(this.n.value + 1);
  }
}

test("a run ends behind the first edge after which a condition holds, or with the last edge", () => {
  const top = new Count();
  const engine = new EventEngine(compile(top));
  engine.settle();
  const until = (value: number, most: number): number =>
    engine.run([0], most, [
      { net: top.n.net, operator: "==", value: 255 },
      { net: top.n.net, operator: ">=", value },
    ]);
  expect([until(3, 10), top.n.value, engine.edges]).toEqual([3, 3, 3]);
  expect([until(9, 4), top.n.value]).toEqual([4, 7]);
  // It held before: that is not asked.
  expect([until(0, 9), top.n.value]).toEqual([1, 8]);
  expect([engine.run([0], 2, []), top.n.value]).toEqual([2, 10]);
});

test("only the inputs of the top are open to drives from outside", () => {
  class Port extends Module {
    readonly i = input(bit);
    readonly o = output(bit);
    override propagate() {
      this.o.value = this.i.value;
    }
  }
  class Top extends Module {
    readonly i = input(bit);
    readonly o = output(bit);
    readonly port = new Port();
    override propagate() {
      this.port.i.value = this.i.value;
      this.o.value = this.port.o.value;
    }
  }
  const top = new Top();
  const engine = new EventEngine(compile(top));
  const nets = [top.i, top.o, top.port.i, top.port.o].map(({ net }) => net);
  expect(nets.map((net) => engine.isOpen(net))).toEqual([true, false, false, false]);
});
