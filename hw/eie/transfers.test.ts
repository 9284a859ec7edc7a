import { expect, test } from "vitest";
import { simulate, type Simulation } from "../../sim/testbench/index.ts";
import { Eie } from "./eie.ts";
import { Mode } from "./enumerations.ts";
import { fixed16Format } from "./number-format.ts";

const { InputOutput, Prepare, Compute, Spill } = Mode;

/** Writes words by a port of the I/O mode, one a cycle. */
function write(
  sim: Simulation<Eie>,
  port: "activation" | "sram" | "pointer" | "row",
  pe: number,
  words: readonly (number | bigint)[],
  from = 0,
) {
  const target = sim.top.load[port];
  target.enable.value = 1;
  target.pe.value = pe;
  for (const [i, word] of words.entries()) {
    target.address.value = from + i;
    (target.data as { value: number | bigint }).value = word;
    sim.step();
  }
  target.enable.value = 0;
}

/** A start; the mode in its cycle and in those after it, up to the I/O mode. */
function start(sim: Simulation<Eie>, settings: Readonly<Record<string, number>>): readonly string[] {
  const { top: dut } = sim;
  const before = { compute: 1, fetch: 0, clear: 0, prepareBlocks: 0, spillBlocks: 0, swap: 1, relu: 0 };
  const signals = dut.settings as unknown as Readonly<Record<string, { value: number }>>;
  for (const [name, value] of Object.entries({ ...before, ...settings })) signals[name]!.value = value;
  const modes: string[] = [dut.mode.value];
  dut.start.value = 1;
  sim.step();
  dut.start.value = 0;
  for (let edges = 1; edges < 200 && dut.mode.value !== InputOutput; edges += 1) {
    modes.push(dut.mode.value);
    sim.step();
  }
  return modes;
}

/** Values of the source file. */
function source({ top: dut }: Simulation<Eie>, rows: number): number[] {
  const seen: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    dut.ioRow.value = row;
    seen.push(...dut.activation.map((signal) => signal.value));
  }
  return seen;
}

/** 1 PE, 8 registers a file, 16 words of SRAM; each output i is weight 1 times input i, of 6 inputs. */
function diagonal() {
  const sim = simulate(
    new Eie({
      ...{ pes: 1, queueDepth: 2, rowWidth: 32, activations: 8, activationSram: 16, pointers: 16 },
      ...{ entries: 16, format: fixed16Format },
    }),
  );
  const { codebook } = sim.top.load;
  codebook.enable.value = 1;
  for (const [code, weight] of [0, 1].entries()) {
    codebook.address.value = code;
    codebook.data.value = weight;
    sim.step();
  }
  codebook.enable.value = 0;
  write(sim, "pointer", 0, [0, 1, 2, 3, 4, 5, 6]);
  // Input i alone reaches output i, behind i zeros.
  const entry = (zeros: number) => BigInt((zeros << 4) | 1);
  write(sim, "row", 0, [
    entry(0) | (entry(1) << 8n) | (entry(2) << 16n) | (entry(3) << 24n),
    entry(4) | (entry(5) << 8n),
  ]);
  sim.top.settings.inputs.value = 6;
  return sim;
}

test("words are fetched four a cycle, from the cycle of start on, and end in the source file as they are", () => {
  const sim = diagonal();
  write(sim, "sram", 0, [10, -11, 12, -13, 14, -15, 16, -17], 3);
  write(sim, "activation", 0, [1, 2, 3, 4, 5, 6, 7, 8]);
  const modes = start(sim, { compute: 0, fetch: 1, prepareBlocks: 1, fetchBase: 3 });
  expect(modes).toEqual([InputOutput, Prepare]);
  expect(sim.top.batchCycle.value).toBe(1);
  expect(source(sim, 8)).toEqual([10, -11, 12, -13, 5, 6, 7, 8]);

  start(sim, { compute: 0, fetch: 1, prepareBlocks: 2, fetchBase: 3 });
  expect(sim.top.batchCycle.value).toBe(2);
  expect(source(sim, 8)).toEqual([10, -11, 12, -13, 14, -15, 16, -17]);
});

test("a start that fetches and spills: modes, cycles of each kind, and sums rectified on the way", () => {
  const sim = diagonal();
  write(sim, "sram", 0, [10, -11, 12, -13, 14, -15]);
  const settings = {
    fetch: 1,
    prepareBlocks: 2,
    spillBlocks: 2,
    spillBase: 8,
    fetchBase: 0,
    relu: 1,
    swap: 0,
  };
  const modes = start(sim, settings);
  const { cycle, batchCycle } = sim.top;
  expect(batchCycle.value).toBe(4);
  expect(modes.slice(0, 3)).toEqual([InputOutput, Prepare, Prepare]);
  expect(modes.slice(-3)).toEqual([Compute, Spill, Spill]);
  // The first cycle of the computation, edge 1, is the last one of Prepare.
  expect(modes.filter((mode) => mode === Compute)).toHaveLength(cycle.value - 1);

  // The inputs were not swapped away, and what was spilled is behind them.
  expect(source(sim, 6)).toEqual([10, -11, 12, -13, 14, -15]);
  start(sim, { compute: 0, fetch: 1, prepareBlocks: 2, fetchBase: 8 });
  expect(source(sim, 6)).toEqual([10, 0, 12, 0, 14, 0]);
});

test("without a swap sums stay in the destination file over batches, until a clear or a spill", () => {
  const sim = diagonal();
  write(sim, "sram", 0, [1, 2, 3, 4, 5, 6]);
  write(sim, "sram", 0, [10, 20, 30, 40, 50, 60], 8);
  start(sim, { fetch: 1, prepareBlocks: 2, fetchBase: 0, swap: 0 });
  start(sim, { fetch: 1, prepareBlocks: 2, fetchBase: 8, swap: 1 });
  expect(source(sim, 6)).toEqual([11, 22, 33, 44, 55, 66]);

  // The destination holds the last inputs now. Cleared while the source stays; a block that is not cleared adds up.
  start(sim, { clear: 1, prepareBlocks: 1, swap: 1 });
  expect(source(sim, 6)).toEqual([11, 22, 33, 44, 55 + 50, 66 + 60]);

  // A spill leaves zeros behind.
  start(sim, { clear: 1, prepareBlocks: 2, spillBlocks: 2, spillBase: 0, swap: 0 });
  start(sim, { swap: 1 });
  expect(source(sim, 6)).toEqual([11, 22, 33, 44, 105, 126]);
});

test("ReLU applies to a file that has swapped, and no more once the file was fetched", () => {
  const sim = diagonal();
  write(sim, "activation", 0, [-1, 2, -3, 4, -5, 6]);
  start(sim, { relu: 1 });
  expect(source(sim, 6)).toEqual([0, 2, 0, 4, 0, 6]);
  write(sim, "sram", 0, [-7, 8, -9, 10], 0);
  start(sim, { compute: 0, fetch: 1, prepareBlocks: 1, fetchBase: 0 });
  expect(source(sim, 4)).toEqual([-7, 8, -9, 10]);
});

test("transfer cycles are those of the last start", () => {
  const sim = diagonal();
  write(sim, "activation", 0, [1, 2, 3, 4, 5, 6]);
  start(sim, { clear: 1, prepareBlocks: 2 });
  expect(sim.top.batchCycle.value).toBe(2);
  start(sim, {});
  expect(sim.top.batchCycle.value).toBe(0);
});

test("a file smaller than the SRAM's port moves at once", () => {
  const sim = simulate(
    new Eie({ pes: 1, activations: 2, activationSram: 8, pointers: 4, entries: 8, format: fixed16Format }),
  );
  write(sim, "sram", 0, [5, 6, 7, 8]);
  start(sim, { compute: 0, fetch: 1, prepareBlocks: 1, fetchBase: 1 });
  expect(source(sim, 2)).toEqual([6, 7]);
});
