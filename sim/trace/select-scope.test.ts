import { describe, expect, it } from "vitest";
import { closestPath } from "./closest-path.ts";
import { tracePaths } from "./scope-path.ts";
import { selectScope } from "./select-scope.ts";
import type { TraceScope, TraceVariable } from "./trace-source.ts";
import { unplaced } from "../errors/unplaced.test-kit.ts";

function variable(name: string, net: number): TraceVariable {
  return { name, net, type: { kind: "bits", width: 1, signed: false }, storage: "wire", read: () => 0 };
}

function processingElement(index: number): TraceScope {
  const queue = {
    name: "queue",
    variables: [variable("full", 10 + index), variable("slot(0)", 20 + index)],
    scopes: [],
  };
  return { name: `pe[${index}]`, variables: [variable("valid", index)], scopes: [queue] };
}

const tree: TraceScope = {
  name: "top",
  variables: [variable("clk", 30)],
  scopes: [processingElement(0), processingElement(1), processingElement(10)],
};

function select(...patterns: string[]): string[] {
  return [...tracePaths(selectScope(tree, patterns))];
}

describe("selectScope", () => {
  it("without patterns is everything", () => {
    expect(selectScope(tree, [])).toBe(tree);
    expect(selectScope(tree, ["top"])).toBe(tree);
  });

  it.each([
    [
      ["top.pe[1].queue"],
      ["top", "top.pe[1]", "top.pe[1].queue", "top.pe[1].queue.full", "top.pe[1].queue.slot[0]"],
    ],
    [["top.pe(1).queue.slot(0)"], ["top", "top.pe[1]", "top.pe[1].queue", "top.pe[1].queue.slot[0]"]],
    [
      ["top.pe[1*].valid", "top.clk"],
      ["top", "top.clk", "top.pe[1]", "top.pe[1].valid", "top.pe[10]", "top.pe[10].valid"],
    ],
    [["**.pe[0].**.full"], ["top", "top.pe[0]", "top.pe[0].queue", "top.pe[0].queue.full"]],
    [["*.clk"], ["top", "top.clk"]],
  ])("%j", (patterns, paths) => {
    expect(select(...patterns)).toEqual(paths);
  });

  it("one pattern inside another adds nothing", () => {
    expect(select("top.pe[0]", "top.pe[0].queue.full")).toEqual(select("top.pe[0]"));
  });

  it("names every pattern that matches nothing, with the nearest path", () => {
    expect(unplaced(() => select("top.pe[1].qeue", "top.clk", "queue", "zzzzzzzzzzzzzzzz", ""))).toThrow(
      [
        "E-SCOPE\n  no scope or signal matches `top.pe[1].qeue`\n  → did you mean `top.pe[1].queue`?",
        "E-SCOPE\n  no scope or signal matches `queue`\n  → did you mean `top.pe[0].queue`?",
        "E-SCOPE\n  no scope or signal matches `zzzzzzzzzzzzzzzz`\n  → give a path that begins with `top`",
        "E-SCOPE\n  no scope or signal matches ``\n  → give a path that begins with `top`",
      ].join("\n"),
    );
  });
});

describe("closestPath", () => {
  it.each([
    ["top.cll", "top.clk"],
    ["top.pe[9].valid", "top.pe[0].valid"],
    ["clk", "top.clk"],
    ["somewhere else", undefined],
  ])("%s → %s", (wanted, path) => {
    expect(closestPath(wanted, tracePaths(tree))).toBe(path);
  });
});
