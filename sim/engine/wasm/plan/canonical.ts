import type { AnyLeafSignal } from "../../../describe/index.ts";
import type { Instance } from "../../../elaborate/design.ts";
import {
  bindSignals,
  dependencesOf,
  type Expression,
  type ModuleCode,
  type SignalIndex,
  type Statement,
} from "../../../lower/index.ts";

/**
 * The code with one name for each net that `propagate()` drives: what is driven under one name and read under that of a connected signal
 * behind it is then seen to be one. A read in front of the drive sees the settled value, and keeps its name. All instances of a code connect
 * alike in this.
 */
export function canonical(code: ModuleCode, instance: Instance): ModuleCode {
  const { propagate } = code;
  // A behavioural module's signals are told apart when it runs.
  if (!propagate || propagate.writes.length === 0 || code.behavioural) return code;
  const nets = bindSignals(code, instance.module).map((signal: AnyLeafSignal) => signal.net);
  const drivenAs = new Map(propagate.writes.map((signal) => [nets[signal], signal]));
  const nameOf = nets.map((net, signal) => drivenAs.get(net) ?? signal);
  if (nameOf.every((name, signal) => name === signal)) return code;
  const statements = renamed(propagate.statements, nameOf, new Set());
  return { ...code, propagate: { ...propagate, statements, ...dependencesOf(statements) } };
}

/** Statements with the names of what has been driven in front of them; adds what they drive themselves. */
function renamed(
  statements: readonly Statement[],
  nameOf: readonly SignalIndex[],
  driven: Set<SignalIndex>,
): readonly Statement[] {
  const inExpressions = <T>(node: T): T => inTree(node, nameOf, driven) as T;
  return statements.map((statement): Statement => {
    switch (statement.kind) {
      case "drive": {
        const value = inExpressions(statement.value);
        driven.add(statement.signal);
        return { ...statement, value };
      }
      case "driveElement": {
        const at = inExpressions(statement.at);
        const value = inExpressions(statement.value);
        for (const signal of statement.signals) driven.add(signal);
        return { ...statement, at, value };
      }
      case "if": {
        const test = inExpressions(statement.test);
        const other = new Set(driven);
        const then = renamed(statement.then, nameOf, driven);
        const otherwise = renamed(statement.else, nameOf, other);
        for (const signal of other) driven.add(signal);
        return { ...statement, test, then, else: otherwise };
      }
      case "switch": {
        const subject = inExpressions(statement.subject);
        const before = new Set(driven);
        const branch = (body: readonly Statement[]): readonly Statement[] => {
          const own = new Set(before);
          const list = renamed(body, nameOf, own);
          for (const signal of own) driven.add(signal);
          return list;
        };
        const cases = statement.cases.map((one) => ({ ...one, body: branch(one.body) }));
        return { ...statement, subject, cases, otherwise: branch(statement.otherwise) };
      }
      case "block":
        return { ...statement, body: renamed(statement.body, nameOf, driven) };
      case "loop":
        return {
          ...statement,
          iterations: statement.iterations.map((each) => renamed(each, nameOf, driven)),
        };
      default:
        return inExpressions(statement);
    }
  });
}

/** An expression, or a statement without statements inside, with its signals by their names. */
function inTree(node: unknown, nameOf: readonly SignalIndex[], driven: ReadonlySet<SignalIndex>): unknown {
  if (typeof node !== "object" || node === null) return node;
  const nameFor = (signal: SignalIndex): SignalIndex => {
    const name = nameOf[signal]!;
    return driven.has(name) ? name : signal;
  };
  if (Array.isArray(node)) return node.map((each) => inTree(each, nameOf, driven));
  const { op } = node as Partial<Expression>;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => {
      if (op === "read" && key === "signal") return [key, nameFor(value as SignalIndex)];
      if (op === "element" && key === "signals") return [key, (value as readonly SignalIndex[]).map(nameFor)];
      const isLeaf = key === "type" || key === "to" || key === "of" || key === "place";
      return [key, isLeaf ? value : inTree(value, nameOf, driven)];
    }),
  );
}
