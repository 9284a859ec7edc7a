import { expect, test } from "vitest";
import { diagnose, formatDiagnostic } from "../index.ts";

test("E-SOURCE-NATIVE", () => {
  expect(formatDiagnostic(diagnose("E-SOURCE-NATIVE", { name: "bound helper" }))).toBe(
    [
      "E-SOURCE-NATIVE",
      "  `bound helper` has no source text: it is bound, native or a proxy",
      "  → pass the function or class itself, written in JavaScript or TypeScript, without .bind()",
    ].join("\n"),
  );
});

test("E-SOURCE-PARSE", () => {
  const facts = { name: "Cell", reason: "it is not written as a class" };
  expect(formatDiagnostic(diagnose("E-SOURCE-PARSE", facts))).toBe(
    [
      "E-SOURCE-PARSE",
      "  the source text of `Cell` cannot be read: it is not written as a class",
      "  → write it as a class with methods, a function or an arrow function in standard JavaScript or TypeScript",
    ].join("\n"),
  );
});

test("E-INSTRUMENTED", () => {
  const facts = {
    name: "Cell",
    tool: "Stryker",
    sample: "stryCov_1",
    option: "leave the hardware out of `mutate`",
  };
  const places = [{ file: "cell.ts", line: 3, column: 5 }];
  expect(formatDiagnostic(diagnose("E-INSTRUMENTED", facts, { places }))).toBe(
    [
      "E-INSTRUMENTED  cell.ts:3:5",
      "  `Cell` was changed by Stryker, which inserted `stryCov_1`",
      "  → leave the hardware out of `mutate`",
    ].join("\n"),
  );
});
