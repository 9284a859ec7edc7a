import type { Expression, LabelIndex, MemoryIndex, Statement } from "../lower/index.ts";

/** Accesses to one memory on one path through a method. */
export interface Accesses {
  readonly reads: number;
  readonly writes: number;
}

/** The accesses of the paths to each way out: the end (undefined), or an exit to a label. */
type Ways = ReadonlyMap<LabelIndex | undefined, readonly Accesses[]>;

const NONE: Accesses = { reads: 0, writes: 0 };

/** The accesses to a memory that paths through a method make; those that another path exceeds in both numbers are left out. */
export function accessesOf(statements: readonly Statement[], memory: MemoryIndex): readonly Accesses[] {
  return most([...waysOf(statements, memory).values()].flat());
}

function waysOf(statements: readonly Statement[], memory: MemoryIndex): Ways {
  let ways: Ways = new Map([[undefined, [NONE]]]);
  for (const statement of statements) {
    const here = ways.get(undefined);
    if (!here) break;
    const out = new Map(ways);
    out.delete(undefined);
    for (const [label, further] of wayOf(statement, memory))
      add(
        out,
        label,
        here.flatMap((a) => further.map((b) => ({ reads: a.reads + b.reads, writes: a.writes + b.writes }))),
      );
    ways = out;
  }
  return ways;
}

function wayOf(statement: Statement, memory: MemoryIndex): Ways {
  switch (statement.kind) {
    case "if":
      return either(readsIn(statement.test, memory), [statement.then, statement.else], memory);
    case "switch":
      return either(
        readsIn(statement.subject, memory),
        [...statement.cases.map(({ body }) => body), statement.otherwise],
        memory,
      );
    case "loop":
      return waysOf(statement.iterations.flat(), memory);
    case "block": {
      const ways = new Map(waysOf(statement.body, memory));
      const left = ways.get(statement.label) ?? [];
      ways.delete(statement.label);
      add(ways, undefined, left);
      return ways;
    }
    case "exit":
      return new Map([[statement.label, [NONE]]]);
    case "set":
    case "drive":
    case "latch":
      return straight(readsIn(statement.value, memory));
    case "driveElement":
    case "latchElement":
      return straight(readsIn(statement.at, memory) + readsIn(statement.value, memory));
    case "store":
      return straight(
        readsIn(statement.address, memory) +
          readsIn(statement.value, memory) +
          (statement.mask ? readsIn(statement.mask, memory) : 0),
        statement.memory === memory ? 1 : 0,
      );
    // What an assertion looks at is no hardware.
    case "assert":
      return straight(0);
  }
}

function straight(reads: number, writes = 0): Ways {
  return new Map([[undefined, [{ reads, writes }]]]);
}

function either(reads: number, bodies: readonly (readonly Statement[])[], memory: MemoryIndex): Ways {
  const ways = new Map<LabelIndex | undefined, readonly Accesses[]>();
  for (const body of bodies)
    for (const [label, list] of waysOf(body, memory))
      add(
        ways,
        label,
        list.map((one) => ({ ...one, reads: one.reads + reads })),
      );
  return ways;
}

function add(
  ways: Map<LabelIndex | undefined, readonly Accesses[]>,
  label: LabelIndex | undefined,
  list: readonly Accesses[],
): void {
  if (list.length > 0) ways.set(label, most([...(ways.get(label) ?? []), ...list]));
}

/** Without those that another one exceeds or equals in both numbers. */
function most(list: readonly Accesses[]): readonly Accesses[] {
  return list.filter(
    (one, i) =>
      !list.some(
        (other, j) =>
          other.reads >= one.reads &&
          other.writes >= one.writes &&
          (j < i || other.reads > one.reads || other.writes > one.writes),
      ),
  );
}

/** The most reads that computing an expression makes. */
function readsIn(expression: Expression, memory: MemoryIndex): number {
  const all = (parts: readonly Expression[]) =>
    parts.reduce((total, part) => total + readsIn(part, memory), 0);
  const one = (parts: readonly Expression[]) =>
    parts.reduce((highest, part) => Math.max(highest, readsIn(part, memory)), 0);
  switch (expression.op) {
    case "const":
    case "read":
    case "field":
    case "local":
      return 0;
    case "memory":
      return (expression.memory === memory ? 1 : 0) + readsIn(expression.address, memory);
    case "element":
    case "table":
      return readsIn(expression.at, memory);
    case "select":
      return readsIn(expression.at, memory) + one(expression.elements);
    case "binary":
      return all([expression.left, expression.right]);
    case "cond":
      return readsIn(expression.test, memory) + one([expression.then, expression.else]);
    case "fma":
      return all([expression.left, expression.right, expression.addend]);
    case "unary":
    case "bits":
    case "rescale":
    case "encode":
    case "decode":
    case "fit":
      return readsIn(expression.arg, memory);
  }
}
