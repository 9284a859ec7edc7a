import type { KernelClass } from "./classes.ts";
import { elementOf, sameElement } from "./element.ts";
import { type Regularity, regularityOf } from "./fit.ts";
import { type Homes, indexIn, isPadding, makePlane } from "./homes.ts";

/** A word that is kept a second time, where it makes the connections of a class regular. */
export interface Copy {
  readonly word: number;
  readonly plane: number;
  readonly index: number;
}

/** Instances that see the copy of a word, by class, signal and position: `${class} ${signal}` → position → the copy. */
export type Copies = ReadonlyMap<string, ReadonlyMap<number, Copy>>;

/** More words than these are not copied behind each change, but found by a table. */
const MOST_COPIES = 64;

/** Classes of fewer instances gain nothing by vectors; of more, they would lose by copies. */
const FEWEST_COPIED = 8;
const MOST_COPIED = 4096;

/**
 * Moves words that a class of several instances reads irregularly to where the regular connection expects them: what comes in at the
 * edges of an array goes to the padding around it, what single modules give to each instance is gathered in a plane. A word that others
 * expect where it is is copied, unless it `mayNotCopy`.
 */
export function moveWords(
  classes: readonly KernelClass[],
  homes: Homes,
  mayNotCopy: (word: number) => boolean,
): Copies {
  const copies = new Map<string, ReadonlyMap<number, Copy>>();
  const uses = countUses(classes, homes.planeOf.length);
  const owners = planeOwners(homes);
  const big = classes.filter(({ instances }) => instances.length > 1);
  big.sort((a, b) => b.instances.length - a.instances.length);
  for (const cls of big) {
    const written = new Set([...(cls.code.propagate?.writes ?? []), ...(cls.code.update?.writes ?? [])]);
    for (const signal of usedSignals(cls)) {
      const found = regularityOf(cls, signal, homes);
      if (!found) gather(cls, signal, homes, uses);
      else if (found.exceptions.length > 0) {
        // A copy can be read, and not be written.
        const only = written.has(signal) ? () => true : mayNotCopy;
        const mended = mend(cls, signal, found, homes, uses, owners, only);
        const seen = mended ?? copyAll(cls, signal, homes, only);
        if (seen && seen.size > 0) copies.set(`${cls.index} ${signal}`, seen);
      }
    }
  }
  return copies;
}

/** The signals of a code that its methods use. */
export function usedSignals({ code, data }: KernelClass): readonly number[] {
  const used = new Set<number>(data.map(({ signal }) => signal));
  for (const body of [code.propagate, code.update])
    for (const signal of [...(body?.reads ?? []), ...(body?.writes ?? [])]) used.add(signal);
  return [...used];
}

/** By word: how many signals of classes of several instances use it. */
function countUses(classes: readonly KernelClass[], words: number): Uint8Array {
  const uses = new Uint8Array(words);
  const last = new Int32Array(words).fill(-1);
  let use = 0;
  for (const cls of classes) {
    if (cls.instances.length < 2) continue;
    for (const signal of usedSignals(cls)) {
      for (let at = signal; at < cls.words.length; at += cls.stride) {
        const word = cls.words[at]!;
        if (last[word] === use || uses[word] === 255) continue;
        last[word] = use;
        uses[word]!++;
      }
      use++;
    }
  }
  return uses;
}

/** By plane: its words, by position. */
function planeOwners(homes: Homes): readonly number[][] {
  const owners = homes.planes.map((): number[] => []);
  for (let word = 0; word < homes.planeOf.length; word++) {
    const plane = homes.planeOf[word]!;
    if (plane >= 0) owners[plane]!.push(word);
  }
  return owners;
}

/** Puts the exceptions of a regular connection where it expects them; gives the copies that the instances see, or undefined where that can't be. */
function mend(
  cls: KernelClass,
  signal: number,
  { plane, base, rowStep, columnStep, exceptions }: Regularity,
  homes: Homes,
  uses: Uint8Array,
  owners: readonly (readonly number[])[],
  mayNotCopy: (word: number) => boolean,
): ReadonlyMap<number, Copy> | undefined {
  const target = homes.planes[plane]!;
  const { columns } = cls.grid;
  const wanted = new Map<number, number>();
  const places: { readonly position: number; readonly word: number; readonly index: number }[] = [];
  for (const position of exceptions) {
    const row = Math.floor(position / columns);
    const index = base + row * rowStep + (position - row * columns) * columnStep;
    const word = cls.words[position * cls.stride + signal]!;
    const isFree = isPadding(target, index) && !target.padding.has(index);
    const other = wanted.get(index);
    if (!isFree || (other !== undefined && other !== word)) return undefined;
    if (!sameElement(elementOf(homes.typeOf(word)), target.element)) return undefined;
    wanted.set(index, word);
    places.push({ position, word, index });
  }
  const indicesOf = new Map<number, Set<number>>();
  for (const { word, index } of places) {
    const set = indicesOf.get(word);
    if (set) set.add(index);
    else indicesOf.set(word, new Set([index]));
  }
  const moving = new Set<number>();
  for (const [word, indices] of indicesOf)
    if (indices.size === 1 && homes.planeOf[word] === -1 && uses[word] === 1) moving.add(word);
  for (const group of wholePlanes(indicesOf, homes, uses, owners)) for (const word of group) moving.add(word);
  const copied = places.filter(({ word }) => !moving.has(word));
  if (copied.length > MOST_COPIES || copied.some(({ word }) => mayNotCopy(word))) return undefined;

  const seen = new Map<number, Copy>();
  for (const { position, word, index } of places) {
    if (!moving.has(word)) {
      target.padding.set(index, -1);
      seen.set(position, { word, plane, index });
      continue;
    }
    if (homes.planeOf[word]! >= 0) homes.planes[homes.planeOf[word]!]!.count--;
    homes.planeOf[word] = plane;
    homes.indexOf[word] = index;
    target.padding.set(index, word);
  }
  return seen;
}

/**
 * A plane with a copy of the word that each instance uses, for connections that are regular but for some instances in the midst of others:
 * those at the ends of a mesh's rows. Most of it is copied at once, so that it costs little beside what vectors gain.
 */
function copyAll(
  cls: KernelClass,
  signal: number,
  homes: Homes,
  mayNotCopy: (word: number) => boolean,
): ReadonlyMap<number, Copy> | undefined {
  const { rows, columns } = cls.grid;
  const count = cls.instances.length;
  if (count < FEWEST_COPIED || count > MOST_COPIED) return undefined;
  const wordAt = (position: number): number => cls.words[position * cls.stride + signal]!;
  const element = elementOf(cls.code.signals[signal]!.type);
  for (let position = 0; position < count; position++) {
    const word = wordAt(position);
    if (mayNotCopy(word) || !sameElement(elementOf(homes.typeOf(word)), element)) return undefined;
  }
  const name = `${cls.name}.${cls.code.signals[signal]!.path.join(".")} copied`;
  const plane = makePlane(name, element, rows, columns);
  plane.count = count;
  homes.planes.push(plane);
  const number = homes.planes.length - 1;
  return new Map(
    cls.instances.map((_, position) => [
      position,
      { word: wordAt(position), plane: number, index: indexIn(plane, position) },
    ]),
  );
}

/** Planes whose words are all wanted, each in one place and by nobody else, in places that are regular for their owner, too. */
function wholePlanes(
  indicesOf: ReadonlyMap<number, ReadonlySet<number>>,
  homes: Homes,
  uses: Uint8Array,
  owners: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const planes = new Set<number>();
  for (const word of indicesOf.keys()) if (homes.planeOf[word]! >= 0) planes.add(homes.planeOf[word]!);
  return [...planes].flatMap((number) => {
    const plane = homes.planes[number]!;
    const words = owners[number] ?? [];
    if (plane.rows > 1 || words.length !== plane.columns || plane.padding.size > 0) return [];
    const sorted = [...words].sort((a, b) => homes.indexOf[a]! - homes.indexOf[b]!);
    const targets: number[] = [];
    for (const word of sorted) {
      const indices = indicesOf.get(word);
      if (indices?.size !== 1 || uses[word]! > 2 || homes.planeOf[word] !== number) return [];
      targets.push([...indices][0]!);
    }
    const step = targets.length > 1 ? targets[1]! - targets[0]! : 0;
    return targets.every((index, i) => index === targets[0]! + i * step) ? [sorted] : [];
  });
}

/** Gathers loose words that instances of one class alone use in a plane: one each, or one a row, or one a column. */
function gather(cls: KernelClass, signal: number, homes: Homes, uses: Uint8Array): void {
  const { rows, columns } = cls.grid;
  const word = (row: number, column: number): number =>
    cls.words[(row * columns + column) * cls.stride + signal]!;
  const all = (holds: (row: number, column: number) => boolean): boolean => {
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) if (!holds(row, column)) return false;
    return true;
  };
  const byRow = all((row, column) => word(row, column) === word(row, 0));
  const byColumn = all((row, column) => word(row, column) === word(0, column));
  // One word for all is regular as it is.
  if (byRow && byColumn) return;
  const height = byColumn ? 1 : rows;
  const width = byRow ? 1 : columns;
  const gathered: number[] = [];
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) gathered.push(word(row, column));
  if (new Set(gathered).size !== gathered.length) return;
  const element = elementOf(homes.typeOf(gathered[0]!));
  const isFree = (each: number): boolean =>
    homes.planeOf[each] === -1 && uses[each] === 1 && sameElement(elementOf(homes.typeOf(each)), element);
  if (!gathered.every(isFree)) return;
  const shape =
    height > 1 && width > 1 ? { rows: height, columns: width } : { rows: 1, columns: height * width };
  const plane = makePlane(`${cls.name}.${signal} gathered`, element, shape.rows, shape.columns);
  plane.count = gathered.length;
  homes.planes.push(plane);
  gathered.forEach((each, i) => {
    homes.planeOf[each] = homes.planes.length - 1;
    homes.indexOf[each] = indexIn(plane, i);
  });
}
