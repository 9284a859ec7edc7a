import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Activity } from "../../hw/eie/index.ts";
import { missingNames, vcdDifferences } from "../../sim/conformance/waves/vcd-differences.ts";
import { readVcd, type VcdContents } from "../../sim/trace/index.ts";
import { runTestbench } from "../../sim/testbench/index.ts";
import { simulationWaves } from "../../sim/waves/index.ts";
import { layer } from "./layer.tb.ts";
import { type LayerWaves, layerWaves, layerWithoutWaves } from "./layer-waves.test-kit.ts";

let folder: string;
let all: LayerWaves;
let vcd: VcdContents;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "eie-waves-"));
  all = await layerWaves(folder);
  vcd = readVcd(all.text);
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the VCD of a layer shows every signal as it was at every record", () => {
  // Two records a cycle: behind each edge, and where the clock falls.
  expect(all.seen.times.length).toBeGreaterThanOrEqual(2 * all.cycles);
  expect(vcd.traces.length).toBeGreaterThan(500);
  expect(missingNames(vcd, all.seen)).toEqual([]);
  expect(vcdDifferences(vcd, all.seen)).toEqual([]);
});

test("every kind of cycle of pointer read is in it", () => {
  const activities = vcd.traces.filter(({ path }) => /^eie\.pe\[\d\]\.activity$/.test(path));
  const shown = new Set(activities.flatMap(({ changes }) => changes.map(({ value }) => value)));
  expect(shown.size).toBe(Activity.labels.length);
});

test("a layer takes the same cycles, for the same causes, without waves", async () => {
  const { cycles, metrics } = await layerWithoutWaves();
  expect(cycles).toBe(all.cycles);
  expect(metrics).toEqual(all.metrics);
});

test("neither the order of the modules nor the engine changes a byte", async () => {
  expect((await layerWaves(folder, { shuffle: 9 })).text).toBe(all.text);
  expect((await layerWaves(folder, { engine: "oblivious" })).text).toBe(all.text);
  const wasm = await layerWaves(folder, { engine: "wasm" });
  expect(wasm.text).toBe(all.text);
  expect(wasm.metrics).toEqual(all.metrics);
});

test("one PE in a window of cycles is a part of all", async () => {
  const window = { from: { cycle: 20 }, to: { cycle: 40 } };
  const part = readVcd((await layerWaves(folder, {}, { scope: ["eie.pe[2]"], window })).text);
  const names = vcd.traces.map(({ path }) => path).filter((path) => path.startsWith("eie.pe[2]."));
  expect(part.traces.map(({ path }) => path)).toEqual(names);
  // Edge k is at 0.625 ns + (k − 1) · 1.25 ns.
  const times = { from: 24_375_000n, to: 50_625_000n - 1n };
  expect(vcdDifferences(part, all.seen, { window: times })).toEqual([]);
});

test("the kept save file names signals and filters that a run with the default parameters writes", async () => {
  const file = join(folder, "eie", "layer.vcd");
  await runTestbench(layer, { timeout: 1, observers: (sim) => [simulationWaves(sim, { file })] });
  const written = readVcd(readFileSync(file, "latin1")).traces.map(({ path, size, type }) =>
    size > 1 && type !== "real" ? `${path}[${size - 1}:0]` : path,
  );
  const lines = readFileSync(new URL("../../waves/eie-layer.gtkw", import.meta.url), "utf8").split("\n");
  const shown = lines.filter((line) => line.startsWith("eie."));
  expect(shown.length).toBeGreaterThan(20);
  expect(written).toEqual(expect.arrayContaining(shown));
  const filters = lines.filter((line) => line.startsWith("^1 waves/eie/"));
  expect(filters.length).toBeGreaterThan(1);
  for (const filter of filters) expect(existsSync(join(folder, filter.slice("^1 waves/".length)))).toBe(true);
});
