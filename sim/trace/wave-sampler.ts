import type { WaveLine } from "./render-waves.ts";
import type { TraceVariable } from "./trace-source.ts";

/** Keeps the values of a few signals over the last cycles: what a terminal shows of a run, or of the time before a failure. */
export interface WaveSampler {
  /** Takes one value of every signal: once a cycle. */
  sample(): void;
  /** The kept cycles, the oldest first. */
  lines(): WaveLine[];
  /** The number, from 0, of the first kept cycle. */
  firstCycle(): number;
}

/** @param cycles how many samples are kept; older ones are overwritten. */
export function createWaveSampler(variables: readonly TraceVariable[], cycles: number): WaveSampler {
  const rings = variables.map(() => new Array<unknown>(cycles));
  let taken = 0;

  function sample(): void {
    const slot = taken % cycles;
    for (let i = 0; i < variables.length; i++) rings[i]![slot] = variables[i]!.read();
    taken += 1;
  }

  function lines(): WaveLine[] {
    const kept = Math.min(taken, cycles);
    const oldest = taken - kept;
    return variables.map(({ name, type }, i) => ({
      kind: "signal",
      name,
      type,
      samples: Array.from({ length: kept }, (_, k) => rings[i]![(oldest + k) % cycles]),
    }));
  }

  return { sample, lines, firstCycle: () => Math.max(0, taken - cycles) };
}
