import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkJunitFile, junitText, writeJunit } from "./junit.ts";
import type { Outcome, Verdict } from "./outcome.ts";

function outcome(name: string, verdict: Verdict, message = "it is wrong"): Outcome {
  const failure =
    verdict === "passed"
      ? undefined
      : {
          stage: "run" as const,
          message,
          diagnostics: [],
          place: { file: "/p/a.tb.ts", line: 9, column: 3 },
          cycle: 5,
          time: 4500n,
          expected: "1",
          seen: "2",
          cause: undefined,
        };
  const result = {
    name,
    passed: verdict === "passed",
    engine: "event",
    seed: 7,
    params: {},
    cycles: 5,
    time: 4500n,
    seconds: 0.25,
    metrics: {},
    log: [],
    warnings: [],
    failure,
  };
  return {
    verdict,
    result,
    file: "a.tb.ts",
    waves: undefined,
    log: undefined,
    notes: [],
    again: "systole run a",
  };
}

describe("the JUnit report", () => {
  it("has a suite a file and a case a testbench", () => {
    const text = junitText([
      outcome("a", "passed"),
      outcome("b", "failed"),
      outcome("c", "unbuilt"),
      outcome("d", "interrupted"),
    ]);
    expect(text).toContain(
      '<testsuites name="systole" tests="4" failures="1" errors="1" skipped="1" time="1.000">',
    );
    expect(text.match(/<testsuite /g)).toHaveLength(1);
    expect(text).toContain('<testcase classname="a.tb.ts" name="b" file="a.tb.ts" line="9" time="0.250">');
    expect(text).toContain('<property name="seed" value="7"/>');
    expect(text).toContain("systole run a</failure>");
  });

  it("holds any message", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (message) => {
        const text = junitText([outcome("a", "failed", message)]);

        expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
        expect(text.match(/</g)).toHaveLength(junitText([outcome("a", "failed", "")]).match(/</g)!.length);
      }),
    );
  });

  it("overwrites a report and nothing else", () => {
    const folder = mkdtempSync(join(tmpdir(), "systole-junit-"));
    writeFileSync(join(folder, "README.md"), "mine");
    expect(() => checkJunitFile("README.md", folder)).toThrow(/a file that is no report is there/);
    expect(() => checkJunitFile(".", folder)).toThrow(/it is a folder/);
    expect(() => checkJunitFile("a\0", folder)).toThrow(/can't be the name of a file/);
    expect(() => checkJunitFile("README.md/x", folder)).toThrow(/ENOTDIR/);
    for (const verdict of ["failed", "passed"] as const) {
      checkJunitFile("out/junit.xml", folder);
      writeJunit("out/junit.xml", folder, [outcome("a", verdict)]);
    }
    expect(readFileSync(join(folder, "out/junit.xml"), "utf8")).toContain('failures="0"');
  });
});
