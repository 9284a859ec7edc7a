import {
  bodiesOf,
  expressionsOf,
  type MemoryIndex,
  type Statement,
  walkExpression,
} from "../../../../lower/index.ts";

export type Store = Extract<Statement, { kind: "store" }>;

/**
 * Stores that have to wait until the end of the run, by memory: those behind which the run may read the memory, whose words are still those
 * from before the edge, and, since stores act in their order, all that may come behind such a store.
 */
export function waitingStores(statements: readonly Statement[]): ReadonlyMap<MemoryIndex, readonly Store[]> {
  const found = new Map<MemoryIndex, Store[]>();
  const early = new Set<Store>();
  readBehind(statements, new Set(), early);
  const visit = (list: readonly Statement[]): void => {
    for (const statement of list) {
      if (statement.kind === "store") {
        const waiting = found.get(statement.memory);
        if (waiting) waiting.push(statement);
        else if (early.has(statement)) found.set(statement.memory, [statement]);
      }
      for (const body of bodiesOf(statement)) visit(body);
    }
  };
  visit(statements);
  return found;
}

/** Adds stores behind which their memory is read, and gives all memories that are read in the list or in what comes `behind` it. */
function readBehind(
  statements: readonly Statement[],
  behind: ReadonlySet<MemoryIndex>,
  found: Set<Store>,
): ReadonlySet<MemoryIndex> {
  let read = behind;
  for (let i = statements.length - 1; i >= 0; i--) {
    const statement = statements[i]!;
    if (statement.kind === "store" && read.has(statement.memory)) found.add(statement);
    const bodies = bodiesOf(statement);
    // Iterations follow each other; of other bodies one runs.
    const inside =
      statement.kind === "loop"
        ? [readBehind(bodies.flat(), read, found)]
        : bodies.map((body) => readBehind(body, read, found));
    read = new Set([...read, ...inside.flatMap((memories) => [...memories]), ...memoriesOf(statement)]);
  }
  return read;
}

function memoriesOf(statement: Statement): readonly MemoryIndex[] {
  const found: MemoryIndex[] = [];
  for (const expr of expressionsOf(statement))
    walkExpression(expr, (part) => {
      if (part.op === "memory") found.push(part.memory);
    });
  return found;
}
