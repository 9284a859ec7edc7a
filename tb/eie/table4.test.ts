import { describe, expect, it } from "vitest";
import { countPlan } from "./plan-cycles.ts";
import { tableIii } from "./published/table-iii.ts";
import { publishedEie } from "./published/table-iv.ts";
import { paperMachine, planOfTableIii } from "./table4-plan.ts";
import { compareTimes, explained, rowText, spreadText, withinBand } from "./table4-row.ts";

/** Theoretical over actual time of Table IV. */
const balances: Record<string, readonly [least: number, most: number]> = { "NT-We": [0.6, 0.72] };

describe("Table IV by the cycle model, seed 1", () => {
  it.each(tableIii.map((row, index) => [row.name, row, index] as const))("%s", (name, row, index) => {
    const plan = planOfTableIii(row, 1);
    const times = compareTimes(plan, countPlan(plan, paperMachine).cycles, publishedEie(index)!);
    const met = withinBand(times.theoretical) && withinBand(times.actual);
    // The two that are explained are explained because they miss, and no other.
    expect(met).toBe(explained(name) === undefined);
    const [least, most] = balances[name] ?? [0.9, 1];
    const balance = times.theoretical.measured / times.actual.measured;
    expect(balance).toBeGreaterThan(least);
    expect(balance).toBeLessThan(most);
  });
});

describe("the text of a line", () => {
  it("has ours, the paper's, the difference and the ratios", () => {
    const times = {
      theoretical: { measured: 4.798, published: 5.2 },
      actual: { measured: 8.4, published: 8 },
    };
    expect(rowText("NT-We", times)).toBe(
      "NT-We: theoretical 4.8 µs (paper 5.2, −7.7 %), actual 8.4 µs (paper 8.0, +5.0 %), ratio 0.571 (paper 0.650)",
    );
  });

  it("has the range over seeds, which differ", () => {
    const row = tableIii[6]!;
    const text = spreadText(row, 3, 5, "none");
    expect(text).toMatch(/^NT-We: seeds 5…7, mean \(range\): theoretical 4\.8.*; seed 5 on the machine/);
    const [, low, high] = /actual [\d.]+ µs \(([\d.]+)…([\d.]+)\)/.exec(text)!;
    expect(Number(low)).toBeLessThan(Number(high));
  });

  it("counts the band to both sides", () => {
    expect(withinBand({ measured: 112, published: 100 })).toBe(true);
    expect(withinBand({ measured: 87, published: 100 })).toBe(false);
    expect(withinBand({ measured: 113, published: 100 })).toBe(false);
  });
});
