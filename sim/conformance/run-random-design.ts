import type { Design } from "../elaborate/design.ts";
import type { ConformingEngine } from "./conforming-engine.ts";
import { type Difference, type Values, differencesOf, valuesOf } from "./difference.ts";
import { type CycleGene, stimulusValue } from "./generator/index.ts";

/** What a simulation showed in one cycle. */
export interface Step {
  /** Settled, before the edge. */
  readonly before: Values;
  /** What the assertions say that kept the edge from happening. */
  readonly broken: readonly string[];
  /** Settled, behind the edge. */
  readonly after: Values;
}

/** Runs the stimuli. The steps end where `isEnough` says so. */
export function stepsOf(
  design: Design,
  cycles: readonly CycleGene[],
  engine: ConformingEngine,
  isEnough: (step: Step, cycle: number) => boolean = () => false,
): readonly Step[] {
  const inputs = design.top.signals.filter((signal) => signal.direction === "input");
  const steps: Step[] = [];
  for (const [index, cycle] of cycles.entries()) {
    inputs.forEach((signal, i) => engine.drive(signal, stimulusValue(signal.type, cycle, i)));
    engine.settle();
    const before = valuesOf(design, engine);
    const broken = takeEdge(design, cycle, engine);
    engine.settle();
    const step = { before, broken, after: valuesOf(design, engine) };
    steps.push(step);
    if (isEnough(step, index)) break;
  }
  return steps;
}

/** Runs the stimuli on an engine; gives the differences from `expected` of the first settled point or edge that has any. */
export function differencesFrom(
  expected: readonly Step[],
  design: Design,
  cycles: readonly CycleGene[],
  engine: ConformingEngine,
): readonly Difference[] {
  let found: readonly Difference[] = [];
  stepsOf(design, cycles, engine, (step, cycle) => {
    const wanted = expected[cycle] as Step;
    found = differencesOf(design, wanted.before, step.before, cycle);
    if (found.length === 0) found = brokenDifferences(wanted.broken, step.broken, cycle);
    if (found.length === 0) found = differencesOf(design, wanted.after, step.after, cycle + 1);
    return found.length > 0;
  });
  return found;
}

/** Runs the stimuli on both; `oracle` may simulate another build of the same design. */
export function runRandomDesign(
  design: Design,
  cycles: readonly CycleGene[],
  oracle: ConformingEngine,
  engine: ConformingEngine,
): readonly Difference[] {
  return differencesFrom(stepsOf(design, cycles, oracle), design, cycles, engine);
}

function brokenDifferences(wanted: readonly string[], seen: readonly string[], cycle: number): Difference[] {
  if (wanted.length === seen.length && wanted.every((text, i) => text === seen[i])) return [];
  return [{ cycle, where: "what assertions say", expected: wanted.join("; "), seen: seen.join("; ") }];
}

/** The edge of a cycle: of all clocks, or, where a design has several domains, of those that the cycle's numbers choose, with some resets. */
function takeEdge(design: Design, cycle: CycleGene, engine: ConformingEngine): readonly string[] {
  if (design.domains.length === 1) return engine.edge(cycle.reset);
  if (!engine.hold || !engine.tick) throw new Error("this engine knows one clock only");
  const { pick, value } = cycle.values[0]!;
  const wires = design.resets.filter(({ by }) => !by).map(({ name }) => name);
  const chosen = wires.filter((_, i) => (pick >> i) % 2 === 1);
  engine.hold(cycle.reset ? (chosen.length > 0 ? chosen : wires) : []);
  const ticking = design.clocks.filter((_, i) => (value >> i) % 2 === 1);
  return engine.tick(ticking.length > 0 ? ticking : design.clocks);
}
