import { expect, test } from "vitest";
import { simulate, type Simulation } from "../../sim/testbench/index.ts";
import { Eie } from "./eie.ts";
import { Mode } from "./enumerations.ts";
import { fixed16Format } from "./number-format.ts";

/** An entry of the matrix SRAM. */
const entry = (zeroRun: number, code: number) => (zeroRun << 4) | code;

/** Writes words by the ports of the I/O mode, one a cycle. */
function write(
  sim: Simulation<Eie>,
  port: "activation" | "pointer" | "row",
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

function compute(sim: Simulation<Eie>): number {
  const { top: dut } = sim;
  dut.start.value = 1;
  sim.step();
  dut.start.value = 0;
  for (let edges = 1; edges < 200 && dut.mode.value === Mode.Compute; edges += 1) sim.step();
  return dut.cycle.value;
}

function outputs({ top: dut }: Simulation<Eie>, rows: number): number[] {
  const seen: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    dut.ioRow.value = row;
    seen.push(...dut.activation.map((signal) => signal.value));
  }
  return seen;
}

/**
 * Two layers on 2 PEs, 4 values each, loaded through the ports; codebook 1, 2, -3 under the codes 1, 2, 3.
 *
 *      first       second (pointer base 5)
 *   1  0  0  2      1  0  0  0
 *   0 -3  0  0      0  0  0  1
 *   0  0  0 -3      2  0  0  0
 *   2  1  0  0      0  1  0  1
 */
function twoLayers() {
  const sim = simulate(
    new Eie({
      pes: 2,
      queueDepth: 2,
      rowWidth: 32,
      activations: 4,
      pointers: 16,
      entries: 16,
      format: fixed16Format,
    }),
  );
  const dut = sim.top;
  dut.load.codebook.enable.value = 1;
  for (const [code, weight] of [0, 1, 2, -3].entries()) {
    dut.load.codebook.address.value = code;
    dut.load.codebook.data.value = weight;
    sim.step();
  }
  dut.load.codebook.enable.value = 0;
  // PE 0 has rows 0 and 2, PE 1 rows 1 and 3; pointers of both layers, the second from entry 4 on.
  const pack = (...entries: number[]) => BigInt(entries.reduceRight((word, byte) => word * 256 + byte, 0));
  write(sim, "pointer", 0, [0, 1, 1, 1, 3, 4, 6, 6, 6, 6]);
  write(sim, "row", 0, [pack(entry(0, 1), entry(0, 2), entry(0, 3)), pack(entry(0, 1), entry(0, 2))]);
  write(sim, "pointer", 1, [0, 1, 3, 3, 3, 4, 4, 5, 5, 7]);
  write(sim, "row", 1, [
    pack(entry(1, 2), entry(0, 3), entry(0, 1)),
    pack(entry(1, 1), entry(0, 1), entry(0, 1)),
  ]);
  dut.settings.inputs.value = 4;
  dut.settings.relu.value = 1;
  return sim;
}

test("a layer loaded through the ports, its ReLU, and a second one that starts from its outputs", () => {
  const sim = twoLayers();
  const dut = sim.top;
  write(sim, "activation", 0, [5, 0]);
  write(sim, "activation", 1, [-2, 10]);
  expect(outputs(sim, 2)).toEqual([5, -2, 0, 10]);

  // 1·5 + 2·10, -3·-2, -3·10 → 0, 2·5 + 1·-2
  compute(sim);
  expect(outputs(sim, 2)).toEqual([25, 6, 0, 8]);

  dut.clear.value = 1;
  for (let row = 0; row < 2; row += 1) {
    dut.ioRow.value = row;
    sim.step();
  }
  dut.clear.value = 0;
  dut.settings.pointerBase.value = 5;
  dut.settings.relu.value = 0;
  compute(sim);
  expect(outputs(sim, 2)).toEqual([25, 8, 50, 14]);
});

test("what is loaded after a layer with ReLU is taken as it is", () => {
  const sim = twoLayers();
  write(sim, "activation", 0, [5, 0]);
  compute(sim);
  write(sim, "activation", 0, [-5, 0]);
  expect(outputs(sim, 1)).toEqual([-5, 0]);
});

test("without a single activation a layer takes the nine cycles of the pipeline", () => {
  expect(compute(twoLayers())).toBe(9);
});

test("activations behind the end of the input vector are not sent", () => {
  const sim = twoLayers();
  write(sim, "activation", 0, [5, 0]);
  write(sim, "activation", 1, [-2, 10]);
  sim.top.settings.inputs.value = 3;
  compute(sim);
  expect(outputs(sim, 2)).toEqual([5, 6, 0, 8]);
});

test("depth 1 is refused with the reason", () => {
  expect(() => new Eie({ queueDepth: 1 })).toThrow(
    /E-PARAMETER[^]*queueDepth = 1[^]*nothing could ever be pushed/,
  );
});

test("impossible row widths are refused", () => {
  for (const rowWidth of [8, 24, 65]) expect(() => new Eie({ rowWidth })).toThrow(/power of two/);
});
