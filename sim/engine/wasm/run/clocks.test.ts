import { describe, expect, test } from "vitest";
import { conforming } from "../../../conformance/conforming.ts";
import { differenceText } from "../../../conformance/difference.ts";
import { runClocksEntry } from "../../../conformance/run-clocks-entry.ts";
import { clocksTable } from "../../../conformance/table/clocks.ts";
import { compile } from "../../../schedule/compile.ts";
import { interpreter } from "./interpreter.test-kit.ts";
import { WasmEngine } from "./wasm-engine.ts";

describe.each(clocksTable)("$name (section $rule)", (entry) => {
  test("plans, interpreted", () => {
    const program = compile(entry.make());
    const engine = conforming(new WasmEngine(program, { makeMachine: interpreter }));
    expect(runClocksEntry(entry, program.design.top.module, engine).map(differenceText)).toEqual([]);
    engine.close?.();
  });
});
