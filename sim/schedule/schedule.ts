import type { AnyMemory } from "../describe/index.ts";
import { type BoundModule, componentNodes, components, graphOf, successors } from "../check/index.ts";
import type { Body } from "../lower/index.ts";
import type { Process } from "./process.ts";

export interface Schedule {
  readonly propagates: readonly Process[];
  readonly updates: readonly Process[];
}

/** The methods of all instances with what they read and write, the combinational ones by levels. */
export function schedule(nets: number, bound: readonly BoundModule[]): Schedule {
  const propagates: GrowingProcess[] = [];
  const updates: Process[] = [];
  for (const module of bound) {
    const { propagate, update } = module.code;
    if (propagate) propagates.push(processOf(module, "propagate", propagate));
    if (update) updates.push(processOf(module, "update", update));
  }
  setLevels(nets, propagates);
  propagates.sort((a, b) => a.level - b.level || a.instance.index - b.instance.index);
  return { propagates, updates };
}

interface GrowingProcess extends Process {
  level: number;
}

function processOf(module: BoundModule, method: Process["method"], body: Body): GrowingProcess {
  const { instance, nets } = module;
  return {
    instance,
    method,
    domain: instance.domain,
    reads: netsOf(nets, body.reads),
    writes: netsOf(nets, body.writes),
    memoryReads: memoriesOf(module, body.memoryReads),
    memoryWrites: memoriesOf(module, body.memoryWrites),
    debugs: body.debugs,
    level: 0,
    place: body.place,
  };
}

const NO_MEMORIES: readonly AnyMemory[] = [];

function memoriesOf(module: BoundModule, indices: readonly number[]): readonly AnyMemory[] {
  if (indices.length === 0) return NO_MEMORIES;
  const { memories } = module;
  return indices.map((index) => memories[index] as AnyMemory);
}

/** More than this many nets are made unique by a set. */
const FEW = 16;

/** The nets of some signals, each once. */
function netsOf(all: readonly number[], indices: readonly number[]): readonly number[] {
  const nets = indices.map((index) => all[index]!);
  if (nets.length > FEW) return [...new Set(nets)];
  return nets.some((net, i) => nets.indexOf(net) !== i)
    ? nets.filter((net, i) => nets.indexOf(net) === i)
    : nets;
}

/** The length of the longest chain of methods that write what the next one reads; methods in a ring of them share a level. */
function setLevels(nets: number, processes: readonly GrowingProcess[]): void {
  const readers = graphOf(nets, (edge) => {
    processes.forEach(({ reads }, i) => {
      for (const net of reads) edge(net, i);
    });
  });
  const next = graphOf(processes.length, (edge) => {
    processes.forEach(({ writes }, i) => {
      for (const net of writes) {
        const end = readers.offsets[net + 1] as number;
        for (let at = readers.offsets[net] as number; at < end; at++) edge(i, readers.targets[at] as number);
      }
    });
  });
  const groups = components(next);
  const groupOf = new Int32Array(processes.length);
  for (let group = 0; group < groups.count; group++)
    for (const i of componentNodes(groups, group)) groupOf[i] = group;
  // Components come with those that they lead to in front, so the last one is the first in time.
  for (let group = groups.count - 1; group >= 0; group--) {
    const members = componentNodes(groups, group);
    let level = 0;
    for (const i of members) level = Math.max(level, processes[i]!.level);
    for (const i of members) processes[i]!.level = level;
    for (const i of members)
      for (const to of successors(next, i))
        if (groupOf[to] !== group) processes[to]!.level = Math.max(processes[to]!.level, level + 1);
  }
}
