import type { Body, Expression, LabelIndex, LocalIndex, MemoryIndex, SignalIndex, Statement } from "./ir.ts";
import { IndexSet } from "./index-set.ts";
import { bodiesOf, expressionsOf, operandsOf, walkStatements } from "./walk-ir.ts";

type Facts = Pick<Body, "reads" | "writes" | "memoryReads" | "memoryWrites" | "dependences">;

/** What a value depends on. A set that somebody else may hold is not changed. */
interface Sources {
  readonly signals: IndexSet;
  readonly memories: IndexSet;
}

const none: Sources = { signals: new IndexSet(), memories: new IndexSet() };

function isNone({ signals, memories }: Sources): boolean {
  return signals.isEmpty && memories.isEmpty;
}

function union(a: Sources, b: Sources): Sources {
  if (isNone(a)) return b;
  if (isNone(b)) return a;
  const all: Sources = { signals: a.signals.copy(), memories: a.memories.copy() };
  all.signals.addAll(b.signals);
  all.memories.addAll(b.memories);
  return all;
}

/**
 * Reads, writes, and which written signal depends on what, by data and by control. `rootOf` gives the number that all signals of a net
 * have in common: what is driven under one name may be read under another.
 */
export function dependencesOf(
  statements: readonly Statement[],
  rootOf: (signal: SignalIndex) => SignalIndex = (signal) => signal,
): Facts {
  const reads = new Set<SignalIndex>();
  const memoryReads = new Set<MemoryIndex>();
  const memoryWrites = new Set<MemoryIndex>();
  const written = new Map<SignalIndex, Sources>();
  const locals = new Map<LocalIndex, Sources>();
  /** Roots that this run drives, where a read sees this run's value. (What it reads of them before is for the caller to know.) */
  const driven = drivenIn(statements, rootOf);
  /** What the driven roots stand for so far. */
  const current = new Map<SignalIndex, Sources>();
  /** What decided whether control is still inside the block of a label. */
  const leavings = new Map<LabelIndex, Sources>();

  const sourcesOf = (expr: Expression): Sources => {
    const found: Sources = { signals: new IndexSet(), memories: new IndexSet() };
    addSources(expr, found);
    return found;
  };

  const addSources = (expr: Expression, found: Sources): void => {
    if (expr.op === "read") addRead(expr.signal, found);
    else if (expr.op === "element") for (const signal of expr.signals) addRead(signal, found);
    else if (expr.op === "memory") found.memories.add(expr.memory);
    else if (expr.op === "local") addAll(locals.get(expr.local) ?? none, found);
    for (const operand of operandsOf(expr)) addSources(operand, found);
  };

  const addRead = (signal: SignalIndex, found: Sources): void => {
    // What this run has driven already stands for what it was driven from.
    const inner = current.get(rootOf(signal));
    if (inner) addAll(inner, found);
    else found.signals.add(signal);
  };

  const addAll = (some: Sources, found: Sources): void => {
    found.signals.addAll(some.signals);
    found.memories.addAll(some.memories);
  };

  const note = (expr: Expression): void => {
    if (expr.op === "read") noteRead(expr.signal);
    else if (expr.op === "element") for (const signal of expr.signals) noteRead(signal);
    else if (expr.op === "memory") memoryReads.add(expr.memory);
    for (const operand of operandsOf(expr)) note(operand);
  };

  const noteRead = (signal: SignalIndex): void => {
    if (!driven.has(rootOf(signal))) reads.add(signal);
  };

  const write = (signal: SignalIndex, sources: Sources): void => {
    const all = union(written.get(signal) ?? none, sources);
    written.set(signal, all);
    if (driven.has(rootOf(signal))) current.set(rootOf(signal), all);
  };

  /** `control`: what decides whether these statements run. Gives what decides whether the end is reached, beyond that. */
  const run = (list: readonly Statement[], control: Sources): void => {
    for (const statement of list) {
      for (const expr of expressionsOf(statement)) note(expr);
      let now = control;
      for (const left of leavings.values()) now = union(now, left);
      switch (statement.kind) {
        case "set":
          locals.set(
            statement.local,
            union(union(locals.get(statement.local) ?? none, sourcesOf(statement.value)), now),
          );
          break;
        case "drive":
        case "latch":
          write(statement.signal, union(sourcesOf(statement.value), now));
          break;
        case "driveElement":
        case "latchElement": {
          const sources = union(union(sourcesOf(statement.at), sourcesOf(statement.value)), now);
          for (const signal of statement.signals) write(signal, sources);
          break;
        }
        case "store":
          memoryWrites.add(statement.memory);
          break;
        case "if":
          for (const body of bodiesOf(statement)) run(body, union(now, sourcesOf(statement.test)));
          break;
        case "switch":
          for (const body of bodiesOf(statement)) run(body, union(now, sourcesOf(statement.subject)));
          break;
        case "block": {
          run(statement.body, now);
          leavings.delete(statement.label);
          break;
        }
        case "exit":
          leavings.set(statement.label, union(leavings.get(statement.label) ?? none, now));
          break;
        case "loop":
          for (const iteration of statement.iterations) run(iteration, now);
          break;
        case "assert":
          break;
      }
    }
  };

  run(statements, none);
  return {
    reads: [...reads],
    writes: [...written.keys()],
    memoryReads: [...memoryReads],
    memoryWrites: [...memoryWrites],
    dependences: written,
  };
}

function drivenIn(
  statements: readonly Statement[],
  rootOf: (signal: SignalIndex) => SignalIndex,
): ReadonlySet<SignalIndex> {
  const driven = new Set<SignalIndex>();
  walkStatements(statements, (statement) => {
    if (statement.kind === "drive") driven.add(rootOf(statement.signal));
    if (statement.kind === "driveElement") for (const signal of statement.signals) driven.add(rootOf(signal));
  });
  return driven;
}
