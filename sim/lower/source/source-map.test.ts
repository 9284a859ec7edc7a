import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import Module, { type SourceMap, syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { scriptOf } from "./script.ts";
import { createPlaceFinder } from "./source-map.ts";

const written = [
  "// the first line",
  "export class Cell {",
  "  protected  readonly first = 1;",
  "  second = 2; static third = 3;",
].join("\n");

/** A map of a script of one line: to line 3, column 3 of the text, to no source, to line 4, column 3, and to another source. */
const map = (file: string, contents: readonly (string | null)[] = [written, "other"]) => ({
  version: 3,
  sources: [file, "second.ts"],
  sourcesContent: contents,
  names: [],
  mappings: [[[0, 0, 2, 2], [10], [20, 0, 3, 2], [24, 0, 3, 14], [30, 1, 0, 0]]],
});

interface Options {
  readonly url?: string;
  readonly sourceMapURL?: string;
  readonly startLine?: number;
  readonly startColumn?: number;
}

/** What finds places in a script with this text; its first forty characters are on the first line. */
function finderOf(comment: string, options: Options = {}) {
  const record = {
    ...{ id: "1", url: "file:///made/script.js", isModule: true, startLine: 0, startColumn: 0 },
    ...{ sourceMapURL: undefined, ...options },
  };
  return createPlaceFinder(scriptOf(record, `${" ".repeat(40)}\nsecond\n${comment}`));
}

const json = (value: unknown) => `data:application/json,${encodeURIComponent(JSON.stringify(value))}`;
const base64 = (value: unknown) =>
  `data:application/json;charset=utf-8;base64,${Buffer.from(JSON.stringify(value)).toString("base64")}`;
const commentOf = (url: string) => `//# sourceMappingURL=${url}`;
const mapped = { file: "/made/cell.ts", line: 3, column: 3 };
const own = { file: "/made/script.js", line: 1, column: 1 };

let folder = "";
const at = (name: string) => join(folder, name);
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "systole-maps-")));
  mkdirSync(at("maps"));
  writeFileSync(at("maps/beside.map"), JSON.stringify(map("../cell.ts", [])));
  writeFileSync(at("cell.ts"), written.replaceAll("\n", "\r\n"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a script without a map is its own source", () => {
  test("lines and columns count from 1, and from where the script begins in its file", () => {
    const plain = finderOf("");
    expect(plain.placeAt(0)).toEqual(own);
    expect(plain.placeAt(39)).toEqual({ ...own, column: 40 });
    expect(plain.placeAt(43)).toEqual({ ...own, line: 2, column: 3 });
    expect(plain.placeOfName(43, "name")).toEqual({ ...own, line: 2, column: 3 });
    const wrapped = finderOf("", { startLine: 4, startColumn: 6 });
    expect(wrapped.placeAt(1)).toEqual({ ...own, line: 5, column: 8 });
    expect(wrapped.placeAt(43)).toEqual({ ...own, line: 6, column: 3 });
  });

  test("one that is no file has no places", () => {
    for (const url of ["", "node:fs", "evalmachine.<anonymous>"]) {
      expect(finderOf("", { url }).placeAt(0)).toBeUndefined();
      expect(finderOf("", { url }).placeOfName(0, "name")).toBeUndefined();
    }
    expect(finderOf("", { url: "/made/script.js?v=1#x" }).placeAt(0)).toEqual(own);
  });

  test.each([
    ["nonsense", commentOf("data:application/json,nonsense")],
    ["nothing", commentOf("gone.js.map")],
    ["no URL", commentOf("http://")],
    ["another machine", commentOf("http://localhost/script.js.map")],
    ["words that say nothing", "//# sourceMappingURL="],
  ])("so is one whose map is %s", (_, comment) => {
    expect(finderOf(comment).placeAt(0)).toEqual(own);
  });
});

describe("a script with a map", () => {
  test.each([
    ["percent signs, in its text", commentOf(json(map("cell.ts"))), undefined],
    ["base 64, in its text", `${commentOf(base64(map("cell.ts")))}\n`, undefined],
    ["base 64, behind other words", `x();/*${commentOf(base64(map("cell.ts")))} more`, undefined],
    ["what V8 says, whatever the text does", commentOf(json(map("other.ts"))), json(map("cell.ts"))],
    ["the last of two", `${commentOf(json(map("x.ts")))}\n${commentOf(json(map("cell.ts")))}\n`, undefined],
    ["the older sign", `//@ sourceMappingURL=x\n//# sourceMappingURL=${json(map("cell.ts"))}'`, undefined],
  ])("is found by it: %s", (_, comment, sourceMapURL) => {
    const finder = finderOf(comment, sourceMapURL === undefined ? {} : { sourceMapURL });
    expect(finder.placeAt(0)).toEqual(mapped);
    expect(finder.placeAt(9)).toEqual(mapped);
    expect(finder.placeAt(20)).toEqual({ ...mapped, line: 4 });
    expect(finder.placeAt(35)).toEqual({ file: "/made/second.ts", line: 1, column: 1 });
  });

  test("a map in the text serves a script that is no file; one beside it needs one", () => {
    const finder = finderOf(commentOf(json(map("/made/cell.ts"))), { url: "" });
    expect(finder.placeAt(0)).toEqual(mapped);
    expect(
      finderOf(commentOf(pathToFileURL(at("maps/beside.map")).href), { url: "" }).placeAt(0),
    ).toBeUndefined();
  });

  test("a map beside it is read, and names its sources from where it is itself", () => {
    const url = pathToFileURL(at("script.js")).href;
    for (const finder of [
      finderOf(commentOf("maps/beside.map"), { url }),
      finderOf("", { url, sourceMapURL: "maps/beside.map" }),
    ])
      expect(finder.placeAt(0)).toEqual({ ...mapped, file: at("cell.ts") });
  });

  test("has no place where the map has none; what stands before the file's text counts as its first column", () => {
    expect(finderOf(commentOf(json(map("cell.ts")))).placeAt(15)).toBeUndefined();
    const wrapped = finderOf(commentOf(json(map("cell.ts"))), { startColumn: -30 });
    expect(wrapped.placeAt(0)).toEqual(mapped);
    expect(wrapped.placeAt(29)).toEqual(mapped);
    expect(wrapped.placeOfName(30 + 15, "name")).toBeUndefined();
  });
});

describe("the place of a name's declaration", () => {
  const words = { file: mapped.file, line: 3, column: 3 };

  test.each([
    ["from the map", (comment: string) => finderOf(comment), json(map("cell.ts"))],
    [
      "from the file, where the map does not hold it",
      (comment: string) => finderOf(comment, { url: pathToFileURL(at("script.js")).href }),
      json(map("cell.ts", [])),
    ],
  ])("is behind the words that may stand before it: %s", (_, make, url) => {
    const finder = make(commentOf(url));
    const { file } = finder.placeAt(0)!;
    expect(finder.placeOfName(0, "first")).toEqual({
      ...words,
      file,
      column: 3 + "protected  readonly ".length,
    });
    expect(finder.placeOfName(0, "second")).toEqual({ ...words, file });
    expect(finder.placeOfName(20, "second")).toEqual({ ...words, file, line: 4 });
    expect(finder.placeOfName(24, "third")).toEqual({
      ...words,
      file,
      line: 4,
      column: 15 + "static ".length,
    });
    expect(finder.placeOfName(24, "static")).toEqual({ ...words, file, line: 4, column: 15 });
  });

  test("is that of the words themselves where the text is not to be had", () => {
    const finder = finderOf(commentOf(json(map("gone.ts", []))));
    expect(finder.placeOfName(0, "first")).toEqual({ ...words, file: "/made/gone.ts" });
  });

  test("is looked for in the source that it is in", () => {
    const two = map("cell.ts", ["nothing", "readonly other = 1"]);
    expect(finderOf(commentOf(json(two))).placeOfName(30, "other")).toEqual({
      ...{ file: "/made/second.ts", line: 1, column: 1 + "readonly ".length },
    });
  });
});

describe("what Node knows of maps", () => {
  const real = Module.findSourceMap;
  afterEach(() => {
    Module.findSourceMap = real;
    syncBuiltinESMExports();
  });

  function nodeKnows(known: Readonly<Record<string, object>>) {
    const find = vi.fn((path: string) => {
      const payload = known[path];
      return payload && ({ payload } as unknown as SourceMap);
    });
    Module.findSourceMap = find as typeof real;
    syncBuiltinESMExports();
    return find;
  }

  test("serves a script that does not tell of its own: by path, or else by URL", () => {
    nodeKnows({ "/made/script.js": map("cell.ts") });
    expect(finderOf("").placeAt(0)).toEqual(mapped);
    expect(finderOf(commentOf("gone.map")).placeAt(0)).toEqual(mapped);
    nodeKnows({ "file:///made/script.js": map("cell.ts") });
    expect(finderOf("").placeAt(0)).toEqual(mapped);
    nodeKnows({});
    expect(finderOf("").placeAt(0)).toEqual(own);
  });

  test("is not asked for a script that tells, or that is no file", () => {
    const find = nodeKnows({ "/made/script.js": map("other.ts") });
    expect(finderOf(commentOf(json(map("cell.ts")))).placeAt(0)).toEqual(mapped);
    expect(finderOf("", { url: "" }).placeAt(0)).toBeUndefined();
    expect(find).not.toHaveBeenCalled();
  });
});
