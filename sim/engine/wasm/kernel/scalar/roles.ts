import {
  expressionsOf,
  type MemoryIndex,
  type SignalIndex,
  walkExpression,
  walkStatements,
} from "../../../../lower/index.ts";
import type { Access, Kernel, SignalPlace } from "../../plan/plan.ts";
import { heldAs } from "../words-in-memory.ts";
import { definitelyAssigned } from "./definite.ts";
import { type Store, waitingStores } from "./waiting-stores.ts";

/** What a kernel does with its signals and memories, which decides where their values are while it runs. */
export interface Roles {
  readonly driven: ReadonlySet<SignalIndex>;
  readonly latched: ReadonlySet<SignalIndex>;
  /** Of these, those that some path does not assign keep their old value. */
  readonly definite: ReadonlySet<SignalIndex>;
  /** Driven signals that are written to memory at once and read from there: those that an index chooses from, limbs, and what is only written. */
  readonly resident: ReadonlySet<SignalIndex>;
  /** Registers whose next values are written at once, since nothing in the run reads their words. */
  readonly unread: ReadonlySet<SignalIndex>;
  /** Registers whose next values go to their shadow at once, or, where there is none, wait in order. */
  readonly indexed: ReadonlySet<SignalIndex>;
  /** Stores that act behind the last statement, by memory. */
  readonly waiting: ReadonlyMap<MemoryIndex, readonly Store[]>;
}

/** A signal that is assigned in more places than this is better kept in a variable. */
const FEW_PLACES = 2;

/** From so many signals on, an index chooses among words rather than among variables. */
const MANY = 4;

export function rolesOf(kernel: Kernel): Roles {
  const driven = new Set<SignalIndex>();
  const latched = new Set<SignalIndex>();
  const read = new Set<SignalIndex>();
  const places = new Map<SignalIndex, number>();
  const readGroups: (readonly SignalIndex[])[] = [];
  const drivenGroups: (readonly SignalIndex[])[] = [];
  const latchedGroups: (readonly SignalIndex[])[] = [];
  walkStatements(kernel.statements, (statement) => {
    if (statement.kind === "drive") driven.add(statement.signal);
    if (statement.kind === "latch") latched.add(statement.signal);
    if (statement.kind === "drive" || statement.kind === "latch")
      places.set(statement.signal, (places.get(statement.signal) ?? 0) + 1);
    if (statement.kind === "driveElement") {
      for (const signal of statement.signals) driven.add(signal);
      drivenGroups.push(statement.signals);
    }
    if (statement.kind === "latchElement") {
      for (const signal of statement.signals) latched.add(signal);
      latchedGroups.push(statement.signals);
    }
    for (const expr of expressionsOf(statement))
      walkExpression(expr, (part) => {
        if (part.op === "read") read.add(part.signal);
        if (part.op === "element") {
          readGroups.push(part.signals);
          for (const signal of part.signals) read.add(signal);
        }
      });
  });
  const placesOf = (group: readonly SignalIndex[]): readonly SignalPlace[] =>
    group.map((signal) => kernel.signals[signal]!);
  const isIndexable = (group: readonly SignalIndex[], way: "read" | "write"): boolean =>
    group.length > MANY && haveOneStride(placesOf(group).map((place) => place[way]));
  const chosen = new Set([...drivenGroups, ...latchedGroups].flat());
  const isPlain = (signal: SignalIndex): boolean =>
    !chosen.has(signal) && places.get(signal)! <= FEW_PLACES && kernel.signals[signal] !== undefined;
  const resident = new Set<SignalIndex>();
  const indexed = new Set<SignalIndex>();
  if (kernel.kind === "propagate") {
    const groups = [...drivenGroups, ...readGroups.filter((group) => group.every((one) => driven.has(one)))];
    for (const group of groups)
      if (isIndexable(group, "write")) for (const signal of group) resident.add(signal);
    for (const signal of driven)
      if (heldAs(kernel.signals[signal]!.type).kind === "limbs" || (isPlain(signal) && !read.has(signal)))
        resident.add(signal);
  }
  for (const group of latchedGroups)
    if (isIndexable(group, "write")) for (const signal of group) indexed.add(signal);
  const unread = new Set(
    [...latched].filter(
      (signal) => isPlain(signal) && ![...read].some((one) => mayBeWordOf(kernel, signal, one)),
    ),
  );
  const definite = definitelyAssigned(kernel.statements);
  const waiting = waitingStores(kernel.statements);
  return { driven, latched, definite, resident, indexed, unread, waiting };
}

/** Whether an instance may read the word that a register's next value goes to under a signal's name. */
function mayBeWordOf(kernel: Kernel, register: SignalIndex, signal: SignalIndex): boolean {
  const [write, read] = [kernel.signals[register]?.write, kernel.signals[signal]?.read];
  if (!write || !read) return false;
  const isApart = haveOneStride([write, read]) && write.base !== read.base;
  return !isApart;
}

/** Whether words lie at fixed distances from each other in all instances. */
export function haveOneStride(accesses: readonly (Access | undefined)[]): boolean {
  const [first] = accesses;
  return (
    first?.kind === "affine" &&
    accesses.every(
      (access) =>
        access?.kind === "affine" &&
        access.rowStride === first.rowStride &&
        access.columnStride === first.columnStride,
    )
  );
}
