import type { KernelClass } from "./classes.ts";
import type { Allocator } from "./allocate.ts";
import { bytesOf, elementOf } from "./element.ts";
import { extent, type Homes } from "./homes.ts";
import type { Copies } from "./moves.ts";
import type { Access } from "./plan.ts";

/** The address of each word, and those of planes. */
export interface Addresses {
  /** By word. */
  readonly of: Float64Array;
  /** By plane: that of index 0. */
  readonly planes: readonly number[];
}

/** Lines of vectors: planes begin at multiples of it. */
const LINE = 16;

/** Lays planes and loose words behind each other; those of a class stand together. */
export function giveAddresses(homes: Homes, wordOf: Int32Array, allocator: Allocator): Addresses {
  const planes = homes.planes.map((plane) => {
    if (plane.count === 0 && plane.padding.size === 0) return 0;
    const { first, end } = extent(plane);
    return allocator.take((end - first) * plane.bytes, LINE) - first * plane.bytes;
  });
  const of = new Float64Array(homes.planeOf.length);
  for (let word = 0; word < of.length; word++) {
    const number = homes.planeOf[word]!;
    if (wordOf[word] !== word) continue;
    if (number >= 0) of[word] = planes[number]! + homes.indexOf[word]! * homes.planes[number]!.bytes;
    else {
      const bytes = bytesOf(elementOf(homes.typeOf(word)));
      of[word] = allocator.take(bytes, Math.min(bytes, 8));
    }
  }
  for (let word = 0; word < of.length; word++) of[word] = of[wordOf[word]!]!;
  return { of, planes };
}

/** The address that each position of a class uses for a signal: that of the word, or of a copy. */
export function addressesOf(
  cls: KernelClass,
  signal: number,
  homes: Homes,
  addresses: Addresses,
  copies: Copies,
): (position: number) => number {
  const seen = copies.get(`${cls.index} ${signal}`);
  return (position) => {
    const copy = seen?.get(position);
    if (copy) return addresses.planes[copy.plane]! + copy.index * homes.planes[copy.plane]!.bytes;
    return addresses.of[cls.words[position * cls.stride + signal]!]!;
  };
}

/** An access that gives each position its address: affine where that is so, else a table, which `tables` keeps. */
export function accessOf(
  rows: number,
  columns: number,
  addressOf: (position: number) => number,
  tables: (addresses: Uint32Array) => number,
): Access {
  const base = addressOf(0);
  const columnStride = columns > 1 ? addressOf(1) - base : 0;
  const rowStride = rows > 1 ? addressOf(columns) - base : 0;
  let isAffine = true;
  for (let row = 0; row < rows && isAffine; row++)
    for (let column = 0; column < columns && isAffine; column++)
      isAffine = addressOf(row * columns + column) === base + row * rowStride + column * columnStride;
  if (isAffine) return { kind: "affine", base, rowStride, columnStride };
  const all = new Uint32Array(rows * columns);
  for (let position = 0; position < all.length; position++) all[position] = addressOf(position);
  return { kind: "table", base: tables(all) };
}
