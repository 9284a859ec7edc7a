import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choose, matches } from "./match.ts";

const all = ["counter", "counter/property", "eie/file", "eie/layer", "systolic/gemm"].map((name) => ({
  testbench: { name },
}));
const chosen = (...patterns: string[]) => choose(all, patterns).map(({ testbench }) => testbench.name);

describe("patterns", () => {
  it("choose a name, or a folder", () => {
    expect(chosen("eie/layer")).toEqual(["eie/layer"]);
    expect(chosen("systolic", "eie")).toEqual(["eie/file", "eie/layer", "systolic/gemm"]);
    expect(chosen("eie/")).toEqual(["eie/file", "eie/layer"]);
  });

  it("choose the name alone where a folder has the same", () => {
    expect(chosen("counter")).toEqual(["counter"]);
    expect(chosen("counter/*")).toEqual(["counter/property"]);
  });

  it("know * for a segment and ** for any", () => {
    expect(chosen("*/l*")).toEqual(["eie/layer"]);
    expect(chosen("**m")).toEqual(["systolic/gemm"]);
    expect(chosen("*")).toHaveLength(5);
    expect(matches("e*/x", "eie/layer/x")).toBe(false);
    expect(matches(`${"*".repeat(200)}!`, "a".repeat(100))).toBe(false);
  });

  it("that choose nothing are told what would be right", () => {
    expect(() => chosen("eie/layr")).toThrow("no testbench matches eie/layr: did you mean eie/layer?");
    expect(() => chosen("eie", "zzzzzzzz")).toThrow(/no testbench matches zzzzzzzz: there are counter, /);
    expect(() => chosen("")).toThrow(/no testbench matches ""/);
  });

  it("take letters literally", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }).filter((text) => !text.includes("*")),
        (text) => {
          expect(matches(`${text}*`, `${text}abc`)).toBe(true);
          expect(matches(`x${text}*`, `y${text}abc`)).toBe(false);
        },
      ),
    );
  });
});
