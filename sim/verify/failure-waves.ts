import { join } from "node:path";
import type { Module } from "../describe/index.ts";
import type { Compiler } from "../schedule/index.ts";
import { simulationWaves } from "../waves/index.ts";
import { slug } from "./slug.ts";
import { play } from "./play.ts";
import type { Cycle, Property } from "./property.ts";

/** Plays the shrunk sequence once more, with waves; gives the file. */
export function writeFailureWaves<Dut extends Module, State, Givens extends object>(
  spec: Property<Dut, State, Givens>,
  cycles: readonly Cycle<Givens>[],
  compiler: Compiler,
  folder: string,
): string {
  const file = join(folder, `${slug(spec.name)}.vcd`);
  play(spec, cycles, compiler, (sim) => simulationWaves(sim, { file }));
  return file;
}
