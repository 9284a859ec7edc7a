import { expect, test } from "vitest";
import { conforming } from "../../../conformance/conforming.ts";
import { conformanceSuite } from "../../../conformance/suite.ts";
import { loopOverInterpreter } from "./interpreted-kernels.test-kit.ts";
import { input, Module, outputReg, uint, wrap } from "../../../describe/index.ts";
import { compile } from "../../../schedule/compile.ts";
import { interpreter } from "./interpreter.test-kit.ts";
import { WasmEngine } from "./wasm-engine.ts";

conformanceSuite(
  "plans, interpreted",
  (program) => conforming(new WasmEngine(program, { makeMachine: interpreter })),
  { designs: [10, 15, 6], seed: 6 },
);

conformanceSuite(
  "the loop, over interpreted kernels",
  (program) => conforming(new WasmEngine(program, { makeMachine: loopOverInterpreter })),
  { designs: [4, 6, 3], seed: 7 },
);

test("the default of an input that is one with its driver's register is not that register's value", () => {
  class Leaf extends Module {
    readonly a = input(uint(8), { default: 5 });
    readonly b = outputReg(uint(8));
    override update() {
      this.b.next = this.a.value;
    }
  }
  class Top extends Module {
    readonly r = outputReg(uint(8));
    readonly leaf = new Leaf();
    override propagate() {
      this.leaf.a.value = this.r.value;
    }
    override update() {
      this.r.next = wrap(this.r.value + 1);
    }
  }
  const top = new Top();
  const engine = new WasmEngine(compile(top), { makeMachine: loopOverInterpreter });
  engine.settle();
  expect([top.r.value, top.leaf.a.value]).toEqual([0, 0]);
  engine.run([0], 3, []);
  expect([top.r.value, top.leaf.a.value, top.leaf.b.value]).toEqual([3, 3, 2]);
});
