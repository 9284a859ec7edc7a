import { describe, expect, test } from "vitest";
import { createNaiveRunner } from "../naive-runner.ts";
import { runTableEntry } from "../run-table-entry.ts";
import { table } from "./index.ts";

describe("the methods themselves give the values of the table", () => {
  test.each(table)("$name (section $rule)", (entry) => {
    for (const order of ["forwards", "backwards"] as const) {
      const top = entry.make();
      expect(runTableEntry(entry, top, createNaiveRunner(top, order))).toEqual([]);
    }
  });

  test("names are unique", () => {
    expect(new Set(table.map((entry) => entry.name)).size).toBe(table.length);
  });
});
