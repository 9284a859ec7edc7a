import type { Body, Expression, LabelIndex, LocalIndex, MemoryIndex, SignalIndex, Statement } from "./ir.ts";
import { bodiesOf, expressionsOf, walkExpression, walkStatements } from "./walk-ir.ts";

type Facts = Pick<Body, "reads" | "writes" | "memoryReads" | "memoryWrites" | "dependences">;

/** What a value depends on. */
interface Sources {
  readonly signals: ReadonlySet<SignalIndex>;
  readonly memories: ReadonlySet<MemoryIndex>;
}

const none: Sources = { signals: new Set(), memories: new Set() };

function union(...all: readonly Sources[]): Sources {
  const some = all.filter((sources) => sources.signals.size > 0 || sources.memories.size > 0);
  if (some.length === 0) return none;
  if (some.length === 1) return some[0] as Sources;
  return {
    signals: new Set(some.flatMap((sources) => [...sources.signals])),
    memories: new Set(some.flatMap((sources) => [...sources.memories])),
  };
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
    const signals = new Set<SignalIndex>();
    const memories = new Set<MemoryIndex>();
    const readOf = (signal: SignalIndex): void => {
      // What this run has driven already stands for what it was driven from.
      const inner = current.get(rootOf(signal));
      if (!inner) signals.add(signal);
      for (const source of inner?.signals ?? []) signals.add(source);
      for (const source of inner?.memories ?? []) memories.add(source);
    };
    walkExpression(expr, (part) => {
      if (part.op === "read") readOf(part.signal);
      else if (part.op === "element") for (const signal of part.signals) readOf(signal);
      else if (part.op === "memory") memories.add(part.memory);
      else if (part.op === "local") {
        const inner = locals.get(part.local) ?? none;
        for (const signal of inner.signals) signals.add(signal);
        for (const memory of inner.memories) memories.add(memory);
      }
    });
    return { signals, memories };
  };

  const note = (expr: Expression): void =>
    walkExpression(expr, (part) => {
      const signals = part.op === "read" ? [part.signal] : part.op === "element" ? part.signals : [];
      for (const signal of signals) if (!driven.has(rootOf(signal))) reads.add(signal);
      if (part.op === "memory") memoryReads.add(part.memory);
    });

  const write = (signal: SignalIndex, sources: Sources): void => {
    const all = union(written.get(signal) ?? none, sources);
    written.set(signal, all);
    if (driven.has(rootOf(signal))) current.set(rootOf(signal), all);
  };

  /** `control`: what decides whether these statements run. Gives what decides whether the end is reached, beyond that. */
  const run = (list: readonly Statement[], control: Sources): void => {
    for (const statement of list) {
      for (const expr of expressionsOf(statement)) note(expr);
      const now = union(control, ...leavings.values());
      switch (statement.kind) {
        case "set":
          locals.set(
            statement.local,
            union(locals.get(statement.local) ?? none, sourcesOf(statement.value), now),
          );
          break;
        case "drive":
        case "latch":
          write(statement.signal, union(sourcesOf(statement.value), now));
          break;
        case "driveElement":
        case "latchElement": {
          const sources = union(sourcesOf(statement.at), sourcesOf(statement.value), now);
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
