import { causes, type Cause, type CauseCounts } from "./cycle-causes.ts";
import { codeOf, paddedInputs } from "./encoded-matrix.ts";
import { type Layer, visitedColumns } from "./layer.ts";

/** What the recurrence predicts. */
export interface Prediction {
  readonly cycles: number;
  readonly cyclesAuthorsStop: number;
  readonly pushEdge: readonly number[];
  readonly perPe: readonly CauseCounts[];
}

/**
 * The timing contract once more, without a step per cycle: a max-plus recurrence over activations, which shares no code with the
 * cycle model.
 *
 * With push[k] the edge at which activation k enters the queues and pop[k][p] the edge at which PE p takes it:
 *   ready[k] = the first edge at which the scan offers k
 *   push[k]  = max(ready[k], max over p of pop[k − (D − 1)][p] + 1)
 *   pop[k][p] = max(push[k] + 1, pop[k − 1][p] + max(1, entries of k − 1 in p))
 */
export function predict(layer: Layer, queueDepth: number): Prediction {
  const { pes } = layer;
  const columns = [...visitedColumns(layer)];
  const rows = paddedInputs(layer.inputs, pes) / pes + (layer.bias ? 1 : 0);
  const pushEdge: number[] = [];
  const readyEdge: number[] = [];
  const popEdge: number[][] = [];
  const length = (k: number, p: number) => {
    const { pointers } = layer.slices[p]!;
    return pointers[columns[k]! + 1]! - pointers[columns[k]!]!;
  };

  let row = 0;
  let loaded = 1; // edge that loaded `row`
  let lastRowEdge = rows === 1 ? 1 : 0;
  const leave = (edge: number) => {
    row += 1;
    loaded = edge;
    if (row === rows - 1) lastRowEdge = edge;
  };
  const leaveAfter = (k: number) => {
    // The push of lane N − 1 takes the row away; otherwise a cycle that finds nothing does.
    const sameRow = k >= 0 && Math.floor(columns[k]! / pes) === row;
    if (!sameRow) leave(loaded + 1);
    else leave(columns[k]! % pes === pes - 1 ? pushEdge[k]! : pushEdge[k]! + 1);
  };
  columns.forEach((column, k) => {
    while (row < Math.floor(column / pes)) leaveAfter(k - 1);
    const first = k === 0 || Math.floor(columns[k - 1]! / pes) < row;
    readyEdge.push(first ? loaded + 1 : pushEdge[k - 1]! + 1);
    const blocker = popEdge[k - (queueDepth - 1)];
    pushEdge.push(Math.max(readyEdge[k]!, ...(blocker ?? []).map((edge) => edge + 1)));
    popEdge.push(
      Array.from({ length: pes }, (_, p) =>
        Math.max(pushEdge[k]! + 1, k === 0 ? 0 : popEdge[k - 1]![p]! + Math.max(1, length(k - 1, p))),
      ),
    );
  });
  while (row < rows) leaveAfter(columns.length - 1);
  const scanEnd = loaded;

  const writeEdges = new Set<number>();
  let cycles = Math.max(9, scanEnd);
  columns.forEach((_, k) => {
    layer.slices.forEach(({ pointers, entries }, p) => {
      const cycle = popEdge[k]![p]! + 1;
      if (length(k, p) === 0) cycles = Math.max(cycles, cycle);
      for (let i = 0; i < length(k, p); i += 1) {
        const padding = codeOf(entries[pointers[columns[k]!]! + i]!) === 0;
        if (!padding) writeEdges.add(cycle + i + 4);
        cycles = Math.max(cycles, cycle + i + (padding ? 2 : 5));
      }
    });
  });
  let cyclesAuthorsStop = Math.max(9, lastRowEdge);
  while (writeEdges.has(cyclesAuthorsStop)) cyclesAuthorsStop += 1;

  const blockedAt = new Set<number>();
  columns.forEach((_, k) => {
    for (let edge = readyEdge[k]!; edge < pushEdge[k]!; edge += 1) blockedAt.add(edge);
  });
  const perPe = layer.slices.map(({ pointers, entries }, p) => {
    const counts = Object.fromEntries(causes.map((cause) => [cause, 0])) as Record<Cause, number>;
    const busy = new Set<number>();
    columns.forEach((column, k) => {
      const begin = popEdge[k]![p]! + 1;
      if (length(k, p) === 0) counts.emptySlice += 1;
      for (let i = pointers[column]!; i < pointers[column + 1]!; i += 1) {
        counts[codeOf(entries[i]!) === 0 ? "padding" : "useful"] += 1;
      }
      for (let i = 0; i < Math.max(1, length(k, p)); i += 1) busy.add(begin + i);
    });
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      if (busy.has(cycle)) continue;
      const edge = cycle - 2;
      if (edge < 2) counts.fill += 1;
      else if (edge > scanEnd) counts.drain += 1;
      else counts[blockedAt.has(edge) ? "starvedBlocked" : "starvedScan"] += 1;
    }
    return counts;
  });
  return { cycles, cyclesAuthorsStop, pushEdge, perPe };
}
