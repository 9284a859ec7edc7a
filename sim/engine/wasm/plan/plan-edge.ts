import type { Addresses } from "./addresses.ts";
import type { Allocator } from "./allocate.ts";
import type { KernelClass } from "./classes.ts";
import { bytesOf, elementOf } from "./element.ts";
import type { UpdatePlan } from "./hazards.ts";
import type { Homes } from "./homes.ts";
import { gridLanes, type KernelMaker } from "./kernels.ts";
import type { Access } from "./plan.ts";
import type { DomainStep, Step } from "./steps.ts";

/** The steps of an edge: all updates in their order, then the commits of what they have latched in shadows. */
export function planEdge(
  updates: readonly UpdatePlan[],
  homes: Homes,
  addresses: Addresses,
  allocator: Allocator,
  maker: KernelMaker,
  keep: (table: Uint32Array) => number,
): readonly DomainStep[] {
  const runs: DomainStep[] = [];
  const commits: DomainStep[] = [];
  for (const { part, descending, shadowed } of updates) {
    const { cls, name, statements, locals } = part;
    const { domain } = cls;
    const shadows = new Map<number, Access>();
    for (const signal of shadowed) {
      const shadow = shadowOf(cls, signal, homes, addresses, allocator, keep);
      shadows.set(signal, shadow.access);
      commits.push(...shadow.commits.map((step) => ({ domain, step })));
    }
    const lanes = gridLanes(cls, descending);
    const kernel = maker.make({ cls, name, kind: "update", lanes, statements, locals, shadows });
    runs.push({ domain, step: { kind: "run", kernel, from: 0, to: 0 } });
  }
  return [...runs, ...commits];
}

/** A shadow of a class's register. It has the rows of the plane, so that whole rows are committed; else word by word. */
function shadowOf(
  cls: KernelClass,
  signal: number,
  homes: Homes,
  addresses: Addresses,
  allocator: Allocator,
  keep: (table: Uint32Array) => number,
): { readonly access: Access; readonly commits: readonly Step[] } {
  const { rows, columns } = cls.grid;
  const element = elementOf(cls.code.signals[signal]!.type);
  const bytes = bytesOf(element);
  const wordAt = (position: number): number => cls.words[position * cls.stride + signal]!;
  const addressOf = (position: number): number => addresses.of[wordAt(position)]!;
  const plane = homes.planes[homes.planeOf[wordAt(0)]!];
  const pitch = plane && plane.rows === rows && plane.columns === columns ? plane.pitch : columns;
  const base = allocator.take(rows * pitch * bytes + 32, 16);
  const access: Access = {
    kind: "affine",
    base,
    rowStride: rows > 1 ? pitch * bytes : 0,
    columnStride: columns > 1 ? bytes : 0,
  };
  const shadowAt = (position: number): number =>
    base + (Math.floor(position / columns) * pitch + (position % columns)) * bytes;
  const first = addressOf(0);
  let inRows = true;
  for (let position = 0; position < rows * columns && inRows; position++)
    inRows = addressOf(position) - first === shadowAt(position) - base;
  if (!inRows) {
    const pairs = new Uint32Array(2 * rows * columns);
    for (let position = 0; position < rows * columns; position++) {
      pairs[2 * position] = shadowAt(position);
      pairs[2 * position + 1] = addressOf(position);
    }
    return { access, commits: [{ kind: "moves", base: keep(pairs), bytes, pairs }] };
  }
  const move = { kind: "move", from: base, to: first } as const;
  // Where nothing else has moved in between the rows, all of them are one.
  const isWhole = rows === 1 || (plane !== undefined && plane.padding.size === 0);
  const step: Step = isWhole
    ? { ...move, bytes: ((rows - 1) * pitch + columns) * bytes, rows: 1, stride: 0 }
    : { ...move, bytes: columns * bytes, rows, stride: pitch * bytes };
  return { access, commits: [step] };
}
