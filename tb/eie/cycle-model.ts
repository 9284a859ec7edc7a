import {
  findColumn,
  nextScanState,
  scanReset,
  scanSource,
  type ScanState,
  type ScanStep,
  scanStep,
} from "./broadcast-scan.ts";
import { type Cause, type CauseCounts, sumCauses } from "./cycle-causes.ts";
import { codeOf } from "./encoded-matrix.ts";
import { eieFail } from "./errors.ts";
import { checkWhole, type Layer } from "./layer.ts";

/** The machine that runs a layer, as far as time depends on it. */
export interface CycleParams {
  /** D: the D − 1 slots of a queue and the pointer-read register; at least 2. The paper's is 8. */
  readonly queueDepth: number;
  /** Entries in a row of the matrix SRAM. The paper's 64-bit row has 8. */
  readonly entriesPerRow: number;
  /** Also record which activation was pushed at which edge and which entry was addressed in which cycle. */
  readonly log?: boolean;
}

/** What happened when, to compare a machine with. */
export interface CycleLog {
  /** Stored column of each push, in order. */
  readonly pushColumn: readonly number[];
  /** Edge of each push. */
  readonly pushEdge: readonly number[];
  /** Per PE: the edge at which its pointer-read register took each activation. */
  readonly popEdge: readonly (readonly number[])[];
  /** Per PE: the cycle in which each entry, padding too, was addressed. A useful one is written at the edge `cycle + 4`. */
  readonly entryCycle: readonly (readonly number[])[];
}

/** The time of a layer. `perPe` has an element a PE. */
export interface CycleResult {
  /** Cycles run. */
  readonly cycles: number;
  /** The count that the authors' simulator prints: the first cycle from 9 and from the load of the last row on without a write. */
  readonly cyclesAuthorsStop: number;
  /** Edge at which the scan left the last row. */
  readonly scanEndEdge: number;
  /** Edge of the last write of a destination register; 0 if there was none. */
  readonly lastWriteEdge: number;
  /** Activations broadcast, the bias too. */
  readonly activations: number;
  readonly perPe: readonly CauseCounts[];
  readonly total: CauseCounts;
  /** Reads of the pointer SRAMs: one a PE and activation (both banks at once). */
  readonly pointerReads: number;
  /** Reads of the matrix SRAMs: one a change of row. */
  readonly matrixReads: number;
  /** Writes of destination registers: one a useful entry. */
  readonly writes: number;
  readonly log?: CycleLog;
}

/** Fewest cycles of a layer: the length of the pipeline from start to the first possible write. */
export const fewestCycles = 9;

/** From the cycle of a useful entry at pointer read to the edge of its write: 4 more edges after the one that ends the cycle. */
const writeAfter = 4;

/** A padding entry leaves the pipeline at the edge that ends S1, 2 edges after the one that ends its cycle at pointer read. */
const paddingLeavesAfter = 2;

/**
 * Counts the cycles of a layer in compute mode (EIE paper, sections IV and V; the timing contract of this library's EIE).
 *
 * Edge 1 is the first edge after start. **Cycle c is the time between edge c − 1 and edge c**; what a register holds in cycle c was
 * loaded at edge c − 1 or before, and combinational logic in cycle c decides what edge c does. Nothing is seen sooner.
 *
 * **Scan** (registers `row`, `lane`; row −1 at start). In cycle c the tree looks for the first lane ≥ `lane` of the row register that is
 * not zero, and `anyFull` tells whether a queue of any PE is full. At edge c:
 *
 * | in cycle c                        | at edge c                                                                         |
 * |-----------------------------------|-----------------------------------------------------------------------------------|
 * | row −1 (only cycle 1)             | load row 0, lane ← 0                                                              |
 * | found lane j, not anyFull         | push into all N queues; j = N − 1: load the next row, lane ← 0; else lane ← j + 1 |
 * | found lane j, anyFull             | hold (blocked)                                                                    |
 * | found nothing                     | load the next row, lane ← 0, full queues or not                                   |
 * | past the last row (scan ended)    | hold                                                                              |
 *
 * The bias row follows the last source row: lane 0 holds 1.0, the others nothing. "Load the next row" in the last row ends the
 * scan; that edge is `scanEndEdge`.
 *
 * **Queue**, one a PE: D − 1 slots. Full and empty are functions of the pointers as registered before the edge: full ⇔ D − 1 entries,
 * even if one is popped at this edge; an activation pushed at edge c is popped at edge c + 1 at the earliest.
 *
 * **Pointer read**: a register with a valid bit, the activation and its column, and the address of the running entry. In each cycle in
 * which it is valid, it reads both pointers (once, in its first cycle), and addresses one entry, beginning in that same cycle.
 * It is *free at edge c* if in cycle c it is idle, or its column has no entry, or it addresses the last entry. If free and the queue is
 * not empty it pops; if free and the queue is empty it becomes idle; if not free it moves to the next entry.
 *
 * **After it**, for an entry addressed in cycle c: its row is in the row register in cycle c + 1 (read there if the row number differs from
 * the last one read by this PE, whatever the column); S1 is cycle c + 2, S2 c + 3, S3 c + 4, and edge c + 4 writes. Counted from edge
 * c − 1 that brought it to pointer read: 5 edges. A padding entry leaves at the end of S1 (edge c + 2), an empty slice at edge c. The
 * bypass changes values, never time.
 *
 * **End**: cycles = max(9, `lastWriteEdge` + 1, `scanEndEdge`, edge at which the last entry or empty slice leaves). The last
 * term only matters when a layer ends in empty slices or padding; it keeps "every queue and pipeline is empty" true.
 *
 * Two PEs, two activations, no bias. Column 0: two entries a, b in PE 0, none in PE 1. Column 1: c in PE 0, d in PE 1.
 *
 * ```text
 * cycle            1     2     3     4     5     6     7     8     9    10    11
 * edge at its end  1     2     3     4     5     6     7     8     9    10    11
 * row register     –     0     0     end   end   …
 * tree finds       –     x0    x1    –     –
 * edge does        load  push0 push1                                            (edge 3 also ends the scan: lane 1 = N − 1)
 * queue, both PEs  0     0     1     1     …                                    (x0 popped at edge 3, as x1 comes in)
 * PE 0 pointer     fill  fill  fill  a     b     c     drain                    (x1 popped at edge 5: b is the last of column 0)
 * PE 1 pointer     fill  fill  fill  empty d     drain …                        (x1 popped at edge 4)
 * PE 0 row reg.                            a     b     c
 * PE 0 S1                                        a     b     c
 * PE 0 S2                                              a     b     c
 * PE 0 S3                                                    a     b     c
 * PE 0 writes at edge                                        8     9     10     → cycles = 11
 * PE 1 writes at edge                                              9
 * ```
 *
 * Each cycle of a PE has one cause; an idle pointer-read register in cycle c is charged to what the scan did at edge c − 2, the latest
 * edge whose push could have filled it. So `fill` is cycles 1 to 3 of every PE, and the queue that blocks is another
 * PE's, except with D = 2, where it can be the PE's own single slot.
 *
 * @throws E-EIE-DEPTH for a depth below 2, E-EIE-SHAPE for a row of less than one entry
 */
export function countCycles(layer: Layer, params: CycleParams): CycleResult {
  const { queueDepth, entriesPerRow } = params;
  if (!(Number.isSafeInteger(queueDepth) && queueDepth >= 2)) eieFail("E-EIE-DEPTH", { depth: queueDepth });
  checkWhole("entriesPerRow", entriesPerRow, 1);

  const { pes, slices } = layer;
  const source = scanSource(layer);
  const slots = queueDepth - 1;
  const counts = Array.from({ length: pes }, (): Record<Cause, number> => ({ ...sumCauses([]) }));
  const log = params.log ? emptyLog(pes) : undefined;

  const pushed: number[] = []; // the columns broadcast so far
  const popped = new Uint32Array(pes); // how many of them each PE has taken
  const valid = new Uint8Array(pes);
  const position = new Uint32Array(pes); // the entry addressed, and the end of its column
  const end = new Uint32Array(pes);
  const rowHeld = new Int32Array(pes).fill(-1);

  let scan: ScanState = scanReset;
  let before: ScanStep = "begin"; // what the scan did at edge c − 1 and at edge c − 2
  let twoBefore: ScanStep = "begin";
  const usefulIn = [false, false, false, false]; // whether any PE had a useful entry in cycle c − 1 … c − 4, as a ring
  let lastRowEdge = 0;
  let scanEndEdge = 0;
  let lastWriteEdge = 0;
  let emptyAfter = 0;
  let matrixReads = 0;
  let cyclesAuthorsStop = 0;

  for (let cycle = 1; ; cycle += 1) {
    // In the cycle: what the registers show.
    let fewestPopped = pushed.length;
    for (let pe = 0; pe < pes; pe += 1) fewestPopped = Math.min(fewestPopped, popped[pe]!);
    const column = findColumn(source, scan);
    const step = scanStep(source, scan, column, pushed.length - fewestPopped === slots);

    // In the cycle: pointer read of each PE. At its edge: pop, or go on. Queues are judged without the push of this edge.
    let anyUseful = false;
    let anyBusy = false;
    for (let pe = 0; pe < pes; pe += 1) {
      let free = true;
      if (valid[pe] === 0) {
        counts[pe]![idleCause(twoBefore)] += 1;
      } else if (position[pe] === end[pe]) {
        counts[pe]!.emptySlice += 1;
        emptyAfter = Math.max(emptyAfter, cycle);
      } else {
        const at = position[pe]!;
        const row = Math.floor(at / entriesPerRow);
        if (row !== rowHeld[pe]) {
          rowHeld[pe] = row;
          matrixReads += 1;
        }
        log?.entryCycle[pe]!.push(cycle);
        if (codeOf(slices[pe]!.entries[at]!) === 0) {
          counts[pe]!.padding += 1;
          emptyAfter = Math.max(emptyAfter, cycle + paddingLeavesAfter);
        } else {
          counts[pe]!.useful += 1;
          anyUseful = true;
        }
        free = at + 1 === end[pe];
      }
      if (!free) {
        position[pe]! += 1;
      } else if (popped[pe]! < pushed.length) {
        const taken = pushed[popped[pe]!]!;
        popped[pe]! += 1;
        valid[pe] = 1;
        position[pe] = slices[pe]!.pointers[taken]!;
        end[pe] = slices[pe]!.pointers[taken + 1]!;
        log?.popEdge[pe]!.push(cycle);
      } else {
        valid[pe] = 0;
      }
      if (valid[pe] === 1) anyBusy = true;
    }

    // At the edge: the scan.
    if (step === "push") {
      pushed.push(column);
      anyBusy = true;
      log?.pushColumn.push(column);
      log?.pushEdge.push(cycle);
    }
    const rowBefore = scan.row;
    scan = nextScanState(source, scan, column, step);
    if (scan.row !== rowBefore) {
      if (scan.row === source.rows - 1) lastRowEdge = cycle;
      if (scan.row === source.rows) scanEndEdge = cycle;
    }
    twoBefore = before;
    before = step;

    // At the edge: the writes of the entries that were at pointer read 4 cycles before.
    const writesNow = usefulIn[cycle % writeAfter]!;
    usefulIn[cycle % writeAfter] = anyUseful;
    if (anyUseful) lastWriteEdge = cycle + writeAfter;
    if (cyclesAuthorsStop === 0 && cycle >= fewestCycles && lastRowEdge > 0 && !writesNow)
      cyclesAuthorsStop = cycle;

    if (scanEndEdge > 0 && !anyBusy && cycle >= Math.max(fewestCycles, lastWriteEdge + 1, emptyAfter)) {
      const total = sumCauses(counts);
      return {
        cycles: cycle,
        cyclesAuthorsStop,
        scanEndEdge,
        lastWriteEdge,
        activations: pushed.length,
        perPe: counts,
        total,
        pointerReads: popped.reduce((sum, n) => sum + n, 0),
        matrixReads,
        writes: total.useful,
        ...(log ? { log } : {}),
      };
    }
  }
}

interface GrowingLog extends CycleLog {
  readonly pushColumn: number[];
  readonly pushEdge: number[];
  readonly popEdge: readonly number[][];
  readonly entryCycle: readonly number[][];
}

function emptyLog(pes: number): GrowingLog {
  const lists = () => Array.from({ length: pes }, (): number[] => []);
  return { pushColumn: [], pushEdge: [], popEdge: lists(), entryCycle: lists() };
}

/** The cause of an idle pointer-read register, from what the scan did two edges before. */
function idleCause(step: ScanStep): Cause {
  switch (step) {
    case "begin":
      return "fill";
    case "blocked":
      return "starvedBlocked";
    case "nothing":
      return "starvedScan";
    case "ended":
      return "drain";
    case "push":
      throw new Error("a pointer-read register was idle two edges after a push");
  }
}
