import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { newFiles } from "../commands/new-files.ts";
import { createCommandRunner, type Ended, makeProject } from "./command-runner.test-kit.ts";

const runner = createCommandRunner();
afterAll(() => runner.close());

const counter = Object.fromEntries(newFiles("counter").map(({ file, text }) => [file, text]));
const commands = ["run", "replay", "list", "lint", "tree", "help", "rum", ""];
const options = [
  "--param",
  "--seed",
  "--engine",
  "--waves",
  "--waves=",
  "--no-waves",
  "--scope",
  "--from",
  "--to",
  "--timeout",
  "--junit",
  "--json",
  "--help",
  "--version",
  "--depth",
  "--signals",
  "--",
  "-p",
  "-",
  "--waves=counter.ts",
];
const values = [
  "counter",
  "counter/steps",
  "counter/",
  "*",
  "**",
  "counter.ts#Counter",
  "counter.ts#",
  "#",
  "nope.ts#X",
  "a=1",
  "=",
  "=1",
  "7",
  "-1",
  "1e400",
  "10ns",
  "random",
  "oblivious",
  "__proto__",
  "__proto__=1",
  "constructor",
  "counter.ts",
  "waves",
  ".",
  "..",
  "/",
  "counter.counter.**",
];
const odd = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.constantFrom(
    "\u0000",
    "\u001b[31m",
    "\n",
    "\u202e",
    "a".repeat(5000),
    "((((((((",
    "*".repeat(40),
    "[",
    "\\",
    "💥",
  ),
);
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...commands) },
  { weight: 4, arbitrary: fc.constantFrom(...options) },
  { weight: 4, arbitrary: fc.constantFrom(...values) },
  { weight: 2, arbitrary: odd },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...options), odd).map(([option, value]) => `${option}=${value}`),
  },
);
const line = fc.oneof(
  fc.array(word, { maxLength: 7 }),
  fc
    .tuple(fc.constantFrom("run", "replay", "lint", "tree", "list"), fc.array(word, { maxLength: 5 }))
    .map(([head, tail]) => [head, ...tail]),
);

/** What is in a folder, without what runs may write. */
function contents(folder: string, at = ""): readonly string[] {
  return readdirSync(join(folder, at)).flatMap((name) => {
    const path = join(at, name);
    if (path === "node_modules" || path === "waves") return [];
    if (statSync(join(folder, path)).isDirectory()) return contents(folder, path);
    return [
      `${path} ${createHash("md5")
        .update(readFileSync(join(folder, path)))
        .digest("hex")}`,
    ];
  });
}

function expectCivil({ code, out, talk }: Ended): void {
  expect([0, 1, 2, 3, 130]).toContain(code);
  expect(`${out}${talk}`).not.toMatch(/\n\s+at |E-INTERNAL|node:internal/);

  expect(talk).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]/);
}

describe("the command line", () => {
  it(
    "answers garbage with a line and an exit code, and overwrites nothing",
    { timeout: 120_000 },
    async () => {
      const folder = makeProject(counter);
      const before = contents(folder);
      await fc.assert(
        fc.asyncProperty(line, async (words) => {
          // A path that a random word makes may lie anywhere; only this folder is looked at.
          fc.pre(!words.some((text) => /(?:junit|waves)=?.*[/]/.test(text)));
          const ended = await runner.run(folder, words);
          expectCivil(ended);
          const after = contents(folder);
          expect(after).toEqual(expect.arrayContaining([...before]));
        }),
        { numRuns: 150 },
      );
    },
  );

  it("answers files that are no testbenches with a line a file", { timeout: 120_000 }, async () => {
    const valid = Object.values(counter).map((text) => text.replaceAll('"./counter.ts"', '"./good.ts"'));
    const mutated = fc
      .tuple(fc.constantFrom(...valid), fc.nat(), fc.nat({ max: 30 }), fc.oneof(fc.constant(""), odd))
      .map(([text, at, cut, put]) => {
        const start = at % text.length;
        return text.slice(0, start) + put + text.slice(start + cut);
      });
    const thrown = fc
      .constantFrom(
        "throw 1",
        "throw null",
        "throw { toString() { throw 2; } }",
        "null.x",
        "export default 5",
        'import "./nope"',
        'import "no-such-package"',
      )
      .map((text) => `${text};\n`);
    const text = fc.oneof(mutated, thrown, fc.string({ unit: "grapheme", maxLength: 60 }));
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.constantFrom(["list"], ["run"], ["run", "counter", "--no-waves"]),
        async (source, words) => {
          // A loop that never ends is the user's.
          fc.pre(!/while|for\s*\(/.test(source));
          const folder = makeProject({ "good.ts": counter["counter.ts"]!, "bad.tb.ts": source });
          expectCivil(await runner.run(folder, words));
        },
      ),
      { numRuns: 60 },
    );
  });
});
