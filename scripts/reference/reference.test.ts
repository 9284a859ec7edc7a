import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { catalogue } from "../../sim/errors/index.ts";
import { type LoadedExample, loadExample } from "../../sim/errors/explain/run-example.test-kit.ts";
import { typeProblems } from "../../sim/errors/explain/type-problems.test-kit.ts";
import { makeReference, readChapters } from "./make-reference.ts";
import { promisedLog } from "./rule.ts";

const root = join(import.meta.dirname, "../..");
const rules = readChapters().flatMap(({ rules }) => rules);
const examples = rules.flatMap(({ title, example }) =>
  example === undefined ? [] : [[title, example] as const],
);

test("the pages in docs are those that `npm run reference` makes", async () => {
  for (const [path, text] of await makeReference()) expect(readFileSync(join(root, path), "utf8")).toBe(text);
});

test("each rule has an example, or codes whose explanations are one", () => {
  for (const { title, text, codes, example } of rules) {
    expect(text, title).toMatch(/\.$/);
    expect(example !== undefined || codes.length > 0, title).toBe(true);
  }
});

test("each code of the language, its engines, testbenches and waves belongs to a rule", () => {
  const given = new Set(rules.flatMap(({ codes }) => codes));
  const known = Object.keys(catalogue);
  expect([...given].filter((code) => !known.includes(code))).toEqual([]);
  expect(known.filter((code) => !given.has(code) && !/^E-(ESTIMATE|REPORT)-/.test(code))).toEqual([]);
});

describe("the example of a rule has no finding and prints what it says", () => {
  let loaded: readonly LoadedExample[];
  beforeAll(async () => {
    const found: LoadedExample[] = [];
    for (const [, example] of examples) found.push(await loadExample(example));
    loaded = found;
  });

  test.each(examples.map(([title, example], i) => [title, example, i] as const))(
    "%s",
    async (_, example, i) => {
      const { findings, log } = await loaded[i]!();
      expect(findings).toEqual([]);
      expect(log).toEqual(promisedLog(example));
      expect(log.length > 0 || example.includes("expect(")).toBe(true);
    },
  );
});

test("the examples are right in TypeScript's eyes", () => {
  expect(typeProblems(examples.map(([, example], i) => [`rule-${i}`, example]))).toEqual([]);
}, 120_000);

test("the README leads to the reference", () => {
  expect(readFileSync(join(root, "README.md"), "utf8")).toContain("(docs/language.md)");
});
