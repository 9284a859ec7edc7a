import { bodiesOf, type LabelIndex, type SignalIndex, type Statement } from "../../../../lower/index.ts";

/**
 * Signals that a list drives or latches on every path through it. What stands behind a statement that may leave the list is not counted: a
 * signal too few costs a load of the old value, one too many would be wrong.
 */
export function definitelyAssigned(statements: readonly Statement[]): ReadonlySet<SignalIndex> {
  const found = new Set<SignalIndex>();
  for (const statement of statements) {
    for (const signal of assignedBy(statement)) found.add(signal);
    if (mayLeave(statement)) break;
  }
  return found;
}

function assignedBy(statement: Statement): Iterable<SignalIndex> {
  switch (statement.kind) {
    case "drive":
    case "latch":
      return [statement.signal];
    case "if":
      return inAll([statement.then, statement.else]);
    case "switch": {
      const { subject, cases, otherwise } = statement;
      const isWhole =
        subject.type.kind === "enumeration" &&
        new Set(cases.flatMap(({ values }) => values.map(({ value }) => value))).size ===
          subject.type.of.labels.length;
      const bodies = cases.map(({ body }) => body);
      return inAll(isWhole ? bodies : [...bodies, otherwise]);
    }
    case "block":
      return definitelyAssigned(statement.body);
    case "loop":
      return definitelyAssigned(statement.iterations.flat());
    default:
      return [];
  }
}

function inAll(bodies: readonly (readonly Statement[])[]): Iterable<SignalIndex> {
  const [first = new Set<SignalIndex>(), ...others] = bodies.map(definitelyAssigned);
  return [...first].filter((signal) => others.every((other) => other.has(signal)));
}

/** Whether the statement has an exit to a block that encloses it. */
function mayLeave(statement: Statement, inner: ReadonlySet<LabelIndex> = new Set()): boolean {
  if (statement.kind === "exit") return !inner.has(statement.label);
  const own = statement.kind === "block" ? new Set([...inner, statement.label]) : inner;
  return bodiesOf(statement).some((body) => body.some((one) => mayLeave(one, own)));
}
