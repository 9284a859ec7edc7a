import type { KernelClass } from "./classes.ts";
import type { Homes } from "./homes.ts";

/** The most common way in which a signal's words depend on the instance: index = base + row · rowStep + column · columnStep in a plane. */
export interface Regularity {
  readonly plane: number;
  readonly base: number;
  readonly rowStep: number;
  readonly columnStep: number;
  /** Positions whose word is elsewhere. */
  readonly exceptions: readonly number[];
}

/** How most instances of a class are connected in one signal; undefined where no half of them agrees on a plane. */
export function regularityOf(cls: KernelClass, signal: number, homes: Homes): Regularity | undefined {
  const { words, stride, grid, instances } = cls;
  const { rows, columns } = grid;
  const { planeOf, indexOf } = homes;
  const word = (position: number): number => words[position * stride + signal]!;
  const count = instances.length;
  const plane = majority(count, (position) => planeOf[word(position)]!);
  if (plane < 0) return undefined;
  const inPlane = (position: number): boolean => planeOf[word(position)] === plane;
  const { pitch } = homes.planes[plane]!;
  const stepOf = (step: number, isPair: (position: number) => boolean, guess: number): number => {
    let pairs = 0;
    const most = majority(count, (position) => {
      if (!isPair(position) || !inPlane(position) || !inPlane(position + step)) return undefined;
      pairs++;
      return indexOf[word(position + step)]! - indexOf[word(position)]!;
    });
    return pairs > 0 ? most : guess;
  };
  const columnStep = columns > 1 ? stepOf(1, (position) => (position + 1) % columns !== 0, 1) : 0;
  const rowStep = rows > 1 ? stepOf(columns, (position) => position + columns < count, pitch) : 0;
  const offset = (position: number): number => {
    const row = Math.floor(position / columns);
    return row * rowStep + (position - row * columns) * columnStep;
  };
  const base = majority(count, (position) =>
    inPlane(position) ? indexOf[word(position)]! - offset(position) : undefined,
  );
  const exceptions: number[] = [];
  for (let position = 0; position < count; position++)
    if (!inPlane(position) || indexOf[word(position)] !== base + offset(position)) exceptions.push(position);
  return 2 * exceptions.length > count ? undefined : { plane, base, rowStep, columnStep, exceptions };
}

/** The value that more than half of the items have, if there is one (Boyer and Moore's vote); items that have none don't vote. */
function majority(count: number, valueOf: (item: number) => number | undefined): number {
  let candidate = 0;
  let lead = 0;
  for (let item = 0; item < count; item++) {
    const value = valueOf(item);
    if (value === undefined) continue;
    if (lead === 0) candidate = value;
    lead += value === candidate ? 1 : -1;
  }
  return candidate;
}
