import { existsSync, readdirSync } from "node:fs";
import { matchesGlob } from "node:path";
import { expect, test } from "vitest";
import { passesOf } from "./near-tests.ts";
import { sampleBlocks } from "./sample-blocks.ts";
import { folders, sourceFiles } from "./source-files.ts";
import { merge, type Mutant, type MutantReport, placesOfSurvivors, summary } from "./summary.ts";

const root = new URL("../..", import.meta.url).pathname;

test("the files are those of the mutated folders, without tests, tables of contents and hardware", () => {
  const files = sourceFiles(root);
  for (const folder of folders) expect(files.some((file) => file.folder === folder)).toBe(true);
  expect(files.every(({ path }) => existsSync(root + path) && !/test|index\.ts/.test(path))).toBe(true);
  expect(files.map(({ path }) => path)).not.toContain("sim/describe/stream.ts");
});

test("blocks are drawn by seed, none twice, and together cover every line", () => {
  const files = [
    { folder: "a", path: "a/x.ts", lines: 25 },
    { folder: "a", path: "a/y.ts", lines: 12 },
  ];
  expect([...sampleBlocks(files, 99, 1)].sort()).toEqual([
    "a/x.ts:1-12",
    "a/x.ts:13-24",
    "a/x.ts:25-25",
    "a/y.ts:1-12",
  ]);
  expect(sampleBlocks(files, 2, 1)).toEqual(sampleBlocks(files, 99, 1).slice(0, 2));
  expect(sampleBlocks(sourceFiles(root), 9, 1)).not.toEqual(sampleBlocks(sourceFiles(root), 9, 2));
});

test("mutants that time out are dead, those without a test live, and others don't count", () => {
  const mutant = (status: string, line: number): Mutant => ({
    ...{ mutatorName: "BooleanLiteral", replacement: "true", status },
    location: { start: { line, column: 3 }, end: { line, column: 7 } },
  });
  const { scores, survivors } = summary({
    files: {
      "sim/check/rings.ts": {
        source: "one\n  two\nthree",
        mutants: [
          ...[mutant("Killed", 1), mutant("Timeout", 1), mutant("Survived", 2)],
          ...[mutant("NoCoverage", 3), mutant("CompileError", 3), mutant("Ignored", 3)],
        ],
      },
      "sim/lower/bind.ts": { source: "", mutants: [mutant("Killed", 1)] },
    },
  });
  expect(scores).toEqual([
    "sim/lower          1 of 1 die: 100.0 % (20.7…100.0), 0 by timeout",
    "sim/check          2 of 4 die: 50.0 % (15.0…85.0), 1 by timeout",
    "all                3 of 5 die: 60.0 % (23.1…88.2), 1 by timeout",
  ]);
  expect(survivors).toEqual([
    "sim/check/rings.ts:2:3  BooleanLiteral → true  in: two",
    "sim/check/rings.ts:3:3  BooleanLiteral → true  in: three",
  ]);
});

function mutantAt(column: number, status: string): Mutant {
  return {
    ...{ mutatorName: "BooleanLiteral", replacement: "true", status },
    location: { start: { line: 1, column }, end: { line: 2, column: column + 4 } },
  };
}

function reportOf(...mutants: readonly Mutant[]): MutantReport {
  return { files: { "sim/check/a.ts": { source: "one", mutants } } };
}

test("reports of several runs become one, in which a mutant counts once, and is dead if it died in one", () => {
  const first = reportOf(mutantAt(1, "Survived"), mutantAt(2, "Killed"), mutantAt(3, "Survived"));
  const second = reportOf(mutantAt(1, "Killed"), mutantAt(2, "Survived"), mutantAt(3, "NoCoverage"));
  const { scores, survivors } = summary(merge([first, second]));
  expect(scores[0]).toMatch(/^sim\/check +2 of 3 die/);
  expect(survivors).toEqual(["sim/check/a.ts:1:3  BooleanLiteral → true  in: one"]);
});

test("only the places of survivors are judged again, each once", () => {
  const report = reportOf(
    ...[mutantAt(1, "Killed"), mutantAt(5, "Survived"), mutantAt(5, "NoCoverage"), mutantAt(9, "Ignored")],
  );
  expect(placesOfSurvivors(report)).toEqual(["sim/check/a.ts:1:4-2:8"]);
});

test("a folder's mutants are judged by tests that are there, and then by others", () => {
  const tests = readdirSync(`${root}sim`, { recursive: true, encoding: "utf8" })
    .map((name) => `sim/${name.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".test.ts"));
  for (const folder of folders) {
    const [near, rest] = passesOf(folder);
    for (const glob of [...near.include, ...rest.include])
      expect(
        tests.some((path) => matchesGlob(path, glob)),
        glob,
      ).toBe(true);
    expect(rest.exclude).toEqual(near.include);
  }
});
