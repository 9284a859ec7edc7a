import { describe, expect, it } from "vitest";
import { causes } from "./cycle-causes.ts";
import { countCycles } from "./cycle-model.ts";
import { entryByte } from "./encoded-matrix.ts";
import { type Layer, makeLayer } from "./layer.ts";
import { randomLayer } from "./random-layer.ts";
import { sparseFromWeights, type Weight } from "./sparse-matrix.ts";
import { tableIiiRow } from "./published/table-iii.ts";

const machine = { queueDepth: 8, entriesPerRow: 8 };
const codebook = [0, ...Array.from({ length: 15 }, (_, i) => i + 1)];

function layerOf(
  pes: number,
  outputs: number,
  activations: number[],
  weights: Weight[],
  bias = false,
): Layer {
  const matrix = sparseFromWeights(outputs, activations.length + (bias ? 1 : 0), weights);
  return makeLayer({
    name: "t",
    pes,
    operand: { kind: "fp32" },
    bias,
    relu: false,
    activations,
    codebook,
    matrix,
  });
}

/** The example of the diagram in `cycle-model.ts`. */
const example = layerOf(
  2,
  4,
  [1, 1],
  [
    [0, 0, 1],
    [2, 0, 2],
    [0, 1, 3],
    [1, 1, 4],
  ],
);

describe("the cycle model, edge by edge", () => {
  it("is the diagram: two PEs, two activations", () => {
    const result = countCycles(example, { ...machine, log: true });
    expect(result.log).toEqual({
      pushColumn: [0, 1],
      pushEdge: [2, 3],
      popEdge: [
        [3, 5],
        [3, 4],
      ],
      entryCycle: [[4, 5, 6], [5]],
    });
    expect(result.scanEndEdge).toBe(3);
    expect(result.lastWriteEdge).toBe(10);
    expect(result.cycles).toBe(11);
    expect(result.perPe).toEqual([
      { fill: 3, useful: 3, padding: 0, emptySlice: 0, starvedBlocked: 0, starvedScan: 0, drain: 5 },
      { fill: 3, useful: 1, padding: 0, emptySlice: 1, starvedBlocked: 0, starvedScan: 0, drain: 6 },
    ]);
    expect([result.pointerReads, result.matrixReads, result.writes]).toEqual([4, 2, 4]);
  });

  it("writes one entry of one activation at edge 8 and ends after 9 cycles", () => {
    const { lastWriteEdge, cycles } = countCycles(layerOf(1, 1, [1], [[0, 0, 1]]), machine);
    expect([lastWriteEdge, cycles]).toEqual([8, 9]);
  });

  it("costs a cycle for each row of zeros, and one that finds nothing unless lane N − 1 was last", () => {
    const pushes = (activations: number[]) =>
      countCycles(layerOf(2, 1, activations, []), { ...machine, log: true }).log!.pushEdge;
    expect(pushes([1, 1, 1, 1])).toEqual([2, 3, 4, 5]);
    expect(pushes([1, 0, 1, 1])).toEqual([2, 4, 5]);
    expect(pushes([0, 1, 0, 1])).toEqual([2, 3]);
    expect(pushes([0, 0, 0, 0, 0, 1])).toEqual([4]);
  });

  it("ends an empty layer at the end of its scan, never before cycle 9", () => {
    const zeros = (rows: number) =>
      countCycles(layerOf(4, 1, new Array<number>(4 * rows).fill(0), []), machine);
    expect(zeros(1)).toMatchObject({ scanEndEdge: 2, cycles: 9, cyclesAuthorsStop: 9, lastWriteEdge: 0 });
    expect(zeros(8)).toMatchObject({ scanEndEdge: 9, cycles: 9 });
    // The authors' machine looks from the load of the last row on: edge 40 of 40 rows.
    expect(zeros(40)).toMatchObject({ scanEndEdge: 41, cycles: 41, cyclesAuthorsStop: 40 });
    expect(zeros(40).total).toMatchObject({ fill: 12, starvedScan: 4 * 38, drain: 0 });
  });

  it("sends the bias row after the last one, in lane 0", () => {
    const { log, scanEndEdge } = countCycles(layerOf(2, 2, [0, 1, 0], [[0, 3, 1]], true), {
      ...machine,
      log: true,
    });
    expect(log!.pushColumn).toEqual([1, 4]);
    // Row 0 at edge 1, its lane 1 pushed at 2 as row 1 comes; nothing there, bias row at 3, pushed at 4; nothing behind it.
    expect(log!.pushEdge).toEqual([2, 4]);
    expect(scanEndEdge).toBe(5);
  });

  it("runs to the end of trailing empty slices, after the last write", () => {
    // One weight in column 0, then 20 activations without any.
    const result = countCycles(layerOf(1, 1, new Array<number>(21).fill(1), [[0, 0, 1]]), {
      ...machine,
      log: true,
    });
    expect(result.lastWriteEdge).toBe(8);
    expect(result.scanEndEdge).toBe(22);
    expect(result.log!.popEdge[0]!.at(-1)).toBe(23);
    expect(result.cycles).toBe(24);
    expect(result.cyclesAuthorsStop).toBe(21);
  });

  it("lets trailing padding leave S1", () => {
    // Padding at the end of a column does not come from the encoder, but files may hold it.
    const entries = Uint8Array.from([entryByte(1, 0), ...new Array<number>(9).fill(entryByte(0, 15))]);
    const layer: Layer = {
      ...layerOf(1, 1, [1], []),
      slices: [{ pointers: Uint32Array.of(0, 10), entries }],
    };
    const result = countCycles(layer, machine);
    // The entries are addressed in cycles 4 … 13; the last one leaves at edge 15.
    expect(result).toMatchObject({ lastWriteEdge: 8, cycles: 15, matrixReads: 2, writes: 1 });
    expect(result.total).toMatchObject({ useful: 1, padding: 9 });
  });

  it("holds D − 1 activations behind the pointer-read register, a pop in the same cycle not helping", () => {
    // PE 0 works 10 cycles on each activation, PE 1 has nothing.
    const weights: Weight[] = [];
    for (let column = 0; column < 6; column += 1)
      for (let k = 0; k < 10; k += 1) weights.push([2 * k, column, 1]);
    const layer = layerOf(2, 20, new Array<number>(6).fill(1), weights);
    const push = (queueDepth: number) =>
      countCycles(layer, { ...machine, queueDepth, log: true }).log!.pushEdge;
    // PE 0 pops at edges 3, 13, 23, …; the first two slots of D = 3 hold activations 1 and 2.
    expect(push(3)).toEqual([2, 3, 4, 14, 24, 34]);
    // One slot: activation 1 can't come in at edge 3, at which activation 0 leaves.
    expect(push(2)).toEqual([2, 4, 14, 24, 34, 44]);
    expect(push(7)).toEqual([2, 3, 4, 5, 6, 7]);
    const { perPe } = countCycles(layer, { ...machine, queueDepth: 3 });
    expect(perPe[1]).toMatchObject({ emptySlice: 6, starvedBlocked: 27 });
  });

  it("reads a matrix row only when the row number changes, across columns too", () => {
    // 20 entries in 5 columns of 4: rows 0, 1 and 2 of eight entries.
    const weights: Weight[] = [];
    for (let column = 0; column < 5; column += 1)
      for (let row = 0; row < 4; row += 1) weights.push([row, column, 1]);
    const layer = layerOf(1, 4, [1, 1, 1, 1, 1], weights);
    const reads = (entriesPerRow: number) => countCycles(layer, { ...machine, entriesPerRow }).matrixReads;
    expect([1, 4, 8, 16, 32].map(reads)).toEqual([20, 5, 3, 2, 1]);
  });

  it.each([1, 0, -1, 2.5, Number.NaN])("refuses queueDepth %f and gives the reason", (queueDepth) => {
    expect(() => countCycles(example, { ...machine, queueDepth })).toThrow(
      /E-EIE-DEPTH[\s\S]*nothing could ever be pushed/,
    );
  });

  it("refuses rows of no entry", () => {
    expect(() => countCycles(example, { ...machine, entriesPerRow: 0 })).toThrow(/E-EIE-SHAPE/);
  });
});

describe("the cycle model on layers of Table III", () => {
  const alex7 = randomLayer({ ...tableIiiRow("Alex-7")!, pes: 64, seed: 1 });

  it("takes less than a second for Alex-7 on 64 PEs", () => {
    const begin = performance.now();
    const { cycles } = countCycles(alex7, machine);
    expect(performance.now() - begin).toBeLessThan(1000);
    expect(cycles).toBeGreaterThan(9000);
  });

  it("gives fewer cycles to deeper queues", () => {
    const cycles = [2, 4, 8, 32].map((queueDepth) => countCycles(alex7, { ...machine, queueDepth }).cycles);
    expect(cycles).toEqual([...cycles].sort((a, b) => b - a));
  });

  it("agrees with max-plus scheduling without a scan or back-pressure, 8 cycles apart", () => {
    // Dense activations and queues that never fill: activation k arrives at k, a PE spends max(1, entries) on each.
    const layer = randomLayer({
      inputs: 128,
      outputs: 300,
      pes: 16,
      weightDensity: 0.2,
      activationDensity: 1,
      seed: 5,
    });
    let latest = 0;
    for (const { pointers } of layer.slices) {
      let finish = 0;
      for (let k = 0; k < 128; k += 1)
        finish = Math.max(k, finish) + Math.max(1, pointers[k + 1]! - pointers[k]!);
      latest = Math.max(latest, finish);
    }
    const { cycles, lastWriteEdge } = countCycles(layer, { ...machine, queueDepth: 1000 });
    // Activation 0 is in pointer read from edge 3 on, and an entry that finishes there at edge e is written at e + 4.
    expect(lastWriteEdge).toBe(latest + 3 + 4);
    expect(cycles).toBe(latest + 8);
  });

  it("has one cause for each PE cycle", () => {
    const { cycles, perPe, total } = countCycles(alex7, machine);
    for (const counts of perPe) expect(causes.reduce((sum, cause) => sum + counts[cause], 0)).toBe(cycles);
    expect(causes.reduce((sum, cause) => sum + total[cause], 0)).toBe(64 * cycles);
  });
});
