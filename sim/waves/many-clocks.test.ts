import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { clocked, clockDomain, Module, output, outputReg, uint, wrap } from "../describe/index.ts";
import { simulate } from "../testbench/index.ts";
import { readVcd } from "../trace/index.ts";
import { simulationWaves } from "./simulation-waves.ts";

const folder = mkdtempSync(join(tmpdir(), "systole-clocks-"));
afterAll(() => rmSync(folder, { recursive: true }));

class Count extends Module {
  readonly count = outputReg(uint(8), { init: 0 });
  override update() {
    this.count.next = wrap(this.count.value + 1);
  }
}

class Two extends Module {
  readonly a = new Count();
  readonly b = clocked(new Count(), clockDomain("bus", { reset: { kind: "async", active: "low" } }));
  readonly sum = output(uint(9));
  override propagate() {
    this.sum.value = this.a.count.value + this.b.count.value;
  }
}

test("a VCD has the toggles of each clock and reset (SEMANTICS 5: record)", () => {
  const file = join(folder, "two.vcd");
  const sim = simulate(new Two(), { clocks: { clk: { period: "10ns" }, bus: { ratio: [2, 3], of: "clk" } } });
  const waves = simulationWaves(sim, { file });
  sim.observe(waves);
  sim.setReset(true, "reset_bus");
  sim.run("6ns");
  sim.setReset(false);
  sim.run("34ns");
  sim.close();
  const { traces, timescale } = readVcd(readFileSync(file, "utf8"));
  const changes = (path: string): string[] => {
    const trace = traces.find((candidate) => candidate.path === path);
    return trace!.changes.map(({ time, value }) => `${Number(time * timescale) / 1e6} ${value}`);
  };
  expect(changes("two.clk").slice(0, 5)).toEqual(["0 0", "5 1", "10 0", "15 1", "20 0"]);
  expect(changes("two.bus")).toEqual(["0 0", "7.5 1", "15 0", "22.5 1", "30 0", "37.5 1"]);
  expect(changes("two.reset_bus")).toEqual(["0 0", "6 1"]);
  expect(changes("two.reset")).toEqual(["0 0"]);
  expect(changes("two.b.count").map((text) => text.split(" ")[0])).toEqual(["0", "7.5", "22.5", "37.5"]);
  const save = readFileSync(waves.saveFile, "utf8");
  for (const name of ["two.clk", "two.bus", "two.reset_bus"]) expect(save).toContain(name);
});
