import { beforeAll, describe, expect, test } from "vitest";
import { catalogue } from "../index.ts";
import { parseExplanations } from "./explanation.ts";
import { readExplanations } from "./read-explanations.ts";
import { type LoadedExample, loadExample } from "./run-example.test-kit.ts";
import { typeProblems } from "./type-problems.test-kit.ts";

const all = [...readExplanations().values()];

/** Codes that no design and no testbench of a user's own can cause, or that need a program outside. */
const withoutExample = [
  "E-SOURCE-PARSE",
  "E-SOURCE-NATIVE",
  "E-INSTRUMENTED",
  "E-UNSETTLED",
  "E-SENSITIVITY",
  "W-NOT-COMPILED",
  "E-TB-CLOCK",
  "E-TB-INTERRUPTED",
];

test("each code of the catalogue has one explanation, in the catalogue's order", () => {
  expect(all.map(({ code }) => code)).toEqual(Object.keys(catalogue));
});

test("each has a title, a text and both examples; the few that have none say why", () => {
  for (const { code, title, text, wrong, right } of all) {
    expect(title, code).toMatch(/^\S.{5,80}[^.]$/);
    expect(text.length, code).toBeGreaterThan(100);
    expect([wrong !== undefined, right !== undefined], code).toEqual(
      withoutExample.includes(code) ? [false, false] : [true, true],
    );
    expect(/^No example: /m.test(text), code).toBe(withoutExample.includes(code));
  }
});

/** Codes that blame no line of a user's file, and what they name instead. */
const withoutPlace: Readonly<Record<string, string>> = {
  "W-LOG-CUT": "a file, and how far it can be read",
  "W-WINDOW": "the window, often given on the command line, which only the end of a run shows to be too late",
  "E-REPORT-FIGURE": "the report and the figure: a document is data, checked when it is whole",
  "E-REPORT-TABLE": "the report and the table's caption",
  "E-REPORT-CHART": "the report and the chart's caption",
  "E-REPORT-BLOCK": "the report and the section",
};

const examples = all.filter(({ wrong }) => wrong !== undefined);

let loaded: ReadonlyMap<string, LoadedExample>;
beforeAll(async () => {
  const found = new Map<string, LoadedExample>();
  for (const { wrong, right } of examples)
    for (const text of [wrong!, right!]) found.set(text, await loadExample(text));
  loaded = found;
});

describe("the wrong example gives its code alone, at the line that says so", () => {
  test.each(examples.map(({ code, wrong }) => [code, wrong!] as const))("%s", async (code, wrong) => {
    const { findings, lines } = await loaded.get(wrong)!();
    expect([...new Set(findings.map((finding) => finding.code))]).toEqual([code]);
    expect(findings.every(({ places }) => places?.length)).toBe(!(code in withoutPlace));
    // A comment on a line of its own stands for the line above, which ends in a brace.
    const blamed = wrong
      .split("\n")
      .flatMap((line, i) => (line.endsWith(`// ${code}`) ? [line.trim() === `// ${code}` ? i : i + 1] : []));
    expect([...new Set(lines)].sort((a, b) => a - b)).toEqual(blamed);
  });
});

describe("the right example gives no finding", () => {
  test.each(examples.map(({ code, right }) => [code, right!] as const))("%s", async (_, right) => {
    expect((await loaded.get(right)!()).findings).toEqual([]);
  });
});

test("what the right examples say is also right in TypeScript's eyes", () => {
  expect(typeProblems(examples.map(({ code, right }) => [code, right!]))).toEqual([]);
}, 120_000);

test("a section without the heading of an explanation is refused", () => {
  expect(() => parseExplanations("# Title\n\n## Something\n")).toThrow("no heading of an explanation");
});
