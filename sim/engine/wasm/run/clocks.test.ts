import { describe, expect, test } from "vitest";
import { conforming } from "../../../conformance/conforming.ts";
import { differenceText } from "../../../conformance/difference.ts";
import { runClocksEntry } from "../../../conformance/run-clocks-entry.ts";
import { clocksTable } from "../../../conformance/table/clocks.ts";
import { compile } from "../../../schedule/compile.ts";
import { loopOverInterpreter } from "./interpreted-kernels.test-kit.ts";
import { interpreter } from "./interpreter.test-kit.ts";
import type { MakeMachine } from "./machine.ts";
import { WasmEngine } from "./wasm-engine.ts";

const machines: readonly (readonly [string, MakeMachine])[] = [
  ["interpreted", interpreter],
  ["the loop, over interpreted kernels", loopOverInterpreter],
];

describe.each(clocksTable)("$name (section $rule)", (entry) => {
  test.each(machines)("%s", (_, makeMachine) => {
    const program = compile(entry.make());
    const engine = conforming(new WasmEngine(program, { makeMachine }));
    expect(runClocksEntry(entry, program.design.top.module, engine).map(differenceText)).toEqual([]);
    engine.close?.();
  });
});
