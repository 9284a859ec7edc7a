import type { ActivityCounts } from "../../../sim/estimate/index.ts";
import { loadingActivity, planActivity } from "../energy/activity.ts";
import type { LayerSource } from "../layer.ts";
import type { LayerPlan } from "../layer-plan.ts";
import { countPlan } from "../plan-cycles.ts";
import { publishedEie } from "../published/table-iv.ts";
import type { TableIiiRow } from "../published/table-iii.ts";
import {
  lockstepBalance,
  type RowWidthPoint,
  sweepPes,
  sweepPoint,
  type SweepPoint,
  sweepQueueDepth,
  sweepRowWidth,
} from "../sweeps.ts";
import { compareTimes, type ComparedTimes } from "../table4-row.ts";
import { paperMachine, planOfSource, sourceOfTableIii } from "../table4-plan.ts";

/** Which sweeps are wanted; each takes some seconds for the nine layers. */
export interface Wanted {
  readonly queueDepths?: boolean;
  readonly rowWidths?: boolean;
  /** Numbers of PEs. */
  readonly pes?: readonly number[];
}

/** The layer as Table IV has it, on the paper's machine. */
export interface MeasuredRun {
  readonly point: SweepPoint;
  readonly times: ComparedTimes;
  readonly batchCycles: number;
  readonly ioCycles: number;
  readonly tiles: number;
  /** Times that weights are loaded into the SRAMs. */
  readonly loads: number;
  readonly activity: ActivityCounts;
  /** Of weights that are loaded while the layer waits. */
  readonly loading: ActivityCounts | undefined;
}

/** A layer of Table III, made by seed, as it was measured. */
export interface MeasuredLayer extends MeasuredRun {
  readonly row: TableIiiRow;
  /** Its place in Table III. */
  readonly index: number;
  /** Shares of weights and activations that are there, and of the dense layer's work that is left. */
  readonly weightShare: number;
  readonly activationShare: number;
  readonly workShare: number;
  /** Figure 8, and load balance without a queue. */
  readonly depths: readonly SweepPoint[];
  readonly lockstep: number | undefined;
  /** Figure 9. */
  readonly widths: readonly RowWidthPoint[];
  /** Figures 11 to 13. */
  readonly pes: readonly SweepPoint[];
}

/** Measures a layer by the cycle model. */
export function measureLayer(row: TableIiiRow, index: number, seed: number, wanted: Wanted): MeasuredLayer {
  const source = sourceOfTableIii(row, seed);
  const plan = planOfSource(source);
  const run = measureRun(plan, index);
  return {
    ...run,
    row,
    index,
    ...sharesOf(source, run.point.total.useful),
    depths: wanted.queueDepths ? sweepQueueDepth(plan) : [],
    lockstep: wanted.queueDepths ? lockstepBalance(plan) : undefined,
    widths: wanted.rowWidths ? sweepRowWidth(plan) : [],
    pes: wanted.pes ? sweepPes(source, wanted.pes) : [],
  };
}

/** Measures a plan beside line `index` of Table IV. */
export function measureRun(plan: LayerPlan, index: number): MeasuredRun {
  const result = countPlan(plan, paperMachine);
  return {
    point: sweepPoint(plan, result, paperMachine.queueDepth),
    times: compareTimes(plan, result.cycles, publishedEie(index)!),
    batchCycles: result.batchCycles,
    ioCycles: result.ioCycles,
    tiles: result.tiles.length,
    loads: plan.residences.length,
    activity: planActivity(plan, result),
    loading: loadingActivity(plan),
  };
}

function sharesOf({ matrix, activations }: LayerSource, useful: number) {
  const size = matrix.rows * activations.length;
  let sent = 0;
  for (let input = 0; input < activations.length; input += 1) if (activations[input] !== 0) sent += 1;
  return {
    weightShare: matrix.row.length / size,
    activationShare: sent / activations.length,
    workShare: useful / size,
  };
}
