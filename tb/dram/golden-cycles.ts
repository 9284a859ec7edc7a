import type { DramTiming } from "../../hw/lib/index.ts";

/** A burst as the banks see it. */
export interface BurstRequest {
  /** The edge of its last transfer. */
  readonly edge: number;
  readonly bank: number;
  readonly row: number;
}

/**
 * The edge at which each burst begins on the bus: a bank machine that is stepped edge by edge. Each bank takes its requests in order, closes and opens
 * rows by itself, and gives its column command when all earlier bursts have theirs and the bus will be free.
 */
export function goldenCycles(
  requests: readonly BurstRequest[],
  { tRCD, tRP, tCAS, burst }: DramTiming,
): readonly number[] {
  const banks = new Map<number, { open: number; free: number; row: number; wait: number }>();
  const begins: number[] = [];
  const started = new Set<number>();
  let busFree = 0;
  for (let edge = 0; begins.length < requests.length; edge++) {
    const taken = new Set<number>();
    for (let index = begins.length; index < requests.length; index++) {
      const { bank, row, edge: asked } = requests[index] as BurstRequest;
      if (asked > edge) break;
      // A bank is busy with the first of its requests.
      if (taken.has(bank)) continue;
      taken.add(bank);
      const state = banks.get(bank) ?? { open: -1, free: 0, row: -1, wait: 0 };
      banks.set(bank, state);
      if (edge < state.free) continue;
      if (!started.has(index)) {
        started.add(index);
        state.wait = state.open === row ? 0 : state.open === -1 ? tRCD : tRP + tRCD;
        state.row = row;
      } else if (state.wait > 0) state.wait -= 1;
      if (state.wait > 0 || index !== begins.length || edge + tCAS < busFree) continue;
      begins.push(edge + tCAS);
      busFree = edge + tCAS + burst;
      state.free = edge + burst;
      state.open = row;
    }
  }
  return begins;
}
