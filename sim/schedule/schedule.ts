import type { AnyLeafSignal, AnyMemory } from "../describe/index.ts";
import { type BoundModule, components } from "../check/index.ts";
import type { Body } from "../lower/index.ts";
import type { Process } from "./process.ts";

export interface Schedule {
  readonly propagates: readonly Process[];
  readonly updates: readonly Process[];
}

/** The methods of all instances with what they read and write, the combinational ones by levels. */
export function schedule(bound: readonly BoundModule[]): Schedule {
  const propagates = bound.flatMap((module) => processOf(module, "propagate", module.code.propagate));
  const updates = bound.flatMap((module) => processOf(module, "update", module.code.update));
  const levels = levelsOf(propagates);
  const levelled = propagates.map((process, i) => ({ ...process, level: levels[i] as number }));
  levelled.sort((a, b) => a.level - b.level || a.instance.index - b.instance.index);
  return { propagates: levelled, updates };
}

function processOf(
  module: BoundModule,
  method: Process["method"],
  body: Body | undefined,
): readonly Process[] {
  if (!body) return [];
  const nets = (indices: readonly number[]) =>
    unique(indices.map((i) => (module.signals[i] as AnyLeafSignal).net));
  const memories = (indices: readonly number[]) => indices.map((i) => module.memories[i] as AnyMemory);
  return [
    {
      instance: module.instance,
      method,
      domain: module.instance.domain,
      reads: nets(body.reads),
      writes: nets(body.writes),
      memoryReads: memories(body.memoryReads),
      memoryWrites: memories(body.memoryWrites),
      debugs: body.debugs,
      level: 0,
    },
  ];
}

function unique(values: readonly number[]): readonly number[] {
  return [...new Set(values)];
}

/** The length of the longest chain of methods that write what the next one reads; methods in a ring of them share a level. */
function levelsOf(processes: readonly Process[]): readonly number[] {
  const readers = new Map<number, number[]>();
  processes.forEach((process, i) => {
    for (const net of process.reads) {
      const list = readers.get(net);
      if (list) list.push(i);
      else readers.set(net, [i]);
    }
  });
  const successors = processes.map((process) =>
    unique(process.writes.flatMap((net) => readers.get(net) ?? [])),
  );
  const groups = components(processes.length, (i) => successors[i] as readonly number[]);
  const levels: number[] = processes.map(() => 0);
  // Components come with those that they lead to in front, so the last one is the first in time.
  for (const group of [...groups].reverse()) {
    const level = group.reduce((most, i) => Math.max(most, levels[i] as number), 0);
    const inside = new Set(group);
    for (const i of group) {
      levels[i] = level;
      for (const next of successors[i] as readonly number[]) {
        if (!inside.has(next)) levels[next] = Math.max(levels[next] as number, level + 1);
      }
    }
  }
  return levels;
}
