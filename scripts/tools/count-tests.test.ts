import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countTests, countTiers } from "./count-tests.ts";

const file = (status: string, ...tests: readonly string[]) => ({
  status,
  assertionResults: tests.map((result) => ({ status: result })),
});
const report = (...testResults: readonly object[]) => JSON.stringify({ testResults });

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "systole-count-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("counts tests, not files", () => {
  const text = report(file("passed", "passed", "passed", "pending"), file("failed", "failed", "passed"));
  expect(countTests(text, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 });
});

test("a file that could not be loaded is a failure", () => {
  expect(countTests(report(file("failed"), file("passed", "passed")), 1)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  });
});

test("a run that failed without a failed test, or that wrote nothing, is a failure", () => {
  expect(countTests(report(file("passed", "passed")), 1)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  expect(countTests(undefined, 124)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("tiers are added up; one that never ran is a failure", async () => {
  await writeFile(join(folder, "test.json"), report(file("passed", "passed", "passed")));
  await writeFile(join(folder, "test.status"), "0");
  expect(countTiers(folder, ["test"])).toEqual({ passed: 2, failed: 0, skipped: 0 });
  expect(countTiers(folder, ["test", "test:tools"])).toEqual({ passed: 2, failed: 1, skipped: 0 });
});
