import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Eie, Mode } from "../../hw/eie/index.ts";
import { runTestbench, simulate, testbench } from "../../sim/testbench/index.ts";
import { checkLayer } from "./check-layer.ts";
import { paramsFor, peImage } from "./layer-image.ts";
import { type LayerPlan, planLayer } from "./layer-plan.ts";
import { goldenOutputs } from "./golden-model.ts";
import { loadCodebook, loadInputs, loadResidence, setTile } from "./load-layer.ts";
import { makeLayer } from "./layer.ts";
import { randomLayer, randomLayerSource } from "./random-layer.ts";
import { pointerWords } from "./tiles.ts";

const machine = { queueDepth: 3, entriesPerRow: 4 };

const cases = fc
  .record({
    layer: fc.record({
      inputs: fc.integer({ min: 1, max: 60 }),
      outputs: fc.integer({ min: 1, max: 60 }),
      pes: fc.constantFrom(1, 2, 3, 4),
      weightDensity: fc.constantFrom(0, 0.1, 0.4, 1),
      activationDensity: fc.constantFrom(0.1, 0.5, 1),
      negativeShare: fc.constantFrom(0, 0.5),
      operand: fc.constantFrom({ kind: "fp32" } as const, { kind: "fixed16", shift: 9 } as const),
      bias: fc.boolean(),
      relu: fc.boolean(),
      seed: fc.nat(),
    }),
    registers: fc.integer({ min: 1, max: 9 }),
    morePointers: fc.integer({ min: 0, max: 60 }),
    moreEntries: fc.integer({ min: 0, max: 150 }),
  })
  .map(({ layer, registers, morePointers, moreEntries }) => {
    const source = randomLayerSource(layer);
    const capacity = {
      registers,
      pointers: layer.pes + 2 + morePointers,
      entries: layer.pes * registers * 2 + moreEntries,
      activationSram: 256,
    };
    const plan = planLayer(makeLayer(source), { capacity, entriesPerRow: 4, matrix: source.matrix });
    return { plan, capacity };
  });

function runOf(plan: LayerPlan) {
  return testbench({ name: "plan", dut: () => new Eie(paramsFor([plan], machine)) }, async (context) => {
    await checkLayer(context, plan, machine);
  });
}

describe("a layer in tiles", () => {
  it("gives the outputs of the whole layer bit for bit, in the cycles of the model", async () => {
    let reloads = 0;
    let batches = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ({ plan }) => {
        const { failure, metrics } = await runTestbench(runOf(plan), { seed: 1 });
        expect(failure && [failure.message, failure.expected, failure.seen]).toBeUndefined();
        reloads += (metrics["loads"] as number) - 1;
        batches += metrics["batchCycles"] as number;
      }),
      { numRuns: 40 },
    );
    expect(reloads).toBeGreaterThan(0);
    expect(batches).toBeGreaterThan(0);
  });

  it("covers each input and output once, within the capacity", () => {
    fc.assert(
      fc.property(cases, ({ plan, capacity }) => {
        const { layer } = plan;
        let covered = 0;
        for (const residence of plan.residences) {
          expect(residence.pointerWords).toBeLessThanOrEqual(capacity.pointers);
          for (const rows of residence.matrixRows)
            expect((rows - 1) * 4).toBeLessThanOrEqual(capacity.entries);
          for (const tile of residence.tiles) {
            expect(tile.layer.inputs).toBeLessThanOrEqual(capacity.registers * layer.pes);
            expect(tile.layer.outputs).toBeLessThanOrEqual(capacity.registers * layer.pes);
            expect(tile.layer.bias).toBe(layer.bias && tile.last);
            covered += tile.layer.inputs * tile.layer.outputs;
          }
        }
        expect(covered).toBe(layer.inputs * layer.outputs);
      }),
      { numRuns: 100 },
    );
  });
});

describe("the plan of a layer of Table III", () => {
  it("VGG-6 has seven batches of columns, and its pointers need a second load", () => {
    const layer = randomLayer({
      ...{ name: "VGG-6", inputs: 25088, outputs: 64, pes: 64 },
      ...{ weightDensity: 0.04, activationDensity: 0.183, seed: 1 },
    });
    const plan = planLayer(layer, { entriesPerRow: 8 });
    expect(plan.residences.map(({ tiles }) => tiles.length)).toEqual([3, 4]);
    expect(plan.residences.map((residence) => residence.pointerWords)).toEqual([12291, 12804]);
    expect(plan.ioCycles).toBeGreaterThan(0);
    expect(plan.residences[0]!.tiles[0]!.transfers).toEqual({
      ...{ fetch: true, clear: false, prepareBlocks: 16, spillBlocks: 0, swap: false },
      ...{ fetchBase: 0, spillBase: 0 },
    });
    expect(plan.residences[1]!.tiles[3]!.transfers).toMatchObject({
      fetchBase: 384,
      prepareBlocks: 2,
      swap: true,
    });
  });

  it("NT-Wd has three tiles of outputs, which go to the activation SRAM", () => {
    const layer = randomLayer({
      ...{ name: "NT-Wd", inputs: 600, outputs: 8791, pes: 64 },
      ...{ weightDensity: 0.11, activationDensity: 1, seed: 1 },
    });
    const { residences, sourceBase, resultBase } = planLayer(layer, { entriesPerRow: 8 });
    const spills = residences.flatMap(({ tiles }) => tiles.map(({ transfers }) => transfers));
    expect([sourceBase, resultBase]).toEqual([undefined, 0]);
    expect(spills.map(({ spillBase, spillBlocks, swap }) => [spillBase, spillBlocks, swap])).toEqual([
      [0, 16, false],
      [64, 16, false],
      [128, 3, false],
    ]);
  });

  it("a layer that can't be cut is refused, and one whose vectors exceed the activation SRAM", () => {
    const layer = randomLayer({
      ...{ inputs: 40, outputs: 40, pes: 2, weightDensity: 1, activationDensity: 1, seed: 1 },
    });
    const capacity = { registers: 8, pointers: 64, entries: 9, activationSram: 16 };
    expect(() => planLayer(layer, { entriesPerRow: 8, capacity })).toThrow(/E-EIE-TILE/);
    const roomy = { ...capacity, entries: 900 };
    expect(() => planLayer(layer, { entriesPerRow: 8, capacity: roomy })).toThrow(/E-EIE-ACTIVATION-SRAM/);
  });
});

it("a residence loaded through the ports of the I/O mode takes the cycles that the plan claims", () => {
  const layer = randomLayer({
    ...{ inputs: 12, outputs: 20, pes: 2, weightDensity: 0.5, activationDensity: 1, seed: 3 },
  });
  const plan = planLayer(layer, { entriesPerRow: 4 });
  const [residence] = plan.residences;
  const [tile] = residence!.tiles;
  const run = (load: (sim: ReturnType<typeof start>) => void) => {
    const sim = start();
    const before = sim.cycle;
    load(sim);
    const cycles = sim.cycle - before;
    loadCodebook(sim.top, sim, layer);
    loadInputs(sim, plan);
    setTile(sim.top, tile!);
    sim.top.start.value = 1;
    sim.step();
    sim.top.start.value = 0;
    while (sim.top.mode.value !== Mode.InputOutput) sim.step();
    const outputs: number[] = [];
    for (let row = 0; row < 10; row += 1) {
      sim.top.ioRow.value = row;
      outputs.push(...sim.top.activation.map((signal) => signal.value));
    }
    expect(outputs).toEqual([...goldenOutputs(layer)]);
    return cycles;
  };
  const start = () => simulate(new Eie(paramsFor([plan], machine)));
  expect(run((sim) => loadResidence(sim.top, sim, residence!))).toBe(0);
  const through = run((sim) => {
    const { load, config } = sim.top;
    const write = (port: "pointer" | "row", pe: number, address: number, data: number | bigint) => {
      load[port].enable.value = 1;
      load[port].pe.value = pe;
      load[port].address.value = address;
      (load[port].data as { value: number | bigint }).value = data;
      sim.step();
      load[port].enable.value = 0;
    };
    for (let pe = 0; pe < 2; pe += 1) {
      const { even, odd, rows } = peImage(residence!, config, pe);
      for (let word = 0; word < pointerWords(layer); word += 1)
        write("pointer", pe, word, (word % 2 === 0 ? even : odd)[word >> 1]!);
      rows.forEach((row, address) => write("row", pe, address, row));
    }
  });
  expect(through).toBe(residence!.loadCycles);
});
