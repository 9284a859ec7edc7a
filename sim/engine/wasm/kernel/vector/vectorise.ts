import type { Access, Kernel } from "../../plan/plan.ts";
import { accessesOf, flattened } from "../lanes.ts";
import { sameAccess } from "../same-access.ts";
import { bytesOf } from "../words-in-memory.ts";
import { assume, uniformChoices } from "./assume.ts";
import { type Segment, segmentsOf } from "./group-loop.ts";
import { createLaneGraph, type LaneNode } from "./lane-graph.ts";
import { runLanes } from "./lane-run.ts";
import type { GroupSize, Width } from "./lane-widths.ts";
import { createLowering, readAccess, writeAccess } from "./lower-lanes.ts";
import { Obstacle, obstacle } from "./obstacle.ts";
import { createVectorGraph, type VectorNode, type VectorStore } from "./vector-graph.ts";

/** A kernel in vectors, or why it stays scalar. */
export type Vectorised =
  { readonly kind: "vector"; readonly plan: VectorPlan } | { readonly kind: "scalar"; readonly why: string };

export interface VectorPlan {
  /** With rows that follow each other in memory made one. */
  readonly kernel: Kernel;
  readonly segments: readonly Segment[];
  /** Lane widths in bits, in rising order. */
  readonly widths: readonly Width[];
  readonly versions: Version;
}

/** Stores by the size of the group; or a choice between two versions of the loop over a row, by a mask that is the same in all its columns. */
export type Version =
  | { readonly kind: "stores"; readonly of: ReadonlyMap<number, readonly VectorStore[]> }
  | {
      readonly kind: "choice";
      readonly mask: VectorNode;
      readonly then: Version;
      readonly else: Version;
    };

/** So many masks make versions of the loop of their own: a version for each of their combinations. */
const MOST_CHOICES = 2;

/** Whether a kernel's lanes can be computed together, and how. */
export function vectorise(kernel: Kernel): Vectorised {
  try {
    return { kind: "vector", plan: planVectors({ ...kernel, lanes: flattened(kernel) }) };
  } catch (error) {
    if (error instanceof Obstacle) return { kind: "scalar", why: error.message };
    throw error;
  }
}

/** The decision as a sentence for `systole explain`. */
export function vectorText(kernel: Kernel): string {
  if (kernel.kind === "call") return "behavioural: called one by one from the loop";
  const result = vectorise(kernel);
  if (result.kind === "scalar") return `one by one: ${result.why}`;
  const { segments, widths } = result.plan;
  const groups = segments.filter(({ group }) => group > 1).map(({ group, times }) => `${times} × ${group}`);
  const rest = segments.find(({ group }) => group === 1);
  const behind = rest ? `, and ${rest.times} one by one` : "";
  return `a row in groups of ${groups.join(", ")} columns${behind}; lanes of ${widths.join(", ")} bits`;
}

function planVectors(kernel: Kernel): VectorPlan {
  const { lanes } = kernel;
  if (lanes.kind === "list") return obstacle("its instances are a list");
  if (!lanes.independent) return obstacle("an instance may read what another one writes in the same run");
  const segments = segmentsOf(lanes.columns, largestGroup(kernel));
  if (!segments.some(({ group }) => group > 1))
    return obstacle(`a row has ${lanes.columns} instances, too few for a vector`);
  const graph = createLaneGraph();
  const writes = runLanes(kernel, graph).writes;
  const vectors = createVectorGraph();
  const sizes = segments.flatMap(({ group }) => (group === 1 ? [] : [group]));
  const lowerings = new Map(sizes.map((size: GroupSize) => [size, createLowering(kernel, vectors, size)]));
  const choices = uniformChoices(writes.map(({ value }) => value)).slice(0, MOST_CHOICES);
  const version = (left: readonly LaneNode[], known: ReadonlyMap<LaneNode, boolean>): Version => {
    const rebuilt = assume(graph, known);
    const [mask, ...others] = left;
    if (mask) {
      const under = (holds: boolean): Version => version(others, new Map([...known, [mask, holds]]));
      const now = rebuilt(mask);
      if (now.op === "always") return under(now.value === 1);
      const [lowering] = lowerings.values();
      return { kind: "choice", mask: lowering!.mask(now), then: under(true), else: under(false) };
    }
    const changed = writes
      .map(({ signal, value }) => ({ signal, value: rebuilt(value) }))
      .filter(({ signal, value }) => !isHeld(kernel, signal, value));
    const stores = [...lowerings].map(
      ([size, lowering]) =>
        [size, changed.flatMap(({ signal, value }) => lowering.stores(signal, value))] as const,
    );
    return { kind: "stores", of: new Map(stores) };
  };
  const versions = version(choices, new Map());
  const widths = [...new Set([...lowerings.values()].flatMap((lowering) => [...lowering.widths]))];
  return { kernel, segments, widths: widths.sort((a, b) => a - b), versions };
}

/** What is updated in place and keeps its value needs no store. */
function isHeld(kernel: Kernel, signal: number, value: LaneNode): boolean {
  const place = kernel.signals[signal]!;
  return value.op === "load" && value.value === signal && sameAccess(place.read, place.write);
}

/** As many columns as the narrowest words in a vector are; and no access that vectors can't follow. */
function largestGroup(kernel: Kernel): GroupSize {
  let narrowest = 4;
  kernel.signals.forEach((place) => {
    if (!place) return;
    const bytes = bytesOf(place.element);
    for (const access of [place.read, place.write]) {
      if (!access) continue;
      if (access.kind === "table") return obstacle("a signal is found by a table of addresses");
      const isSplat = access.columnStride === 0 && access === place.read;
      if (access.columnStride !== bytes && !isSplat)
        return obstacle("a signal's words of neighbouring columns do not lie behind each other");
      if (!isSplat) narrowest = Math.min(narrowest, bytes);
    }
  });
  if (kernel.memories.some((memory) => memory)) obstacle("it uses a memory");
  if (accessesOf(kernel).length === 0) obstacle("it has no signals");
  return (16 / narrowest) as GroupSize;
}

/** Whether a store to one access may change what a load of another reads in the same group. */
export function mayAlias(kernel: Kernel, read: number, written: number, group: number): boolean {
  const [a, b] = [accessOf(kernel, read), accessOf(kernel, written)];
  if (a.rowStride === b.rowStride && a.columnStride === b.columnStride) {
    const bytes = group * b.columnStride;
    return Math.abs(a.base - b.base) < bytes;
  }
  const { lanes } = kernel;
  if (lanes.kind !== "grid") return true;
  const end = ({ base, rowStride, columnStride }: Affine): number =>
    base + (lanes.rows - 1) * rowStride + lanes.columns * Math.max(columnStride, 16);
  return a.base < end(b) && b.base < end(a);
}

type Affine = Extract<Access, { kind: "affine" }>;

/** The access that a number stands for. */
export function accessOf(kernel: Kernel, number: number): Affine {
  const signal = Math.floor(number / 2);
  const place = kernel.signals[signal]!;
  const access =
    number === readAccess(signal) ? place.read : number === writeAccess(signal) ? place.write : undefined;
  if (access?.kind !== "affine") throw new Error(`${kernel.name}: no address for signal ${signal}`);
  return access;
}
