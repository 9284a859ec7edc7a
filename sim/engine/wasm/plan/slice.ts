import {
  bodiesOf,
  type Expression,
  expressionsOf,
  type LabelIndex,
  type LocalIndex,
  type SignalIndex,
  type Statement,
  walkExpression,
} from "../../../lower/index.ts";

/** A statement that acts behind the last one. */
export type Commit = Extract<Statement, { kind: "latch" | "latchElement" | "store" }>;

/** What a part of a body is for. */
export interface Goals {
  /** Drives of these signals. */
  readonly drives: (signal: SignalIndex) => boolean;
  /** These latches and stores. */
  readonly commits: (statement: Commit) => boolean;
  readonly asserts: boolean;
}

/**
 * The statements of a body that some goals need: assignments of locals and drives that nothing of it reads, directly or by way of others,
 * are left out, and so are ifs and switches that decide nothing.
 */
export function slice(statements: readonly Statement[], goals: Goals): readonly Statement[] {
  const locals = new Set<LocalIndex>();
  const signals = new Set<SignalIndex>();
  for (;;) {
    const sizes = locals.size + signals.size;
    const kept = keep(statements, goals, locals, signals);
    for (const statement of kept) noteUses(statement, locals, signals);
    if (locals.size + signals.size === sizes) return kept;
  }
}

function keep(
  statements: readonly Statement[],
  goals: Goals,
  locals: ReadonlySet<LocalIndex>,
  signals: ReadonlySet<SignalIndex>,
): readonly Statement[] {
  const isKept = (signal: SignalIndex): boolean => goals.drives(signal) || signals.has(signal);
  /**
   * Runs backwards, so that an `exit` knows whether what it skips is kept. `open`: the blocks around; `followed`: those of them in which something
   * that is kept comes behind this list.
   */
  const list = (
    some: readonly Statement[],
    open: ReadonlySet<LabelIndex>,
    followed: ReadonlySet<LabelIndex>,
  ): readonly Statement[] => {
    const found: Statement[] = [];
    for (let i = some.length - 1; i >= 0; i--) {
      const kept = one(some[i]!, open, found.length > 0 ? open : followed);
      if (kept) found.push(kept);
    }
    return found.reverse();
  };
  const one = (
    statement: Statement,
    open: ReadonlySet<LabelIndex>,
    followed: ReadonlySet<LabelIndex>,
  ): Statement | undefined => {
    switch (statement.kind) {
      case "set":
        return locals.has(statement.local) ? statement : undefined;
      case "drive":
        return isKept(statement.signal) ? statement : undefined;
      case "driveElement":
        return statement.signals.some(isKept) ? statement : undefined;
      case "latch":
      case "latchElement":
      case "store":
        return goals.commits(statement) ? statement : undefined;
      case "assert":
        return goals.asserts ? { ...statement, message: [] } : undefined;
      case "if": {
        const then = list(statement.then, open, followed);
        const otherwise = list(statement.else, open, followed);
        return then.length + otherwise.length === 0 ? undefined : { ...statement, then, else: otherwise };
      }
      case "switch": {
        const cases = statement.cases.map((part) => ({ ...part, body: list(part.body, open, followed) }));
        const otherwise = list(statement.otherwise, open, followed);
        const isEmpty = otherwise.length === 0 && cases.every(({ body }) => body.length === 0);
        return isEmpty ? undefined : { ...statement, cases, otherwise };
      }
      case "loop": {
        let later = followed;
        const iterations: (readonly Statement[])[] = [];
        for (let i = statement.iterations.length - 1; i >= 0; i--) {
          const iteration = list(statement.iterations[i]!, open, later);
          if (iteration.length > 0) later = open;
          iterations.push(iteration);
        }
        const isEmpty = iterations.every((iteration) => iteration.length === 0);
        return isEmpty ? undefined : { ...statement, iterations: iterations.reverse() };
      }
      case "block": {
        const body = list(statement.body, new Set([...open, statement.label]), followed);
        return body.length === 0 ? undefined : { ...statement, body };
      }
      case "exit":
        return followed.has(statement.label) ? statement : undefined;
    }
  };
  return list(statements, new Set(), new Set());
}

function noteUses(statement: Statement, locals: Set<LocalIndex>, signals: Set<SignalIndex>): void {
  const visit = (expr: Expression): void => {
    if (expr.op === "local") locals.add(expr.local);
    else if (expr.op === "read") signals.add(expr.signal);
    else if (expr.op === "element") for (const signal of expr.signals) signals.add(signal);
  };
  const all = (some: readonly Statement[]): void => {
    for (const each of some) {
      for (const expr of expressionsOf(each)) walkExpression(expr, visit);
      for (const body of bodiesOf(each)) all(body);
    }
  };
  all([statement]);
}
