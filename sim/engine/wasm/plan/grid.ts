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
  const places = indicesOf(instances);
  const depth = places[0]!.length;
  if (depth === 0 || places.some((place) => place.length !== depth)) return line;
  const order = inOrder.sort((a, b) => compare(places[a]!, places[b]!));
  if (order.some((at, i) => i > 0 && compare(places[order[i - 1]!]!, places[at]!) === 0)) return line;
  const rowOf = (at: number): readonly number[] => places[at]!.slice(0, -1);
  let rows = 1;
  for (let i = 1; i < order.length; i++) if (compare(rowOf(order[i]!), rowOf(order[i - 1]!)) !== 0) rows++;
  const columns = order.length / rows;
  const isFull =
    Number.isInteger(columns) &&
    order.every((at, i) => compare(rowOf(at), rowOf(order[i - (i % columns)]!)) === 0);
  if (!isFull || columns === 1) return { rows: 1, columns: order.length, order };
  return { rows, columns, order };
}

/** The array indices on each instance's path, from the top on. A parent's are found once. */
function indicesOf(instances: readonly Instance[]): readonly (readonly number[])[] {
  const known = new Map<Instance, readonly number[]>();
  const find = (instance: Instance): readonly number[] => {
    const found = known.get(instance);
    if (found) return found;
    const above = instance.parent ? find(instance.parent) : [];
    const own = indicesOfKey(placeOf(instance.module).key);
    const all = own.length === 0 ? above : [...above, ...own];
    known.set(instance, all);
    return all;
  };
  return instances.map(find);
}

function indicesOfKey(key: string): readonly number[] {
  const found: number[] = [];
  for (let at = key.indexOf("["); at >= 0; at = key.indexOf("[", at + 1))
    found.push(parseInt(key.slice(at + 1), 10));
  return found;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) {
    const difference = a[i]! - b[i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}
