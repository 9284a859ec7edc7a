import { expect, test } from "vitest";
import { bit, clockDomain, clocked, input, Module, outputReg, uint, wrap } from "../../../describe/index.ts";
import { compile } from "../../../schedule/index.ts";
import { WasmEngine } from "./wasm-engine.ts";

test("a domain that a signal resets leaves the next one its edges", () => {
  class Counter extends Module {
    readonly o = outputReg(uint(8), { init: 3 });
    override update() {
      this.o.next = wrap(this.o.value + 1);
    }
  }
  const bus = clockDomain("bus");
  class Top extends Module {
    readonly r = input(bit);
    readonly before = clocked(new Counter(), { reset: { by: this.r } });
    readonly behind = clocked(new Counter(), bus);
  }
  const top = new Top();
  const program = compile(top);
  const engine = new WasmEngine(program);
  const all = program.design.domains.map(({ index }) => index);
  const counts = (): readonly unknown[] => [top.before, top.behind].map(({ o }) => engine.read(o.net));
  engine.settle();
  engine.run(all, 100, []);
  expect(counts()).toEqual([103, 103]);
  engine.drive(top.r.net, 1);
  engine.run(all, 5, []);
  expect(counts()).toEqual([3, 108]);
  engine.close();
});
