import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { generator, generatorFiles } from "./generator-files.ts";
import { kernelSummary, latest, type Result } from "./kernel-summary.ts";
import { operators } from "./operators/index.ts";
import { mutated, sitesOf } from "./sites.ts";

const root = new URL("../../..", import.meta.url).pathname;
const textOf = (path: string): string => readFileSync(root + path, "utf8");

test("each operator has sites in the parts in which its mistake can be made", () => {
  const found = new Set(
    generatorFiles(root).flatMap((path) =>
      sitesOf(path, textOf(path)).map(({ operator }) => `${operator} in ${path.slice(generator.length + 1)}`),
    ),
  );
  const parts = ["plan/", "kernel/scalar/", "kernel/vector/", "kernel/helpers/", "run/", "encode/"];
  // Plans have no masks; what they wrap is computed in kernels.
  const without = ["drop mask in plan/", "drop wrap in plan/", "drop wrap in kernel/helpers/"];
  const missing = operators
    .flatMap(({ name }) => parts.map((part) => `${name} in ${part}`))
    .filter((start) => ![...found].some((one) => one.startsWith(start)));
  expect(missing.sort()).toEqual(without.sort());
});

test("the sites of a file stand in a fixed order, and each changes something", () => {
  const path = `${generator}/kernel/vector/lower-lanes.ts`;
  const text = textOf(path);
  const sites = sitesOf(path, text);
  expect(sitesOf(path, text)).toEqual(sites);
  expect(sites.length).toBeGreaterThan(100);
  const texts = sites.map((site) => mutated(text, site));
  expect(texts.filter((one) => one === text)).toEqual([]);
});

const result = (operator: string, line: number, end: Result["end"]): Result => ({
  ...{ path: `${generator}/plan/moves.ts`, operator, line, column: 1, change: "a → b", end, seconds: 1 },
});

test("scores by operator, by folder and of all; of two results of one mutant the later one counts", () => {
  const results = latest([
    result("reorder", 1, "alive"),
    result("reorder", 2, "late"),
    result("drop wrap", 3, "alive"),
    result("reorder", 1, "dead"),
  ]);
  expect(kernelSummary(results)).toEqual({
    scores: [
      "drop wrap          0 of 1 die: 0.0 % (0.0…79.3), 0 by timeout",
      "reorder            2 of 2 die: 100.0 % (34.2…100.0), 1 by timeout",
      "plan               2 of 3 die: 66.7 % (20.8…93.9), 1 by timeout",
      "all                2 of 3 die: 66.7 % (20.8…93.9), 1 by timeout",
    ],
    survivors: [`${generator}/plan/moves.ts:3:1  drop wrap  a → b`],
  });
});
