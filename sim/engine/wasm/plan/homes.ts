import type { LeafType } from "../../../describe/index.ts";
import type { Design, Instance } from "../../../elaborate/design.ts";
import type { KernelClass } from "./classes.ts";
import { bytesOf, elementOf } from "./element.ts";
import type { Element } from "./plan.ts";

/** Words of one signal of all instances of a class, row by row, or a gathering of such words. */
export interface Plane {
  readonly name: string;
  readonly element: Element;
  /** Of one word. */
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
  /** Words from one row to the next. */
  readonly pitch: number;
  /** Words outside of the rows, by index: a net that has moved here, or -1 where a copy is kept. */
  readonly padding: Map<number, number>;
  /** Words of it that have not moved away. */
  count: number;
}

/** Where each word is: in a plane, or loose. */
export interface Homes {
  readonly planes: Plane[];
  /** By word: the plane's number, or -1. */
  readonly planeOf: Int32Array;
  /** By word: row · pitch + column; outside of the rows in the padding. */
  readonly indexOf: Int32Array;
  readonly typeOf: (word: number) => LeafType;
}

/** Words of padding at both ends of a plane of one row, and at least between two rows. */
export const PADDING = 16;

/** All words at their first homes: a plane a signal of each class of several instances, else loose. `wordOf`: nets that are one with another one. */
export function firstHomes(design: Design, classes: readonly KernelClass[], wordOf: Int32Array): Homes {
  const planes: Plane[] = [];
  const planeOf = new Int32Array(wordOf.length).fill(-1);
  const indexOf = new Int32Array(wordOf.length);
  for (const cls of classes) {
    const { instances, grid } = cls;
    if (instances.length < 2) continue;
    /** `wordAt`: the word of a position, or -1. */
    const settle = (name: string, type: LeafType, wordAt: (position: number) => number): void => {
      let found = 0;
      for (let position = 0; position < instances.length; position++) if (wordAt(position) >= 0) found++;
      if (2 * found < instances.length) return;
      const plane = makePlane(`${cls.name}.${name}`, elementOf(type), grid.rows, grid.columns);
      plane.count = found;
      planes.push(plane);
      for (let position = 0; position < instances.length; position++) {
        const word = wordAt(position);
        if (word < 0) continue;
        planeOf[word] = planes.length - 1;
        indexOf[word] = indexIn(plane, position);
      }
    };
    const shape = instances[0]!.signals;
    const own = ownWords(design, instances, shape.length, wordOf);
    shape.forEach(({ key, type }, k) => {
      settle(key, type, (position) => own[position * shape.length + k]!);
    });
    for (const { signal, type, first } of cls.data)
      settle(`constant ${signal}`, type, (position) => first + position);
  }
  const dataTypes = new Map<number, LeafType>();
  for (const { data, instances } of classes)
    for (const { type, first } of data)
      for (let position = 0; position < instances.length; position++) dataTypes.set(first + position, type);
  return {
    planes,
    planeOf,
    indexOf,
    typeOf: (word) => design.nets[word]?.type ?? (dataTypes.get(word) as LeafType),
  };
}

/** The word of signal s of each instance is number position · count + s; -1 where it is another signal's. */
function ownWords(
  { nets }: Design,
  instances: readonly Instance[],
  count: number,
  wordOf: Int32Array,
): Int32Array {
  const own = new Int32Array(instances.length * count).fill(-1);
  for (let position = 0; position < instances.length; position++) {
    const { signals } = instances[position]!;
    for (let s = 0; s < count; s++) {
      const { net } = signals[s]!;
      if (wordOf[net] === net && nets[net]!.root === signals[s]) own[position * count + s] = net;
    }
  }
  return own;
}

export function makePlane(name: string, element: Element, rows: number, columns: number): Plane {
  const pitch = rows > 1 ? Math.ceil(columns / PADDING) * PADDING + PADDING : columns;
  return { name, element, bytes: bytesOf(element), rows, columns, pitch, padding: new Map(), count: 0 };
}

/** The index of an instance's word by its position, row by row. */
export function indexIn({ columns, pitch }: Plane, position: number): number {
  const row = Math.floor(position / columns);
  return row * pitch + (position - row * columns);
}

/** Whether an index is one of the padding, that is inside the plane's bytes and no instance's. */
export function isPadding(plane: Plane, index: number): boolean {
  const { first, end } = extent(plane);
  if (index < first || index >= end) return false;
  const row = Math.floor(index / plane.pitch);
  return row < 0 || row >= plane.rows || index - row * plane.pitch >= plane.columns;
}

/** The indices that a plane has bytes for. */
export function extent({ rows, columns, pitch }: Plane): { readonly first: number; readonly end: number } {
  return rows > 1
    ? { first: -pitch, end: (rows + 1) * pitch }
    : { first: -PADDING, end: Math.ceil(columns / PADDING) * PADDING + PADDING };
}
