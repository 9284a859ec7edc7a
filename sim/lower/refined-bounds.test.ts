import { describe, expect, test } from "vitest";
import { outcomesOf } from "./tables/expression-table.test-kit.ts";

const u = "this.u.value";
const s = "this.s.value";
const g = "this.g.value";

/** The bounds that are left of an integer by a condition, as an index out of all bounds tells them; its code where another finding comes first. */
function boundsBehind(
  texts: readonly string[],
): readonly (readonly [low: number, high: number] | string | undefined)[] {
  return outcomesOf(texts).map(({ refused }) => {
    const bounds = /(?:has the range|index is) (-?\d+)(?:…(-?\d+))?, and/.exec(refused?.message ?? "");
    return bounds ? [Number(bounds[1]), Number(bounds[2] ?? bounds[1])] : refused?.code;
  });
}

const relations = ["<", "<=", ">", ">=", "===", "!=="];
const signals = [
  { name: u, low: 0, high: 15 },
  { name: s, low: -128, high: 127 },
] as const;

describe("a condition proves bounds, on its way and on the other one (SEMANTICS 3)", () => {
  const cases = signals.flatMap(({ name, low, high }) =>
    [low, 1, 7, high].flatMap((n) =>
      relations.flatMap((relation) => [
        { name, low, high, condition: `${name} ${relation} ${n}` },
        { name, low, high, condition: `${n} ${relation} ${name}` },
        { name, low, high, condition: `!(${name} ${relation} ${n})` },
        { name, low, high, condition: `${name} + 3 ${relation} ${n}` },
        { name, low, high, condition: `${name} - 2 ${relation} ${n}` },
        { name, low, high, condition: `${name} ${relation} ${n} && ${name} > 2` },
        { name, low, high, condition: `${name} ${relation} ${n} || ${name} > 9` },
        { name, low, high, condition: `!(${name} ${relation} ${n} || ${name} > 9)` },
        { name, low, high, condition: `${name} ${relation} ${g}` },
      ]),
    ),
  );
  const distinct = [...new Map(cases.map((one) => [one.condition, one])).values()];

  test("which hold for every value that the condition lets through, and are no looser than one condition makes them", () => {
    const ways = [true, false].flatMap((truth) => distinct.map((one) => ({ ...one, truth })));
    const found = boundsBehind(
      ways.map(({ name, condition, truth }) =>
        truth
          ? `let z = 0; if (${condition}) z = this.row[500 + ${name}].value ⇒ z`
          : `let z = 0; if (${condition}) z = 1; else z = this.row[500 + ${name}].value ⇒ z`,
      ),
    );
    const told = ways.map(({ name, condition, low, high, truth }, i) => {
      const holds = new Function(
        "x",
        "g",
        `return ${condition.replaceAll(name, "x").replaceAll(g, "g")}`,
      ) as (x: number, g: number) => boolean;
      const through: number[] = [];
      for (let x = low; x <= high; x++) if ([0, 1].some((bit) => holds(x, bit) === truth)) through.push(x);
      const at = found[i];
      // The condition itself asks what its signal can never be.
      if (at === "E-CONST-COMPARE") return "";
      const bounds = typeof at === "object" ? [at[0] - 500, at[1] - 500] : undefined;
      if (through.length === 0)
        return bounds ? `${truth} ${condition}: ${bounds.join("…")}, where never` : "";
      expect(bounds, condition).toBeDefined();
      expect(bounds![0], condition).toBeLessThanOrEqual(through[0]!);
      expect(bounds![1], condition).toBeGreaterThanOrEqual(through.at(-1)!);
      // Of one of two reasons nothing is known but what both say.
      const isOneOfTwo = condition.includes("||")
        ? truth !== condition.startsWith("!")
        : !truth && condition.includes("&&");
      if (isOneOfTwo) return "";
      const isTight = bounds![0] === through[0] && bounds![1] === through.at(-1);
      return isTight
        ? ""
        : `${truth} ${condition}: ${bounds!.join("…")}, where ${through[0]}…${through.at(-1)} would do`;
    });
    expect(told.filter((text) => text !== "")).toEqual([]);
  });
});
