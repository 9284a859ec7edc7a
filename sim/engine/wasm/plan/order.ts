import type { PartGroup, Part } from "./parts.ts";

/** Some instances of a part, one after another: the k-th for from ≤ k < to of the part's list. */
export interface Turn {
  /** Position in the group's parts. */
  readonly part: number;
  readonly from: number;
  readonly to: number;
}

/** In which order the instances of a ring of parts run. */
export interface RingOrder {
  /** By part: positions of instances, in the order in which they run. */
  readonly lists: readonly (readonly number[])[];
  readonly turns: readonly Turn[];
}

/**
 * An order of the instances of parts that need each other: each behind all that it needs. A part's turn lasts as long as instances of
 * it are ready, so that a chain through one class is one turn.
 */
export function ringOrder({ parts }: PartGroup, words: number): RingOrder {
  const starts: number[] = [];
  let nodes = 0;
  for (const { cls } of parts) {
    starts.push(nodes);
    nodes += cls.instances.length;
  }
  const driver = driversOf(parts, starts, words);
  const { waiting, first, readers } = edgesOf(parts, starts, nodes, driver);

  const ready = parts.map((): number[] => []);
  const partOf = new Int32Array(nodes);
  parts.forEach(({ cls }, part) => partOf.fill(part, starts[part], starts[part]! + cls.instances.length));
  for (let node = 0; node < nodes; node++) if (waiting[node] === 0) ready[partOf[node]!]!.push(node);

  const lists = parts.map((): number[] => []);
  const turns: Turn[] = [];
  let done = 0;
  while (done < nodes) {
    const part = fullest(ready);
    const queue = ready[part]!;
    const list = lists[part]!;
    const from = list.length;
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      list.push(node - starts[part]!);
      done++;
      for (let at = first[node]!; at < first[node + 1]!; at++) {
        const next = readers[at]!;
        waiting[next]!--;
        if (waiting[next] === 0) ready[partOf[next]!]!.push(next);
      }
    }
    if (list.length === from) throw new Error("a ring of signals has passed the checks");
    turns.push({ part, from, to: list.length });
  }
  return { lists, turns };
}

function fullest(ready: readonly (readonly number[])[]): number {
  let most = 0;
  ready.forEach((queue, part) => {
    if (queue.length > ready[most]!.length) most = part;
  });
  return most;
}

/** By word: the instance of the ring that drives it, or -1. */
function driversOf(parts: readonly Part[], starts: readonly number[], words: number): Int32Array {
  const driver = new Int32Array(words).fill(-1);
  parts.forEach(({ cls, drives }, part) => {
    for (let position = 0; position < cls.instances.length; position++)
      for (const signal of drives)
        driver[cls.words[position * cls.stride + signal]!] = starts[part]! + position;
  });
  return driver;
}

/** Who waits for how many, and who reads what an instance drives: those of node n are readers[first[n]] … readers[first[n + 1] - 1]. */
function edgesOf(
  parts: readonly Part[],
  starts: readonly number[],
  nodes: number,
  driver: Int32Array,
): { readonly waiting: Int32Array; readonly first: Int32Array; readonly readers: Int32Array } {
  const waiting = new Int32Array(nodes);
  const first = new Int32Array(nodes + 1);
  const each = (visit: (from: number, to: number) => void): void =>
    parts.forEach(({ cls, needs }, part) => {
      for (let position = 0; position < cls.instances.length; position++)
        for (const signal of needs) {
          const from = driver[cls.words[position * cls.stride + signal]!]!;
          if (from >= 0) visit(from, starts[part]! + position);
        }
    });
  each((from, to) => {
    waiting[to]!++;
    first[from + 1]!++;
  });
  for (let node = 0; node < nodes; node++) first[node + 1]! += first[node]!;
  const readers = new Int32Array(first[nodes]!);
  const filled = first.slice();
  each((from, to) => {
    readers[filled[from]!++] = to;
  });
  return { waiting, first, readers };
}
