import fc from "fast-check";
import { expect, test } from "vitest";
import { fileUrlOf, offsetAt, offsetOfText, pathOf, positionAt, scriptOf } from "./script.ts";

const record = {
  ...{ id: "7", url: "file:///made/script.js", isModule: false, startLine: 0, startColumn: 0 },
  sourceMapURL: undefined,
};

/** Line and column by counting, one character after another. */
function counted(source: string, offset: number, startLine: number, startColumn: number) {
  let [line, column] = [startLine, startColumn];
  for (const character of source.slice(0, offset)) {
    if (character === "\n") [line, column] = [line + 1, 0];
    else column += 1;
  }
  return { line, column };
}

test("positions are those that one counts, and lead back", () => {
  const texts = fc.array(fc.constantFrom("a", "bc", "\n", "\r\n", ";"), { maxLength: 40 });
  fc.assert(
    fc.property(texts, fc.nat(9), fc.integer({ min: -9, max: 9 }), (words, startLine, startColumn) => {
      const source = words.join("");
      const script = scriptOf({ ...record, startLine, startColumn }, source);
      for (let offset = 0; offset <= source.length; offset++) {
        const position = positionAt(script, offset);
        expect(position).toEqual(counted(source, offset, startLine, startColumn));
        expect(offsetAt(script, position)).toBe(offset);
      }
    }),
  );
});

test("a function's text is the last one that begins before V8's position in it, and holds it", () => {
  const script = scriptOf(record, "f(x => 1, x => 1);\ng(x => 1);");
  const found = (line: number, column: number) => offsetOfText(script, "x => 1", { line, column });
  expect([2, 3, 8].map((column) => found(0, column))).toEqual([2, 2, 2]);
  expect([10, 15, 16].map((column) => found(0, column))).toEqual([10, 10, 10]);
  expect(found(1, 2)).toBe(21);
  expect(found(1, 8)).toBe(21);
  // Before the first, and behind the last.
  expect(found(0, 1)).toBeUndefined();
  expect(found(0, 17)).toBeUndefined();
  expect(found(1, 9)).toBeUndefined();
  expect(offsetOfText(script, "y => 1", { line: 0, column: 8 })).toBeUndefined();
  expect(offsetOfText(script, "f(x", { line: 0, column: 0 })).toBe(0);
});

test.each([
  ["file:///a/b.ts", "file:///a/b.ts", "/a/b.ts"],
  ["file:///a/b.ts?tsx=1&x#y", "file:///a/b.ts", "/a/b.ts"],
  ["file:///a/b%20c.ts#y?z", "file:///a/b%20c.ts", "/a/b c.ts"],
  ["/a/b c.ts", "file:///a/b%20c.ts", "/a/b c.ts"],
  ["/a/b.ts?v=2", "file:///a/b.ts", "/a/b.ts"],
  ["a/b.ts", undefined, "a/b.ts"],
  ["a/file:b.ts", undefined, "a/file:b.ts"],
  ["node:fs", undefined, "node:fs"],
  ["", undefined, ""],
])("%s is the file %s", (url, fileUrl, path) => {
  expect(fileUrlOf(url)).toBe(fileUrl);
  expect(pathOf(url)).toBe(path);
});
