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

/** Of an item that has no value. */
const NO_VOTE = -(2 ** 31);

/** How most instances of a class are connected in one signal; undefined where no half of them agrees on a plane. */
export function regularityOf(cls: KernelClass, signal: number, homes: Homes): Regularity | undefined {
  const { words, stride, grid, instances } = cls;
  const { rows, columns } = grid;
  const { planeOf, indexOf } = homes;
  const count = instances.length;
  const votes = new Int32Array(count);
  for (let position = 0; position < count; position++)
    votes[position] = planeOf[words[position * stride + signal]!]!;
  const plane = majority(votes);
  if (plane < 0) return undefined;
  /** By position: the index in the plane, where the word is there. */
  const indices = new Int32Array(count).fill(NO_VOTE);
  for (let position = 0; position < count; position++)
    if (votes[position] === plane) indices[position] = indexOf[words[position * stride + signal]!]!;
  const { pitch } = homes.planes[plane]!;
  const columnStep = columns > 1 ? stepOf(indices, 1, columns, 1) : 0;
  const rowStep = rows > 1 ? stepOf(indices, columns, count, pitch) : 0;
  for (let row = 0, position = 0; row < rows; row++)
    for (let column = 0; column < columns; column++, position++)
      votes[position] =
        indices[position] === NO_VOTE ? NO_VOTE : indices[position]! - row * rowStep - column * columnStep;
  const base = majority(votes);
  const exceptions: number[] = [];
  for (let position = 0; position < count; position++)
    if (votes[position] === NO_VOTE || votes[position] !== base) exceptions.push(position);
  return 2 * exceptions.length > count ? undefined : { plane, base, rowStep, columnStep, exceptions };
}

/** The most common difference of two indices `step` positions apart, both in one of the runs of `run` positions; `guess` where there are none. */
function stepOf(indices: Int32Array, step: number, run: number, guess: number): number {
  const votes = new Int32Array(indices.length).fill(NO_VOTE);
  let pairs = 0;
  for (let position = 0; position + step < indices.length; position++) {
    if ((position % run) + step >= run) continue;
    if (indices[position] === NO_VOTE || indices[position + step] === NO_VOTE) continue;
    votes[position] = indices[position + step]! - indices[position]!;
    pairs++;
  }
  return pairs > 0 ? majority(votes) : guess;
}

/** The value that more than half of the items have, if there is one (Boyer and Moore's vote); items that have none don't vote. */
function majority(votes: Int32Array): number {
  let candidate = 0;
  let lead = 0;
  for (let item = 0; item < votes.length; item++) {
    const value = votes[item]!;
    if (value === NO_VOTE) continue;
    if (lead === 0) candidate = value;
    lead += value === candidate ? 1 : -1;
  }
  return candidate;
}
