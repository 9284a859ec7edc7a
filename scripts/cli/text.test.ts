import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { columns, counted, folded, grouped, shellWord, visible } from "./text.ts";

describe("texts", () => {
  it("of unknown origin stay on one line, without commands for the terminal", () => {
    expect(visible("a\nb\u001b[31m\u202e💥")).toBe("a\\nb\\u001b[31m\\u202e💥");
    expect(visible("x".repeat(300))).toHaveLength(201);
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visible(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
      }),
    );
  });

  it("count", () => {
    expect([counted(1, "cycle"), counted(1234567, "cycle"), counted(2, "testbench")]).toEqual([
      "1 cycle",
      "1,234,567 cycles",
      "2 testbenches",
    ]);
    expect(grouped(999)).toBe("999");
  });

  it("are folded between words, and a word that is too long has a line of its own", () => {
    expect(folded("one two  three\nfour", 9)).toEqual(["one two", "three", "four"]);
    expect(folded("a incomprehensible b", 9)).toEqual(["a", "incomprehensible", "b"]);
    expect([folded("", 9), folded("12345 789", 9)]).toEqual([[], ["12345 789"]]);
  });

  it("stand in columns", () => {
    expect(
      columns([
        ["a", "bb", "c"],
        ["aaa", "", "d"],
      ]),
    ).toEqual(["a    bb  c", "aaa      d"]);
  });

  it("reach a shell's program as they are", () => {
    const words = ["plain", "a b", "it's", "$HOME", "", "a;b", "eie.pe[3]", "*"];
    const line = `node -e 'process.stdout.write(JSON.stringify(process.argv.slice(1)))' -- ${words.map(shellWord).join(" ")}`;
    expect(JSON.parse(execFileSync("sh", ["-c", line], { encoding: "utf8" }))).toEqual(words);
  });
});
