import type { KernelClass } from "./classes.ts";
import { bytesOf, elementOf } from "./element.ts";
import type { Copies } from "./moves.ts";
import type { UpdatePart } from "./update-parts.ts";

/** An `update()` or a part of one in the order of an edge. */
export interface UpdatePlan {
  readonly part: UpdatePart;
  /** Its instances run from the last to the first. */
  readonly descending: boolean;
  /** Registers that it latches in a shadow, which is committed behind all updates. The others are updated in place. */
  readonly shadowed: ReadonlySet<number>;
}

/** A register signal of a part, and who reads words of it at the edge. */
interface Target {
  readonly owner: number;
  readonly signal: number;
  readonly bytes: number;
  /** Other parts that read it. */
  readonly readers: Set<number>;
  /** An instance reads the word of one before it, or of one behind it. */
  before: boolean;
  behind: boolean;
}

/**
 * In which order the `update()` methods run at an edge, and which registers they can update in place: those that no later method of the
 * edge reads, and within a class no instance that runs later. A register of an instance before it is safe where the last runs first, one
 * of an instance behind it where the first does; a group of neighbours may also run together, if it reads before it writes.
 * All clocks are taken to have their edges at once: what is safe then is safe when fewer do.
 */
export function planUpdates(
  parts: readonly UpdatePart[],
  words: number,
  copies: Copies,
): readonly UpdatePlan[] {
  const { targets, mustPrecede } = targetsOf(parts, words, copies);
  const targetsBy = parts.map((_, owner) => targets.filter((target) => target.owner === owner));
  const order = orderOf(parts.length, targets, mustPrecede);
  const rank = new Map(order.map((kernel, i) => [kernel, i]));
  return order.map((kernel) => {
    const own = targetsBy[kernel]!;
    const sum = (some: readonly Target[]): number => some.reduce((bytes, target) => bytes + target.bytes, 0);
    const descending =
      sum(own.filter(({ before, behind }) => before && !behind)) >=
      sum(own.filter(({ before, behind }) => behind && !before));
    const shadowed = own.filter(
      ({ readers, before, behind }) =>
        (descending ? behind : before) ||
        [...readers].some((reader) => rank.get(reader)! > rank.get(kernel)!),
    );
    return { part: parts[kernel]!, descending, shadowed: new Set(shadowed.map(({ signal }) => signal)) };
  });
}

function targetsOf(
  parts: readonly UpdatePart[],
  words: number,
  copies: Copies,
): { readonly targets: readonly Target[]; readonly mustPrecede: ReadonlySet<string> } {
  const targets: Target[] = [];
  const targetOf = new Int32Array(words).fill(-1);
  const positionOf = new Int32Array(words);
  parts.forEach(({ cls: { code, words: bound, stride, instances }, uses }, owner) => {
    for (const signal of uses.writes) {
      const bytes = bytesOf(elementOf(code.signals[signal]!.type)) * instances.length;
      targets.push({ owner, signal, bytes, readers: new Set(), before: false, behind: false });
      for (let position = 0; position < instances.length; position++) {
        const word = bound[position * stride + signal]!;
        targetOf[word] = targets.length - 1;
        positionOf[word] = position;
      }
    }
  });
  parts.forEach(({ cls, uses }, reader) => {
    const { words: bound, stride, instances } = cls;
    for (const signal of uses.reads) {
      // A copy keeps its value through the edge.
      const copied = copies.get(`${cls.index} ${signal}`);
      for (let position = 0; position < instances.length; position++) {
        const word = bound[position * stride + signal]!;
        const target = targets[targetOf[word]!];
        if (!target || copied?.has(position)) continue;
        if (target.owner !== reader) target.readers.add(reader);
        else if (positionOf[word]! < position) target.before = true;
        else if (positionOf[word]! > position) target.behind = true;
      }
    }
  });
  return { targets, mustPrecede: memoryReaders(parts) };
}

/** Pairs `reader writer` of parts: who reads a memory runs before the part that writes it. */
function memoryReaders(parts: readonly UpdatePart[]): ReadonlySet<string> {
  const writer = new Map<number, number>();
  const eachMemory = (
    { memories, code, instances }: KernelClass,
    some: Iterable<number>,
    visit: (memory: number) => void,
  ): void => {
    for (let position = 0; position < instances.length; position++)
      for (const memory of some) visit(memories[position * code.memories.length + memory]!);
  };
  parts.forEach(({ cls, uses }, number) =>
    eachMemory(cls, uses.memoryWrites, (memory) => writer.set(memory, number)),
  );
  const pairs = new Set<string>();
  parts.forEach(({ cls, uses }, number) =>
    eachMemory(cls, uses.memoryReads, (memory) => {
      const by = writer.get(memory);
      if (by !== undefined && by !== number) pairs.add(`${number} ${by}`);
    }),
  );
  return pairs;
}

/** Next comes always the part with the fewest bytes of registers that a part behind it reads. */
function orderOf(
  count: number,
  targets: readonly Target[],
  mustPrecede: ReadonlySet<string>,
): readonly number[] {
  const left = new Set<number>(Array.from({ length: count }, (_, kernel) => kernel));
  const order: number[] = [];
  const costs = new Float64Array(count);
  const readAll = targets.filter(({ readers }) => readers.size > 0);
  while (left.size > 0) {
    costs.fill(0);
    for (const { owner, readers, bytes } of readAll)
      if (left.has(owner) && [...readers].some((reader) => left.has(reader))) costs[owner]! += bytes;
    let best = -1;
    for (const kernel of left) {
      const isHeld = [...left].some((other) => other !== kernel && mustPrecede.has(`${other} ${kernel}`));
      if (!isHeld && (best < 0 || costs[kernel]! < costs[best]!)) best = kernel;
    }
    if (best < 0) throw new Error("modules that read and write each other's memories");
    left.delete(best);
    order.push(best);
  }
  return order;
}
