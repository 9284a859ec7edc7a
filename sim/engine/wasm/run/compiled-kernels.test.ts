import { conforming } from "../../../conformance/conforming.ts";
import { conformanceSuite } from "../../../conformance/suite.ts";
import { compiledMachine } from "./compiled-kernels.ts";
import { WasmEngine } from "./wasm-engine.ts";

conformanceSuite(
  "compiled kernels",
  (program) => conforming(new WasmEngine(program, { makeMachine: compiledMachine })),
  { designs: [16, 20, 6], seed: 8 },
);
