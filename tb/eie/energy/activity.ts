import { lnzdNodes } from "./units.ts";
import type { ActivityCounts } from "../../../sim/estimate/index.ts";
import type { CauseCounts } from "../cycle-causes.ts";
import { type Layer, sourceRows } from "../layer.ts";
import type { LayerPlan } from "../layer-plan.ts";

/** What a run did, as the cycle model counts it: of one layer in one batch (`CycleResult`), or of a plan (`PlanResult`). */
export interface CountedRun {
  readonly cycles: number;
  readonly batchCycles?: number;
  readonly activations: number;
  /** One a PE. */
  readonly perPe: readonly CauseCounts[];
  readonly total: CauseCounts;
  readonly pointerReads: number;
  readonly matrixReads: number;
  readonly writes: number;
}

/** What moves besides the computation. Counts of all PEs together, default 0. */
export interface CountedMoves {
  /** Reads of source registers by the scan: one a PE and row. */
  readonly sourceReads?: number;
  /** Transfers of `transferWords` words from the activation SRAM into source registers. */
  readonly fetches?: number;
  /** Transfers of as many words from destination registers into the activation SRAM, which clear them too. */
  readonly spills?: number;
  /** As many destination registers cleared at once, without a spill. */
  readonly clears?: number;
  /** Words of a transfer. Default: the 4 of a 64-bit port. */
  readonly transferWords?: number;
}

/**
 * The activity of EIE in a run, all PEs together; units are those of Table II of the paper, and the LNZD nodes.
 *
 * From the counters and from the timing contract: each PE takes each activation from its queue, and reads both of its pointers; an entry is
 * selected from the row register and moves the address, padding too; a useful one is decoded, reads the destination register (the register
 * file is read even if the bypass has the value), is multiplied, added and written. `cycle` is a cycle of a PE, or of a node.
 */
export function eieActivity(run: CountedRun, moves: CountedMoves = {}): ActivityCounts {
  const { useful, padding } = run.total;
  const pes = run.perPe.length;
  const { fetches = 0, spills = 0, clears = 0, transferWords = 4 } = moves;
  const cycles = run.cycles + (run.batchCycles ?? 0);
  const cycle = cycles * pes;
  return {
    "Act queue": { push: run.activations * pes, pop: run.pointerReads, cycle },
    PtrRead: { read: run.pointerReads, cycle },
    SpmatRead: { rowRead: run.matrixReads, entry: useful + padding, cycle },
    ArithmUnit: { decode: useful, address: useful + padding, multiply: useful, add: useful, cycle },
    ActRW: {
      sourceRead: moves.sourceReads ?? 0,
      sourceWrite: fetches * transferWords,
      destinationRead: useful + spills * transferWords,
      destinationWrite: run.writes + (spills + clears) * transferWords,
      sramRead: fetches,
      sramWrite: spills,
      cycle,
    },
    "LNZD node": { cycle: cycles * lnzdNodes(pes) },
  };
}

/** The activity of a layer that is run in one batch from registers. */
export function layerActivity(layer: Layer, run: CountedRun): ActivityCounts {
  return eieActivity(run, { sourceReads: sourceRows(layer) * layer.pes });
}

/** The activity of a layer that is run by a plan, with its transfers. Loading of weights is apart: `loadingActivity`. */
export function planActivity(plan: LayerPlan, run: CountedRun): ActivityCounts {
  const { pes } = plan.layer;
  const tiles = plan.residences.flatMap((residence) => residence.tiles);
  return eieActivity(run, {
    sourceReads: sum(tiles.map(({ layer }) => sourceRows(layer) * pes)),
    fetches: sum(tiles.map(({ transfers }) => (transfers.fetch ? transfers.prepareBlocks * pes : 0))),
    clears: sum(tiles.map(({ transfers }) => (transfers.clear ? transfers.prepareBlocks * pes : 0))),
    spills: sum(tiles.map(({ transfers }) => transfers.spillBlocks * pes)),
  });
}

/**
 * What a plan does in the I/O mode while the layer waits: rows and pointers of all residences behind the first one are written, one word a
 * cycle. Undefined if the layer is in place as a whole.
 */
export function loadingActivity(plan: LayerPlan): ActivityCounts | undefined {
  if (plan.ioCycles === 0) return undefined;
  const { pes } = plan.layer;
  const loaded = plan.residences.slice(1);
  const cycle = plan.ioCycles * pes;
  return {
    "Act queue": { cycle },
    PtrRead: { write: sum(loaded.map(({ pointerWords }) => pointerWords * pes)), cycle },
    SpmatRead: { rowWrite: sum(loaded.flatMap(({ matrixRows }) => matrixRows)), cycle },
    ArithmUnit: { cycle },
    ActRW: { cycle },
    "LNZD node": { cycle: plan.ioCycles * lnzdNodes(pes) },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
