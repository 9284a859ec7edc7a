import { describe, expect, it } from "vitest";
import {
  efficiency,
  loadBalance,
  microseconds,
  paddingShare,
  theoreticalCycles,
  visitedEntries,
} from "./figures.ts";
import { makeLayer } from "./layer.ts";
import { planLayer } from "./layer-plan.ts";
import { sparseFromWeights } from "./sparse-matrix.ts";
import { tableIii, tableIiiRow } from "./published/table-iii.ts";
import { publishedEie, tableIv } from "./published/table-iv.ts";

describe("the published tables", () => {
  it("have nine layers, and a time a layer in each line", () => {
    expect(tableIii).toHaveLength(9);
    for (const line of tableIv) expect(line.microseconds).toHaveLength(9);
    expect(tableIiiRow("vgg-6")?.inputs).toBe(25088);
    expect(tableIiiRow("VGG-9")).toBeUndefined();
  });

  it("hang together: FLOP% is about weights times activations", () => {
    for (const row of tableIii) {
      expect(Math.abs(row.weightDensity * row.activationDensity - row.flopShare)).toBeLessThan(0.011);
    }
  });

  it("hang together: EIE is never faster than its theory, and 189 to 307 times is what its abstract says", () => {
    tableIii.forEach((_, i) => expect(publishedEie(i)!.actual).toBeGreaterThan(publishedEie(i)!.theoretical));
    const cpu = tableIv.find((l) => l.platform === "CPU" && l.kind === "dense" && l.batch === 1)!;
    const product = tableIii.reduce((p, _, i) => (p * cpu.microseconds[i]!) / publishedEie(i)!.actual, 1);
    // The table gives 194, the paper's text 189.
    expect(Math.abs(product ** (1 / 9) - 189)).toBeLessThan(6);
    expect(publishedEie(9)).toBeUndefined();
  });
});

describe("the figures of a run", () => {
  // PE 0: rows 0 and 34, so a weight, one padding entry and a weight in column 0; PE 1: nothing there.
  const layer = makeLayer({
    name: "figures",
    pes: 2,
    operand: { kind: "fp32" },
    bias: true,
    relu: false,
    activations: [1, 0],
    codebook: [0, ...new Array<number>(15).fill(1)],
    matrix: sparseFromWeights(40, 3, [
      [0, 0, 1],
      [34, 0, 1],
      [3, 1, 1],
      [1, 2, 1],
    ]),
  });

  it("count the visited entries, padding and bias included", () => {
    expect(visitedEntries(layer)).toBe(4);
    expect(theoreticalCycles(planLayer(layer, { entriesPerRow: 8 }))).toBe(2);
    expect(loadBalance(2, 8)).toBe(0.25);
  });

  it("are simple ratios", () => {
    expect(microseconds(7926)).toBe(9.9075);
    expect(microseconds(1200, 1200)).toBe(1);
    expect(efficiency(128, 4, 64)).toBe(0.5);
    expect(paddingShare(3, 1)).toBe(0.25);
    expect(paddingShare(0, 0)).toBe(0);
  });
});
