import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Module } from "../../describe/index.ts";
import { simulate, type SimulateOptions } from "../../testbench/index.ts";
import { readVcd, type VcdContents, type VcdTrace } from "../../trace/index.ts";
import { simulationWaves } from "../../waves/index.ts";
import * as designs from "./designs.ts";
import { harnessText, playDrives, randomDrives } from "./stimulus.ts";

// SEMANTICS 5 and 7: the waves of a design are those of the same design written by hand in SystemVerilog, under another simulator.

const HALF = 5000;
const folder = mkdtempSync(join(tmpdir(), "systole-icarus-"));
afterAll(() => rmSync(folder, { recursive: true }));
const isThere = spawnSync("sh", ["-c", "command -v iverilog"]).status === 0;

interface Case {
  readonly make: () => Module;
  readonly clocks?: Readonly<Record<string, number>>;
  readonly resets?: Readonly<Record<string, "high" | "low">>;
  readonly options?: SimulateOptions;
}

const cases: Readonly<Record<string, Case>> = {
  counter: { make: () => new designs.Counter() },
  fifo: { make: () => new designs.Fifo() },
  machine: { make: () => new designs.Machine() },
  store: { make: () => new designs.Store() },
  arithmetic: { make: () => new designs.Arithmetic() },
  wide: { make: () => new designs.Wide() },
  twoClocks: {
    make: () => new designs.TwoClocks(),
    clocks: { clk: HALF, bus: 3 * HALF },
    options: { clocks: { clk: { period: "10ns" }, bus: { ratio: [1, 3], of: "clk" } } },
  },
  asyncReset: { make: () => new designs.AsyncReset(), resets: { reset: "low" } },
  shifter: { make: () => new designs.Shifter() },
  arbiter: { make: () => new designs.Arbiter() },
};

/** Both VCDs of one run with the same drives. */
function bothWaves(module: string, seed: number): { ours: VcdContents; theirs: VcdContents } {
  const { make, clocks = { clk: HALF }, resets = { reset: "high" }, options } = cases[module]!;
  const sim = simulate(make(), options ?? { clock: { period: "10ns" } });
  const drives = randomDrives(sim.top, Object.keys(resets), 400, seed);
  const file = join(folder, `${module}.vcd`);
  sim.observe(simulationWaves(sim, { file, tick: 1000n }));
  playDrives(sim, drives);
  const harness = join(folder, `${module}.sv`);
  writeFileSync(harness, harnessText(sim.top, module, drives, clocks, resets));
  const program = join(folder, module);
  const sources = [join(import.meta.dirname, "designs.sv"), harness];
  execFileSync("iverilog", ["-g2012", "-s", "harness", "-o", program, ...sources], { stdio: "pipe" });
  execFileSync("vvp", ["-n", program], { cwd: folder, stdio: "pipe" });
  const read = (path: string) => readVcd(readFileSync(path, "latin1"));
  return { ours: read(file), theirs: read(join(folder, "waves.vcd")) };
}

/** Femtoseconds and values: one a time, the last, and only where it differs from the one before. */
function steps({ changes }: VcdTrace, timescale: bigint): string[] {
  const last = new Map(changes.map(({ time, value }) => [time * timescale, value]));
  const rows = [...last];
  return rows.filter(([, value], i) => value !== rows[i - 1]?.[1]).map(([time, value]) => `${time} ${value}`);
}

/**
 * What Icarus shows and we don't: variables of loops, which are no signals, and the clock and reset that SystemVerilog hands down through
 * ports and we inherit.
 */
const isTheirsAlone = (path: string) => /\$ivl_for_loop|\.(core|side)\.(clk|reset)$/.test(path);

describe.skipIf(!isThere)("the waves of hand-written SystemVerilog under Icarus are ours", () => {
  test.each(Object.keys(cases).flatMap((name) => [1, 2].map((seed) => [name, seed] as const)))(
    "%s, seed %i",
    (name, seed) => {
      const { ours, theirs } = bothWaves(name, seed);
      expect([ours.problems, theirs.problems]).toEqual([[], []]);
      const expected = new Map(
        theirs.traces
          .map((trace) => [trace.path.replace(/^harness\./, ""), trace] as const)
          .filter(([path]) => !isTheirsAlone(path)),
      );
      expect(ours.traces.map(({ path }) => path).sort()).toEqual([...expected.keys()].sort());
      for (const trace of ours.traces) {
        const other = expected.get(trace.path)!;
        expect(trace.size, trace.path).toBe(other.size);
        expect(steps(trace, ours.timescale), trace.path).toEqual(steps(other, theirs.timescale));
      }
      const moving = ours.traces.filter(({ changes }) => changes.length > 5);
      expect(moving.length).toBeGreaterThan(ours.traces.length / 2);
    },
  );
});
