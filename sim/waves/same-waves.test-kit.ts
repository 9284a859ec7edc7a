import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import type { Module } from "../describe/index.ts";
import { type Simulation, simulate, type SimulateOptions } from "../testbench/index.ts";
import { type SimulationWaves, simulationWaves, type SimulationWavesOptions } from "./simulation-waves.ts";

const folder = mkdtempSync(join(tmpdir(), "systole-followed-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;

export interface Ran {
  /** All files that were written. */
  readonly text: string;
  /** How many edges the engine has been asked to run at once, at most. */
  readonly batch: number;
  readonly error: string | undefined;
  readonly time: bigint;
}

export type Scenario<Top extends Module> = (
  sim: Simulation<Top>,
  open: (options?: Partial<SimulationWavesOptions>) => SimulationWaves,
) => void;

function run<Top extends Module>(make: () => Top, scenario: Scenario<Top>, options: SimulateOptions): Ran {
  const sim = simulate(make(), options);
  const made: string[] = [];
  let batch = 0;
  const { engine } = sim;
  const plain = engine.run.bind(engine);
  engine.run = (domains, most, conditions) => {
    batch = Math.max(batch, most);
    return plain(domains, most, conditions);
  };
  let error: string | undefined;
  try {
    scenario(sim, (more = {}) => {
      const file = join(folder, `${++files}.vcd`);
      made.push(file);
      const waves = simulationWaves(sim, { file, ...more });
      sim.observe(waves);
      return waves;
    });
  } catch (thrown) {
    error = (thrown as Error).message;
  }
  const { time } = sim;
  sim.close();
  return { text: made.map((file) => readFileSync(file, "utf8")).join("\n====\n"), batch, error, time };
}

/** Runs a scenario in all engines; gives what the event engine gives, once the others are found to give the same. */
export function same<Top extends Module>(
  make: () => Top,
  scenario: Scenario<Top>,
  options: SimulateOptions = {},
  atOnce = 10,
): Ran {
  const event = run(make, scenario, { ...options, engine: "event" });
  expect(event.text).toContain("$dumpvars");
  const wasm = run(make, scenario, { ...options, engine: "wasm" });
  const auto = run(make, scenario, { ...options, switchAfter: 7 });
  for (const other of [wasm, auto]) {
    expect(other.text === event.text || differenceOf(event.text, other.text)).toBe(true);
    expect([other.error, other.time]).toEqual([event.error, event.time]);
  }
  expect(wasm.batch).toBeGreaterThanOrEqual(atOnce);
  return event;
}

function differenceOf(a: string, b: string): string {
  let at = 0;
  while (a[at] === b[at]) at += 1;
  return `at ${at}: ${a.slice(at - 60, at + 40)} — ${b.slice(at - 60, at + 40)}`;
}
