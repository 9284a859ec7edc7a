import { expect, test } from "vitest";
import { compile } from "../../schedule/compile.ts";
import { differenceText } from "../difference.ts";
import { runTableEntry } from "../run-table-entry.ts";
import { table } from "../table/index.ts";
import { createEvaluator } from "./evaluator.ts";

test.each(table)("the evaluator: $name (section $rule)", (entry) => {
  const program = compile(entry.make());
  expect(
    runTableEntry(entry, program.design.top.module, createEvaluator(program)).map(differenceText),
  ).toEqual([]);
});
