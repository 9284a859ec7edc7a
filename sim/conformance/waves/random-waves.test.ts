import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type VcdContents, readVcd } from "../../trace/index.ts";
import { designGenes, loadDesign } from "../generator/index.ts";
import { type RandomRun, type RandomRunOptions, runRandom } from "./random-run.ts";
import { missingNames, vcdDifferences } from "./vcd-differences.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "systole-waves-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const genes = [0, 1, 1, 1, 2, 2].flatMap((size, i) =>
  fc.sample(designGenes(size as 0 | 1 | 2), { numRuns: 1, seed: 11 + i }),
);

describe.each(genes.map((gene, number) => ({ number, gene })))("SEMANTICS 7: $number", ({ gene }) => {
  let run: (options?: RandomRunOptions) => RandomRun;
  let all: RandomRun;
  let vcd: VcdContents;
  beforeAll(async () => {
    const { make } = await loadDesign(gene);
    run = (options) => runRandom(make, gene.cycles, folder, options);
    all = run();
    vcd = readVcd(all.text);
  });

  test("a VCD shows every signal as it was at every record", () => {
    expect(all.seen.times.length).toBeGreaterThanOrEqual(gene.cycles.length);
    expect(missingNames(vcd, all.seen)).toEqual([]);
    expect(vcdDifferences(vcd, all.seen)).toEqual([]);
  });

  test("waves change nothing", () => {
    expect(run({ waves: false }).samples).toEqual(all.samples);
  });

  test("neither the order of the modules nor the engine changes a byte", () => {
    expect(run({ shuffle: 5 }).text).toBe(all.text);
    expect(run({ engine: "oblivious" }).text).toBe(all.text);
    expect(run({ engine: "wasm" }).text).toBe(all.text);
    for (const switchAfter of [0, 1, 4]) expect(run({ switchAfter }).text).toBe(all.text);
  });

  test("neither does an engine that follows many edges by itself", () => {
    const steps = (number: number): number => 1 + (number % 3) * 5;
    const waves = { scope: [vcd.traces.at(-1)!.path.replace(/\.[^.]*$/, "")] };
    for (const options of [{ steps }, { steps, waves }]) {
      const { text } = run({ ...options, engine: "event" });
      expect(run({ ...options, engine: "wasm" }).text).toBe(text);
      expect(run({ ...options, switchAfter: 3 }).text).toBe(text);
    }
  });

  test("a scope is a part of all", () => {
    const [first, second] = vcd.traces.filter(({ path }) => path.split(".").length === 2);
    const scopes = [first!.path, second!.path, vcd.traces.at(-1)!.path.replace(/\.[^.]*$/, "")];
    const part = readVcd(run({ waves: { scope: scopes } }).text);
    expect(part.traces.length).toBeGreaterThan(0);
    const changes = new Map(vcd.traces.map((trace) => [trace.path, trace.changes]));
    for (const trace of part.traces) expect(trace.changes).toEqual(changes.get(trace.path));
    expect(vcdDifferences(part, all.seen)).toEqual([]);
  });

  test("a window is a part of all", () => {
    const last = gene.cycles.length;
    const [from, to] = [Math.floor(last / 3), Math.max(Math.floor((2 * last) / 3), 1)];
    const window = { from: { cycle: from }, to: { cycle: to } };
    const part = readVcd(run({ waves: { window } }).text);
    expect(missingNames(part, all.seen)).toEqual([]);
    // Cycle c begins at its edge, half a nanosecond before c nanoseconds; cycle 0 at 0.
    const startOf = (cycle: number) => (cycle === 0 ? 0n : BigInt(cycle) * 1_000_000n - 500_000n);
    const times = { from: startOf(from), to: startOf(to + 1) - 1n };
    expect(vcdDifferences(part, all.seen, { window: times })).toEqual([]);
  });
});

test("a difference is found", async () => {
  const [gene] = fc.sample(designGenes(1), { numRuns: 1, seed: 3 });
  const { make } = await loadDesign(gene!);
  const { text, seen } = runRandom(make, gene!.cycles, folder);
  const vcd = readVcd(text);
  const harmed = vcd.traces.map((trace, i) => {
    const [first, ...others] = trace.changes;
    return i === 0
      ? { ...trace, changes: [{ ...first!, value: first!.value === "0" ? "1" : "0" }, ...others] }
      : trace;
  });
  expect(vcdDifferences({ ...vcd, traces: harmed }, seen).length).toBeGreaterThan(0);
  expect(missingNames({ ...vcd, traces: vcd.traces.slice(1) }, seen)).toEqual([vcd.traces[0]!.path]);
});
