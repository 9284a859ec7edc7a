import { conforming } from "../../../conformance/conforming.ts";
import { conformanceSuite } from "../../../conformance/suite.ts";
import { interpreter } from "./interpreter.test-kit.ts";
import { WasmEngine } from "./wasm-engine.ts";

conformanceSuite(
  "plans, interpreted",
  (program) => conforming(new WasmEngine(program, { makeMachine: interpreter })),
  { designs: [20, 25, 12], seed: 6 },
);
