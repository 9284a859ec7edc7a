import { describe, expect, test } from "vitest";
import { type Outcome, outcomesOf, shownOf } from "./expression-table.test-kit.ts";
import { builtins } from "./builtin-table.test-kit.ts";
import { calls } from "./call-table.test-kit.ts";
import { choices } from "./choice-table.test-kit.ts";
import { functions } from "./function-table.test-kit.ts";
import { kit } from "./kit-table.test-kit.ts";
import { chosen } from "./list-table.test-kit.ts";
import { statements } from "./statement-table.test-kit.ts";

// Beside the results, what was made of each: the bounds that are proven, the order in which things happen, and what has become a constant.
describe("statements leave what JavaScript leaves, or are refused in words (SEMANTICS 3)", () => {
  test.each(
    Object.entries({ ...statements, ...chosen, ...functions, ...calls, ...choices, ...builtins, ...kit }),
  )("%s", (_, texts) => {
    const outcomes = outcomesOf(texts);
    const { hardware, script } = shownOf(outcomes);
    expect(hardware.length).toBeGreaterThan(texts.length / 9);
    expect(hardware).toEqual(script);
    expect(refusals(outcomes)).toMatchSnapshot();
    expect(codes(outcomes)).toMatchSnapshot("code");
  });
});

function refusals(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap((one) => {
    const told = one.refused ? [one.refused] : one.warned;
    if (told.length === 0) return [];
    const also = one.refused && one.also.length > 0 ? [`  and ${one.also.join(", ")}`] : [];
    return [
      one.expression,
      ...told.map(({ code, message, remedy }) => `  ${code} ${message}\n    ${remedy}`),
      ...also,
    ];
  });
  return `\n${lines.join("\n")}\n`;
}

function codes(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap((one) =>
    one.refused ? [] : [one.expression, ...one.code.map((line) => `  ${line}`)],
  );
  return `\n${lines.join("\n")}\n`;
}
