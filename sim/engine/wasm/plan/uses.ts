import {
  expressionsOf,
  type MemoryIndex,
  type SignalIndex,
  type Statement,
  walkExpression,
  walkStatements,
} from "../../../lower/index.ts";

/** What statements read and write, whatever the path. */
export interface Uses {
  readonly reads: ReadonlySet<SignalIndex>;
  readonly writes: ReadonlySet<SignalIndex>;
  readonly memoryReads: ReadonlySet<MemoryIndex>;
  readonly memoryWrites: ReadonlySet<MemoryIndex>;
}

export function usesOf(statements: readonly Statement[]): Uses {
  const reads = new Set<SignalIndex>();
  const writes = new Set<SignalIndex>();
  const memoryReads = new Set<MemoryIndex>();
  const memoryWrites = new Set<MemoryIndex>();
  walkStatements(statements, (statement) => {
    if (statement.kind === "drive" || statement.kind === "latch") writes.add(statement.signal);
    if (statement.kind === "driveElement" || statement.kind === "latchElement")
      for (const signal of statement.signals) writes.add(signal);
    if (statement.kind === "store") memoryWrites.add(statement.memory);
    for (const expr of expressionsOf(statement))
      walkExpression(expr, (part) => {
        if (part.op === "read") reads.add(part.signal);
        if (part.op === "element") for (const signal of part.signals) reads.add(signal);
        if (part.op === "memory") memoryReads.add(part.memory);
      });
  });
  return { reads, writes, memoryReads, memoryWrites };
}
