import { describe, expect, it } from "vitest";
import { countCycles } from "../cycle-model.ts";
import { eieActivity, layerActivity, loadingActivity, planActivity } from "./activity.ts";
import { lnzdNodes } from "./units.ts";
import { planLayer } from "../layer-plan.ts";
import { makeLayer } from "../layer.ts";
import { countPlan } from "../plan-cycles.ts";
import { randomLayer } from "../random-layer.ts";
import { sparseFromWeights } from "../sparse-matrix.ts";
import { paperCapacity } from "../tiles.ts";

const machine = { queueDepth: 8, entriesPerRow: 8 };

it("LNZD nodes are those of the paper, and of odd numbers of PEs", () => {
  expect([1, 4, 5, 16, 64, 256].map(lnzdNodes)).toEqual([1, 1, 3, 5, 21, 85]);
});

describe("the activity of a layer", () => {
  // PE 0: rows 0 and 34 of column 0, with a padding entry between them; PE 1: row 3 of column 2. Column 1 has activation 0.
  const layer = makeLayer({
    name: "activity",
    pes: 2,
    operand: { kind: "fp32" },
    bias: false,
    relu: false,
    activations: [1, 0, 1],
    codebook: [0, ...new Array<number>(15).fill(1)],
    matrix: sparseFromWeights(40, 3, [
      [0, 0, 1],
      [34, 0, 1],
      [5, 1, 1],
      [3, 2, 1],
    ]),
  });

  it("is counted by hand: 2 activations into 2 PEs, 3 useful entries and 1 of padding, 2 rows of registers", () => {
    const run = countCycles(layer, machine);
    const cycle = 2 * run.cycles;
    expect(layerActivity(layer, run)).toEqual({
      "Act queue": { push: 4, pop: 4, cycle },
      PtrRead: { read: 4, cycle },
      SpmatRead: { rowRead: 2, entry: 4, cycle },
      ArithmUnit: { decode: 3, address: 4, multiply: 3, add: 3, cycle },
      ActRW: {
        sourceRead: 4,
        sourceWrite: 0,
        destinationRead: 3,
        destinationWrite: 3,
        sramRead: 0,
        sramWrite: 0,
        cycle,
      },
      "LNZD node": { cycle: run.cycles },
    });
  });

  it("counts moves and the cycles that they take", () => {
    const run = { ...countCycles(layer, machine), batchCycles: 10 };
    const moves = { fetches: 5, spills: 3, clears: 2 };
    const activity = eieActivity(run, moves);
    expect(activity["ActRW"]).toEqual({
      sourceRead: 0,
      sourceWrite: 20,
      destinationRead: 3 + 12,
      destinationWrite: 3 + 12 + 8,
      sramRead: 5,
      sramWrite: 3,
      cycle: 2 * (run.cycles + 10),
    });
    expect(activity["LNZD node"]!["cycle"]).toBe(run.cycles + 10);
    expect(eieActivity(run, { fetches: 5, transferWords: 2 })["ActRW"]!["sourceWrite"]).toBe(10);
  });
});

describe("the activity of a plan", () => {
  const layer = randomLayer({
    name: "batches",
    inputs: 100,
    outputs: 60,
    pes: 4,
    weightDensity: 0.2,
    activationDensity: 0.5,
    seed: 3,
  });

  it("of one tile is that of the layer", () => {
    const plan = planLayer(layer, { batching: "none", entriesPerRow: 8 });
    const run = countPlan(plan, machine);
    expect(planActivity(plan, run)).toEqual(layerActivity(layer, countCycles(layer, machine)));
    expect(loadingActivity(plan)).toBeUndefined();
  });

  it("has the transfers and loads of its tiles", () => {
    // 8 registers: 32 inputs and outputs a tile, so 4 × 2 tiles; pointers of one tile only, so each further one is loaded.
    const capacity = { ...paperCapacity, registers: 8, pointers: 34 };
    const plan = planLayer(layer, { capacity, entriesPerRow: 8 });
    const activity = planActivity(plan, countPlan(plan, machine));
    expect(plan.residences).toHaveLength(8);
    // Fetches of 8, 8, 8 and 1 words in 2, 2, 2 and 1 transfers, for both tiles of outputs; spills of 8 and 7 words.
    expect(activity["ActRW"]!["sramRead"]).toBe(2 * 7 * 4);
    expect(activity["ActRW"]!["sramWrite"]).toBe((2 + 2) * 4);
    expect(activity["ActRW"]!["sourceRead"]).toBe(2 * 25 * 4);
    const loading = loadingActivity(plan)!;
    expect(loading["PtrRead"]!["write"]! + loading["SpmatRead"]!["rowWrite"]!).toBe(plan.ioCycles);
    expect(loading["ArithmUnit"]).toEqual({ cycle: 4 * plan.ioCycles });
    // What is computed doesn't depend on the batches.
    const whole = layerActivity(layer, countCycles(layer, machine));
    expect(activity["ArithmUnit"]!["multiply"]).toBe(whole["ArithmUnit"]!["multiply"]);
  });
});
