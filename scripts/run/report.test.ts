import { describe, expect, it } from "vitest";
import type { Outlet } from "../cli/context.ts";
import type { Outcome } from "./outcome.ts";
import { exitOf, verdictOf } from "./outcome.ts";
import { reportJson } from "./report-json.ts";
import { reportText } from "./report-text.ts";

const outlet: Outlet = { write: () => undefined, isTerminal: false, width: 80, paint: (_, text) => text };
const passed: Outcome = {
  verdict: "passed",
  file: "a.tb.ts",
  result: {
    name: "eie/layer",
    passed: true,
    engine: "event",
    seed: 7,
    params: {},
    cycles: 12345,
    time: 12_344_500_000n,
    seconds: 1.234,
    metrics: { cycles: 12000, balance: 0.123456 },
    log: [],
    warnings: [],
    failure: undefined,
  },
  waves: { file: "waves/eie/layer.vcd", command: "gtkwave -a waves/eie/layer.gtkw", repeated: false },
  log: undefined,
  notes: [],
  again: "systole run eie/layer --seed 7",
};
const finding = {
  code: "E-EXPECT",
  severity: "error" as const,
  message: "expected 4, seen 5",
  remedy: "look",
  path: "top.count",
  places: [{ file: "/p/a.tb.ts", line: 12, column: 5 }],
};
const failed: Outcome = {
  ...passed,
  verdict: "failed",
  result: {
    ...passed.result,
    passed: false,
    failure: {
      stage: "run",
      message: finding.message,
      diagnostics: [finding],
      place: finding.places[0],
      cycle: 5,
      time: 4_500_000n,
      expected: "4",
      seen: "5",
      cause: undefined,
    },
  },
};

describe("the report of a run", () => {
  it("is a line for one that passed", () => {
    expect(reportText(passed, outlet, "/p").split("\n")).toEqual([
      "✓ eie/layer  12,345 cycles  12.3445us  1.23 s  cycles=12000  balance=0.1235",
      "    waves     waves/eie/layer.vcd   (gtkwave -a waves/eie/layer.gtkw)",
      "",
    ]);
  });

  it("has all that is needed to look into one that failed", () => {
    expect(reportText(failed, outlet, "/p").split("\n").slice(1)).toEqual([
      "    E-EXPECT  a.tb.ts:12:5  top.count",
      "      expected 4, seen 5",
      "      → look",
      "    expected  4",
      "    seen      5",
      "    testbench eie/layer",
      "    moment    cycle 5, 4.5ns, seed 7",
      "    place     a.tb.ts:12:5",
      "    waves     waves/eie/layer.vcd   (gtkwave -a waves/eie/layer.gtkw)",
      "    again     systole run eie/layer --seed 7",
      "",
    ]);
  });

  it("is one line for one that was refused", () => {
    const text = reportText({ ...failed, verdict: "refused" }, outlet, "/p");
    expect(text).toBe("eie/layer did not start: expected 4, seen 5 → look\n");
  });

  it("is a line of JSON for programs", () => {
    expect(reportJson(passed)).toBe(
      '{"name":"eie/layer","passed":true,"engine":"event","seed":7,"cycles":12345,"seconds":1.234,"metrics":{"cycles":12000,"balance":0.123456},"waves":"waves/eie/layer.vcd"}',
    );
    expect(JSON.parse(reportJson(failed))).toMatchObject({
      passed: false,
      failure: { code: "E-EXPECT", cycle: 5, expected: "4", seen: "5" },
    });
  });
});

describe("the exit code", () => {
  it("tells the worst", () => {
    expect(exitOf([])).toBe(0);
    expect(exitOf(["passed", "passed"])).toBe(0);
    expect(exitOf(["passed", "refused"])).toBe(2);
    expect(exitOf(["unbuilt", "refused"])).toBe(3);
    expect(exitOf(["unbuilt", "failed"])).toBe(1);
    expect(exitOf(["failed", "interrupted"])).toBe(130);
  });

  it("depends on the stage of a failure, and on what it says", () => {
    const at = (stage: "prepare" | "elaborate" | "run", code: string) =>
      verdictOf({
        ...failed.result,
        failure: { ...failed.result.failure!, stage, diagnostics: [{ ...finding, code }] },
      });
    expect(at("run", "E-EXPECT")).toBe("failed");
    expect(at("run", "E-SCOPE")).toBe("refused");
    expect(at("run", "E-TB-INTERRUPTED")).toBe("interrupted");
    expect(at("elaborate", "E-RANGE")).toBe("unbuilt");
    expect(at("prepare", "E-EIE-SHAPE")).toBe("refused");
  });
});
