import { Activity, type Eie, ScanStep } from "../../hw/eie/index.ts";
import { type Cause, type CauseCounts, causes } from "./cycle-causes.ts";
import { fewestCycles } from "./cycle-model.ts";

/** What was seen of a layer, in the terms of the cycle model. */
export interface LayerObservation {
  readonly perPe: readonly CauseCounts[];
  /** One a PE and activation. */
  readonly pointerReads: number;
  /** One a change of row. */
  readonly matrixReads: number;
  /** Writes of destination registers. */
  readonly writes: number;
  readonly cyclesAuthorsStop: number;
}

const causeOf: Readonly<Record<string, Cause>> = {
  [Activity.Useful]: "useful",
  [Activity.Padding]: "padding",
  [Activity.EmptySlice]: "emptySlice",
  [Activity.StarvedBlocked]: "starvedBlocked",
  [Activity.StarvedScan]: "starvedScan",
  [Activity.Fill]: "fill",
  [Activity.Drain]: "drain",
};

/** Watches an accelerator; an agent of the testbench. */
export interface LayerMonitor {
  readonly name: string;
  /** Called just before each edge. */
  sample(): void;
  /** What was seen since the last start; complete one cycle after the end of the layer. */
  result(): LayerObservation;
}

/** Counts what an accelerator does in a layer. */
export function layerMonitor(dut: Eie): LayerMonitor {
  const places = new Map(
    Object.entries(causeOf).map(([activity, cause]) => [activity, causes.indexOf(cause)]),
  );
  const activity = dut.pe.map((pe) => pe.activity);
  const pop = dut.pe.map((pe) => pe.pointers.pop);
  const reads = dut.pe.map((pe) => pe.matrix.reads);
  const write = dut.pe.map((pe) => pe.arithmetic.write);
  let seen = nothingSeen(dut.pe.length);

  function sample(): void {
    if (dut.control.step.value === ScanStep.Begin) {
      seen = { ...nothingSeen(dut.pe.length), cycle: 1 };
      return;
    }
    if (seen.cycle === 0) return;
    seen.cycle += 1;
    // What an edge did to the scan shows in the cycle after it, so the cycle before is judged.
    seen.lastRowLoaded ||= dut.control.lastRow.value === 1;
    const before = seen.cycle - 1;
    const stops = seen.lastRowLoaded && before >= fewestCycles && !seen.wroteBefore;
    if (stops && seen.cyclesAuthorsStop === 0) seen.cyclesAuthorsStop = before;

    const writesBefore = seen.writes;
    for (let pe = 0; pe < activity.length; pe += 1) {
      // `activity` tells what was in the cycle before, so a layer's cycles are seen from its second on.
      const place = places.get(activity[pe]!.value);
      if (place !== undefined) seen.counts[pe]![place]! += 1;
      seen.pointerReads += pop[pe]!.value;
      seen.matrixReads += reads[pe]!.value;
      seen.writes += write[pe]!.value;
    }
    seen.wroteBefore = seen.writes > writesBefore;
  }

  function result(): LayerObservation {
    const { counts, pointerReads, matrixReads, writes, cyclesAuthorsStop } = seen;
    const perPe = counts.map(
      (count) => Object.fromEntries(causes.map((cause, i) => [cause, count[i]!])) as Record<Cause, number>,
    );
    return { perPe, pointerReads, matrixReads, writes, cyclesAuthorsStop };
  }

  return { name: "layer monitor", sample, result };
}

function nothingSeen(pes: number) {
  return {
    /** Number of the layer's cycle; 0 before the first start. */
    cycle: 0,
    counts: Array.from({ length: pes }, () => new Uint32Array(causes.length)),
    pointerReads: 0,
    matrixReads: 0,
    writes: 0,
    wroteBefore: false,
    lastRowLoaded: false,
    cyclesAuthorsStop: 0,
  };
}
