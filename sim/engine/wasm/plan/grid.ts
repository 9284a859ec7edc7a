import { placeOf } from "../../../describe/index.ts";
import type { Instance } from "../../../elaborate/design.ts";

/** How the instances of a class stand: in `order`, row by row. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  /** Positions in the given list, row by row. */
  readonly order: readonly number[];
}

/**
 * The shape of a class's instances by the array indices in their paths: `array.cell[3][7]` is row 3, column 7. Of more than two indices
 * all but the last are rows. Instances that don't fill a rectangle, or have no indices, are one row in the order of the walk.
 */
export function gridOf(instances: readonly Instance[]): Grid {
  const inOrder = instances.map((_, i) => i);
  const line: Grid = { rows: 1, columns: instances.length, order: inOrder };
  if (instances.length < 2) return line;
  const places = placesOf(instances);
  if (!places) return line;
  const order = isSorted(places) ? inOrder : inOrder.sort((a, b) => compare(places, a, b, places.depth));
  for (let i = 1; i < order.length; i++)
    if (compare(places, order[i - 1]!, order[i]!, places.depth) === 0) return line;
  const inRow = (a: number, b: number): boolean => compare(places, a, b, places.depth - 1) === 0;
  let rows = 1;
  for (let i = 1; i < order.length; i++) if (!inRow(order[i]!, order[i - 1]!)) rows++;
  const columns = order.length / rows;
  const isFull = Number.isInteger(columns) && order.every((at, i) => inRow(at, order[i - (i % columns)]!));
  if (!isFull || columns === 1) return { rows: 1, columns: order.length, order };
  return { rows, columns, order };
}

/** The array indices on each instance's path, from the top on: index k of instance i is number i · depth + k. */
interface Places {
  readonly count: number;
  readonly depth: number;
  readonly indices: Int32Array;
}

/** Undefined where the instances have no indices, or not all of them equally many. A parent's are found once. */
function placesOf(instances: readonly Instance[]): Places | undefined {
  const known = new Map<Instance, readonly number[]>();
  const above = ({ parent }: Instance): readonly number[] => {
    if (!parent) return [];
    let found = known.get(parent);
    if (!found) {
      found = [...above(parent)];
      addIndices(placeOf(parent.module).key, found as number[]);
      known.set(parent, found);
    }
    return found;
  };
  const all: number[] = [];
  let depth = -1;
  for (const instance of instances) {
    const before = all.length;
    const outer = above(instance);
    for (let i = 0; i < outer.length; i++) all.push(outer[i]!);
    addIndices(placeOf(instance.module).key, all);
    const own = all.length - before;
    if (own === 0 || (depth >= 0 && own !== depth)) return undefined;
    depth = own;
  }
  return { count: instances.length, depth, indices: Int32Array.from(all) };
}

/** Adds those of a key: `cell[3][7]` has 3 and 7. */
function addIndices(key: string, found: number[]): void {
  for (let at = key.indexOf("["); at >= 0; at = key.indexOf("[", at + 1)) {
    let index = 0;
    for (let i = at + 1; isDigit(key.charCodeAt(i)); i++) index = 10 * index + key.charCodeAt(i) - ZERO;
    found.push(index);
  }
}

const ZERO = 48;

function isDigit(code: number): boolean {
  return code >= ZERO && code < ZERO + 10;
}

function isSorted(places: Places): boolean {
  for (let i = 1; i < places.count; i++) if (compare(places, i - 1, i, places.depth) > 0) return false;
  return true;
}

/** By their first indices. */
function compare({ depth, indices }: Places, a: number, b: number, first: number): number {
  for (let k = 0; k < first; k++) {
    const difference = indices[a * depth + k]! - indices[b * depth + k]!;
    if (difference !== 0) return difference;
  }
  return 0;
}
