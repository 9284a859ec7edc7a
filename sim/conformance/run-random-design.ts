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
      takeEdge(design, cycle, one);
      one.settle();
    }
    const after = differencesOf(design, oracle, engine, index + 1);
    if (after.length > 0) return after;
  }
  return [];
}

/** The edge of a cycle: of all clocks, or, where a design has several domains, of those that the cycle's numbers choose, with some resets. */
function takeEdge(design: Design, cycle: CycleGene, engine: ConformingEngine): void {
  if (design.domains.length === 1) return engine.edge(cycle.reset);
  if (!engine.hold || !engine.tick) throw new Error("this engine knows one clock only");
  const { pick, value } = cycle.values[0]!;
  const wires = design.resets.filter(({ by }) => !by).map(({ name }) => name);
  const chosen = wires.filter((_, i) => (pick >> i) % 2 === 1);
  engine.hold(cycle.reset ? (chosen.length > 0 ? chosen : wires) : []);
  const ticking = design.clocks.filter((_, i) => (value >> i) % 2 === 1);
  engine.tick(ticking.length > 0 ? ticking : design.clocks);
}
