import { describe, expect, test } from "vitest";
import type { Inspector } from "./inspector.ts";
import type { Script } from "./script.ts";
import { createScripts } from "./scripts.ts";
import { script } from "./scripts.test-kit.ts";

/** Scripts of an inspector that knows one script, and what it was asked for. */
function asking(known?: Script) {
  const asked: (readonly string[])[] = [];
  const inspector: Partial<Inspector> = {
    scriptByUrl(urls) {
      asked.push(urls);
      return known;
    },
  };
  return { asked, scripts: createScripts(() => inspector as Inspector) };
}

describe("the script that a specifier names", () => {
  const other = script("file:///a/c.js", "");
  test.each([
    ["file:///a/b.js", "./c.js", ["file:///a/c.js", "file:///a/c.ts", "file:///a/c.tsx"]],
    ["file:///a/b.js", "../c.mjs", ["file:///c.mjs", "file:///c.mts", "file:///c.mjs"]],
    ["file:///a/b.js", "/d/c.cjs", ["file:///d/c.cjs", "file:///d/c.cts", "file:///d/c.cjs"]],
    ["file:///a/b.js", "file:///e.ts", ["file:///e.ts", "file:///e.ts", "file:///e.ts"]],
    ["/a/b.js", "./js/c.js", ["file:///a/js/c.js", "file:///a/js/c.ts", "file:///a/js/c.tsx"]],
    [
      "file:///a/b.js",
      "./c.d",
      ["", ".ts", ".tsx", ".js", "/index.ts", "/index.js"].map((end) => `file:///a/c.d${end}`),
    ],
  ])("seen from %s, %s is the first of those that are loaded", (url, specifier, urls) => {
    const { asked, scripts } = asking(other);
    expect(scripts.imported(script(url, ""), specifier)).toBe(other);
    expect(asked).toEqual([urls]);
  });

  const description = new URL("../../describe/index.ts", import.meta.url).href;
  test.each([
    ["a package", "file:///a/b.js", "lib"],
    ["a package's file", "file:///a/b.js", "lib/c.js"],
    ["a name with dots", "file:///a/b.js", "..c/d.js"],
    ["one of Node's", "file:///a/b.js", "node:fs"],
    ["seen from a script without a file", "evaluated", "./c.js"],
    ["the description language", "file:///a/b.js", description],
  ])("is not looked for: %s", (_, url, specifier) => {
    const { asked, scripts } = asking(other);
    expect(scripts.imported(script(url, ""), specifier)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test("is unknown where it is not loaded, or nobody can be asked", () => {
    expect(asking().scripts.imported(script("file:///a/b.js", ""), "./c.js")).toBeUndefined();
    const blind = createScripts(() => undefined);
    expect(blind.imported(script("file:///a/b.js", ""), "./c.js")).toBeUndefined();
  });
});

test("what follows from a script alone is worked out once, whoever asks", () => {
  const one = script("file:///a/b.js", "let a = 1; a = 2;");
  const [first, second] = [asking().scripts, asking().scripts];
  expect([...first.bindings(one)!.assigned.keys()]).toEqual(["a"]);
  expect(second.bindings(one)).toBe(first.bindings(one));
  expect(second.places(one)).toBe(first.places(one));
  expect(second.places(script("file:///a/b.js", ""))).not.toBe(first.places(one));
});

test("a script is parsed as what it is; of what does not parse nothing is known", () => {
  const { scripts } = asking();
  expect(scripts.bindings(script("file:///a.js", "with (a) b();", false))).toBeDefined();
  expect(scripts.bindings(script("file:///b.js", "with (a) b();", true))).toBeUndefined();
});
