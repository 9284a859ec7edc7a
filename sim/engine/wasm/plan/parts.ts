import { componentNodes, components, graphOf } from "../../../check/index.ts";
import {
  type Body,
  dependencesOf,
  type ReadonlyIndexSet,
  type SignalIndex,
  type Statement,
} from "../../../lower/index.ts";
import type { KernelClass } from "./classes.ts";
import { isWide, needsSingle } from "./single.ts";
import { slice } from "./slice.ts";
import { usesOf } from "./uses.ts";

/** What becomes one kernel of a class's `propagate()`: the whole method, or what some of the signals that it drives need. */
export interface Part {
  readonly cls: KernelClass;
  readonly drives: readonly SignalIndex[];
  /** Signals that the drives depend on, by data or control. */
  readonly needs: readonly SignalIndex[];
  readonly statements: readonly Statement[];
}

/** Parts that need each other's values: run in the order of the list, each group before those that need it. */
export interface PartGroup {
  readonly parts: readonly Part[];
  /** The parts, or the instances of the one part, need each other. */
  readonly isRing: boolean;
}

/**
 * Cuts the `propagate()` methods into as few parts as an order of classes and vectors allow. A method is cut where memories or wide numbers
 * keep a part of it from running in vectors, and where classes need each other both ways, by what its signals depend on there: the `ready` of a stream that goes back from the `valid` that goes ahead. What is still a
 * ring of classes is none of instances.
 */
export function partGroups(classes: readonly KernelClass[], words: number): readonly PartGroup[] {
  const dependences = new Map<KernelClass, Dependences>();
  let parts = classes.flatMap((cls): readonly Part[] => {
    const { propagate, behavioural } = cls.code;
    // One that drives nothing may still have something to assert.
    if (!propagate || (propagate.writes.length === 0 && !behavioural)) return [];
    const needed = behavioural ? onOthers(propagate) : dependencesOf(propagate.statements).dependences;
    dependences.set(cls, needed);
    const whole = partOf(cls, propagate.writes, needed);
    if (behavioural || !isWide(cls) || !needsSingle(cls, usesOf(whole.statements))) return [whole];
    const single = propagate.writes.filter((drive) =>
      needsSingle(cls, usesOf(partOf(cls, [drive], needed).statements)),
    );
    return [single, propagate.writes.filter((drive) => !single.includes(drive))]
      .filter((drives) => drives.length > 0)
      .map((drives) => partOf(cls, drives, needed));
  });
  for (;;) {
    const graph = partGraph(parts, words);
    const groups = groupsOf(parts, graph);
    const cut = new Map<Part, readonly Part[]>();
    for (const { parts: ring, isRing } of groups) {
      if (!isRing) continue;
      const inside = new Set(ring.map((part) => parts.indexOf(part)));
      for (const part of ring) {
        const ringSignals = needsInside(part, graph.driver, inside);
        const pieces = piecesOf(part, ringSignals, dependences.get(part.cls)!);
        if (pieces.length > 1) cut.set(part, pieces);
      }
    }
    if (cut.size === 0) return groups;
    parts = parts.flatMap((part) => cut.get(part) ?? [part]);
  }
}

type Dependences = Body["dependences"];

/** What the drives of a behavioural module depend on that it does not drive itself, directly or by way of what it does. */
function onOthers({ dependences }: Body): Dependences {
  const found = new Map<SignalIndex, { signals: Set<SignalIndex>; memories: ReadonlyIndexSet }>();
  for (const [drive, { memories }] of dependences) {
    const signals = new Set<SignalIndex>();
    const visited = new Set<SignalIndex>();
    const visit = (target: SignalIndex): void => {
      if (visited.has(target)) return;
      visited.add(target);
      for (const signal of dependences.get(target)?.signals ?? [])
        if (dependences.has(signal)) visit(signal);
        else signals.add(signal);
    };
    visit(drive);
    found.set(drive, { signals, memories });
  }
  return found;
}

function partOf(cls: KernelClass, drives: readonly SignalIndex[], dependences: Dependences): Part {
  const propagate = cls.code.propagate!;
  const wanted = new Set(drives);
  const statements = slice(propagate.statements, {
    drives: (signal) => wanted.has(signal),
    commits: () => false,
    asserts: false,
  });
  const needs = new Set<SignalIndex>();
  for (const drive of drives) for (const signal of dependences.get(drive)?.signals ?? []) needs.add(signal);
  return { cls, drives, needs: [...needs], statements };
}

interface PartGraph {
  /** By word: the number of the part that drives it, or -1. */
  readonly driver: Int32Array;
  readonly successors: readonly (readonly number[])[];
}

function partGraph(parts: readonly Part[], words: number): PartGraph {
  const driver = new Int32Array(words).fill(-1);
  parts.forEach(({ cls, drives }, number) => {
    const { words: bound, stride } = cls;
    for (const signal of drives)
      for (let at = signal; at < bound.length; at += stride) driver[bound[at]!] = number;
  });
  const successors = parts.map(() => new Set<number>());
  parts.forEach(({ cls, needs }, number) => {
    const { words: bound, stride } = cls;
    let last = -1;
    for (const signal of needs)
      for (let at = signal; at < bound.length; at += stride) {
        const from = driver[bound[at]!]!;
        if (from === last || from < 0) continue;
        last = from;
        successors[from]!.add(number);
      }
  });
  return { driver, successors: successors.map((set) => [...set]) };
}

function groupsOf(parts: readonly Part[], { successors }: PartGraph): readonly PartGroup[] {
  const found = components(
    graphOf(parts.length, (edge) => successors.forEach((list, from) => list.forEach((to) => edge(from, to)))),
  );
  const groups = Array.from({ length: found.count }, (_, group): PartGroup => {
    const members = [...componentNodes(found, group)];
    const isRing = members.length > 1 || successors[members[0]!]!.includes(members[0]!);
    return { parts: members.map((part) => parts[part]!), isRing };
  });
  return groups.reverse();
}

/** The signals of a part that parts of its ring drive in some instance. */
function needsInside(
  { cls, needs }: Part,
  driver: Int32Array,
  inside: ReadonlySet<number>,
): ReadonlySet<SignalIndex> {
  const { words, stride } = cls;
  const found = new Set<SignalIndex>();
  for (const signal of needs) {
    for (let at = signal; at < words.length; at += stride) {
      if (!inside.has(driver[words[at]!]!)) continue;
      found.add(signal);
      break;
    }
  }
  return found;
}

/** A part cut by which signals of its ring its drives depend on. */
function piecesOf(
  { cls, drives }: Part,
  ringSignals: ReadonlySet<SignalIndex>,
  dependences: Dependences,
): readonly Part[] {
  const sets = new Map<string, SignalIndex[]>();
  for (const drive of drives) {
    const needed = [...(dependences.get(drive)?.signals ?? [])].filter((signal) => ringSignals.has(signal));
    const key = needed.sort((a, b) => a - b).join(" ");
    const set = sets.get(key);
    if (set) set.push(drive);
    else sets.set(key, [drive]);
  }
  return sets.size < 2 ? [] : [...sets.values()].map((set) => partOf(cls, set, dependences));
}
