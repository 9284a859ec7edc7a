import { expect } from "vitest";
import { type Outcome, outcomesOf, shownOf } from "./expression-table.test-kit.ts";

export const words = (text: string) => text.split(" ");

/** Expressions that differ in two parts. */
export interface Family {
  readonly name: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly text: (row: string, column: string) => string;
}

const letters: Readonly<Record<string, string>> = {
  ...{
    "E-KIND": "K",
    "E-SUBSET": "S",
    "E-RANGE": "R",
    "E-RANGE-32": "B",
    "E-DIVISION": "D",
    "E-DIVISOR": "Z",
  },
  ...{
    "E-FLOAT-ROUND": "F",
    "E-CONST-COMPARE": "C",
    "E-INDEX": "I",
    "E-NAME": "N",
    "E-LOOP": "L",
    "E-HIERARCHY": "H",
  },
};

/** Which are refused, by a letter a code, and a sentence of each kind. */
function refusals({ rows, columns }: Family, outcomes: readonly Outcome[]): string {
  const lines = rows.map((row, i) => {
    const all = outcomes.slice(i * columns.length, (i + 1) * columns.length);
    const marks = all.map(({ refused }) => (refused ? (letters[refused.code] ?? ` ${refused.code} `) : "."));
    return `${marks.join("")}  ${row}`;
  });
  const told = new Map<string, string[]>();
  for (const { expression, refused } of outcomes) {
    if (!refused) continue;
    const said = told.get(refused.code + refused.remedy) ?? [`${refused.code}: ${refused.remedy}`];
    if (said.length < 2) said.push(`  ${expression}: ${refused.message}`);
    told.set(refused.code + refused.remedy, said);
  }
  return `\n${[columns.join("  "), ...lines, ...[...told.values()].flat()].join("\n")}\n`;
}

/** What is asked together is lowered together: each design asks V8 once for all that is loaded. */
export function checkFamilies(chosen: readonly Family[]): void {
  const expressions = chosen.map(({ rows, columns, text }) =>
    rows.flatMap((row) => columns.map((column) => text(row, column))),
  );
  const all = new Map(outcomesOf([...new Set(expressions.flat())]).map((one) => [one.expression, one]));
  const shown = shownOf([...all.values()]);
  expect(shown.hardware.length).toBeGreaterThan(all.size / 9);
  expect(shown.hardware).toEqual(shown.script);
  for (const [i, family] of chosen.entries()) {
    const own = expressions[i]!.map((expression) => all.get(expression)!);
    expect(refusals(family, own)).toMatchSnapshot(family.name);
    expect(codes(own)).toMatchSnapshot(`${family.name}, code`);
  }
}

/** What was made of those that compute something. */
function codes(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap((one) => {
    if (one.refused || !/\(/.test(one.code.join())) return [];
    return [`${one.expression}  →  ${one.code.join("; ")}`];
  });
  return `\n${lines.join("\n")}\n`;
}
