import type { Design } from "../elaborate/design.ts";
import type { ConformingEngine } from "./conforming-engine.ts";
import { type Difference, differencesOf } from "./difference.ts";
import { type CycleGene, stimulusValue } from "./generator/index.ts";

/** Runs the stimuli on both; gives the differences of the first settled point that has any. */
export function runRandomDesign(
  design: Design,
  cycles: readonly CycleGene[],
  oracle: ConformingEngine,
  engine: ConformingEngine,
): readonly Difference[] {
  const inputs = design.top.signals.filter((signal) => signal.direction === "input");
  for (const [index, cycle] of cycles.entries()) {
    for (const one of [oracle, engine]) {
      inputs.forEach((signal, i) => one.drive(signal, stimulusValue(signal.type, cycle, i)));
      one.settle();
    }
    const before = differencesOf(design, oracle, engine, index);
    if (before.length > 0) return before;
    for (const one of [oracle, engine]) {
      one.edge(cycle.reset);
      one.settle();
    }
    const after = differencesOf(design, oracle, engine, index + 1);
    if (after.length > 0) return after;
  }
  return [];
}
