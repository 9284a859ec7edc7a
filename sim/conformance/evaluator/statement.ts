import type { Expression, LabelIndex, MemoryIndex, SignalIndex, Statement } from "../../lower/ir.ts";
import { evaluate, pick, type Scope, truth, whole } from "./expression.ts";
import { internalError, type Value } from "./value.ts";

/** What the statements of one run do. */
export interface Effects {
  readonly drive: (signal: SignalIndex, value: Value) => void;
  readonly latch: (signal: SignalIndex, value: Value) => void;
  readonly store: (memory: MemoryIndex, address: bigint, value: Value, mask: bigint | undefined) => void;
  /** An assertion that does not hold. */
  readonly broken: (message: string) => void;
}

/** Runs a body's statements in order. */
export function run(statements: readonly Statement[], scope: Scope, effects: Effects): void {
  const label = runList(statements, scope, effects);
  if (label !== undefined) internalError(`exit to the block ${label}, which does not enclose it`);
}

/** Gives the label of an `exit` that is on its way out; undefined when the list ran to its end. */
function runList(statements: readonly Statement[], scope: Scope, effects: Effects): LabelIndex | undefined {
  for (const statement of statements) {
    const leaving = runOne(statement, scope, effects);
    if (leaving !== undefined) return leaving;
  }
  return undefined;
}

function runOne(statement: Statement, scope: Scope, effects: Effects): LabelIndex | undefined {
  switch (statement.kind) {
    case "set":
      scope.locals[statement.local] = evaluate(statement.value, scope);
      return undefined;
    case "drive":
      effects.drive(statement.signal, evaluate(statement.value, scope));
      return undefined;
    case "driveElement":
      effects.drive(pick(statement.signals, statement.at, scope), evaluate(statement.value, scope));
      return undefined;
    case "latch":
      effects.latch(statement.signal, evaluate(statement.value, scope));
      return undefined;
    case "latchElement":
      effects.latch(pick(statement.signals, statement.at, scope), evaluate(statement.value, scope));
      return undefined;
    case "store":
      effects.store(
        statement.memory,
        whole(statement.address, scope),
        evaluate(statement.value, scope),
        statement.mask && whole(statement.mask, scope),
      );
      return undefined;
    case "if":
      return runList(truth(statement.test, scope) ? statement.then : statement.else, scope, effects);
    case "switch": {
      const subject = evaluate(statement.subject, scope);
      const chosen = statement.cases.find((one) =>
        one.values.some((value) => evaluate(value, scope) === subject),
      );
      return runList(chosen ? chosen.body : statement.otherwise, scope, effects);
    }
    case "block": {
      const leaving = runList(statement.body, scope, effects);
      return leaving === statement.label ? undefined : leaving;
    }
    case "exit":
      return statement.label;
    case "loop":
      return runList(statement.iterations.flat(), scope, effects);
    case "assert":
      if (!truth(statement.test, scope)) effects.broken(messageOf(statement.message, scope));
      return undefined;
  }
}

function messageOf(parts: Extract<Statement, { kind: "assert" }>["message"], scope: Scope): string {
  return parts.map((part) => (typeof part === "string" ? part : textOf(part, scope))).join("");
}

/** The value as the method itself would print it. */
function textOf(part: Expression, scope: Scope): string {
  const value = evaluate(part, scope);
  return String(part.type.kind === "fixed" ? Number(value) / 2 ** part.type.fraction : value);
}
