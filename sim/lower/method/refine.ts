import type { Flow } from "../flow.ts";
import type { BinaryName, Expression, ValueType } from "../ir.ts";
import { bigType, integerType } from "../value-type.ts";

const opposite: Partial<Record<BinaryName, BinaryName>> = {
  lt: "ge",
  ge: "lt",
  gt: "le",
  le: "gt",
  eq: "ne",
  ne: "eq",
};
const mirrored: Partial<Record<BinaryName, BinaryName>> = {
  lt: "gt",
  gt: "lt",
  le: "ge",
  ge: "le",
  eq: "eq",
  ne: "ne",
};

/** Narrows what a flow knows by a condition that is true (or false) on it. */
export function refine(flow: Flow, condition: Expression, truth: boolean): void {
  if (condition.op === "const") {
    if (condition.value !== truth) flow.reachable = false;
    return;
  }
  if (condition.op === "unary") {
    if (condition.name === "lnot") refine(flow, condition.arg, !truth);
    if (condition.name === "toBoolean") refineTruth(flow, condition.arg, truth);
    return;
  }
  if (condition.op !== "binary") return;
  const { name, left, right } = condition;
  if ((name === "land" && truth) || (name === "lor" && !truth)) {
    refine(flow, left, truth);
    refine(flow, right, truth);
    return;
  }
  const relation = truth ? name : opposite[name];
  const reverse = relation && mirrored[relation];
  if (!relation || !reverse) return;
  narrow(flow, left, relation, right);
  narrow(flow, right, reverse, left);
}

/** An integer is 0, or is not. */
function refineTruth(flow: Flow, arg: Expression, truth: boolean): void {
  const zero: Expression =
    arg.type.kind === "big"
      ? { op: "const", type: bigType(0n, 0n), value: 0n }
      : { op: "const", type: integerType(0, 0), value: 0 };
  narrow(flow, arg, truth ? "ne" : "eq", zero);
}

function narrow(flow: Flow, expr: Expression, relation: BinaryName, bound: Expression): void {
  const now = currentType(flow, expr);
  if (relation === "ne" && isZero(bound) && excludeZero(flow, expr, now)) return;
  if (now.kind === "integer" && bound.type.kind === "integer") {
    const { low, high } = bound.type;
    learn(
      flow,
      expr,
      narrowed(
        now,
        relation,
        low,
        high,
        1,
        (a, b) => Math.max(a, b),
        (a, b) => Math.min(a, b),
      ),
      integerType,
    );
  } else if (now.kind === "big" && bound.type.kind === "big") {
    const { low, high } = bound.type;
    learn(
      flow,
      expr,
      narrowed(
        now,
        relation,
        low,
        high,
        1n,
        (a, b) => (a > b ? a : b),
        (a, b) => (a < b ? a : b),
      ),
      bigType,
    );
  }
}

function isZero({ type }: Expression): boolean {
  return (
    (type.kind === "integer" || type.kind === "big") && Number(type.low) === 0 && Number(type.high) === 0
  );
}

/** 0 in the middle of the bounds of a signal or a local: they stay, with a hole. */
function excludeZero(flow: Flow, expr: Expression, now: ValueType): boolean {
  if ((now.kind !== "integer" && now.kind !== "big") || now.low >= 0 || now.high <= 0) return false;
  if (expr.op === "local") flow.locals.set(expr.local, { ...now, nonZero: true });
  else if (expr.op === "read") flow.signals.set(expr.signal, { ...now, nonZero: true });
  return true;
}

type Bounds<N> = { readonly low: N; readonly high: N };

function narrowed<N extends number | bigint>(
  now: Bounds<N>,
  relation: BinaryName,
  low: N,
  high: N,
  one: N,
  max: (a: N, b: N) => N,
  min: (a: N, b: N) => N,
): Bounds<N> {
  switch (relation) {
    case "lt":
      return { low: now.low, high: min(now.high, minus(high, one)) };
    case "le":
      return { low: now.low, high: min(now.high, high) };
    case "gt":
      return { low: max(now.low, plus(low, one)), high: now.high };
    case "ge":
      return { low: max(now.low, low), high: now.high };
    case "eq":
      return { low: max(now.low, low), high: min(now.high, high) };
    case "ne":
      if (low !== high) return now;
      return {
        low: now.low === low ? plus(now.low, one) : now.low,
        high: now.high === low ? minus(now.high, one) : now.high,
      };
    default:
      return now;
  }
}

function plus<N extends number | bigint>(a: N, b: N): N {
  return ((a as number) + (b as number)) as N;
}

function minus<N extends number | bigint>(a: N, b: N): N {
  return ((a as number) - (b as number)) as N;
}

function currentType(flow: Flow, expr: Expression) {
  if (expr.op === "local") return flow.locals.get(expr.local) ?? expr.type;
  if (expr.op === "read") return flow.signals.get(expr.signal) ?? expr.type;
  return expr.type;
}

/** Keeps new bounds of a local or a signal; of a sum with a constant, those of its other operand. */
function learn<N extends number | bigint>(
  flow: Flow,
  expr: Expression,
  bounds: Bounds<N>,
  make: (low: N, high: N) => ReturnType<typeof integerType> | ReturnType<typeof bigType>,
): void {
  if (bounds.low > bounds.high) {
    flow.reachable = false;
    return;
  }
  if (expr.op === "local") flow.locals.set(expr.local, make(bounds.low, bounds.high));
  else if (expr.op === "read") flow.signals.set(expr.signal, make(bounds.low, bounds.high));
  else if (
    expr.op === "binary" &&
    (expr.name === "add" || expr.name === "sub") &&
    expr.right.op === "const"
  ) {
    const shift = expr.right.value as N;
    const undo = expr.name === "add" ? minus<N> : plus<N>;
    const inner = currentType(flow, expr.left) as unknown as Bounds<N>;
    const low = undo(bounds.low, shift);
    const high = undo(bounds.high, shift);
    learn(
      flow,
      expr.left,
      { low: low > inner.low ? low : inner.low, high: high < inner.high ? high : inner.high },
      make,
    );
  }
}
