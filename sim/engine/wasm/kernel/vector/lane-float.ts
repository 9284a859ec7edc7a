import type { FloatType } from "../../../../describe/index.ts";
import type { Expression } from "../../../../lower/index.ts";
import type { LaneScope } from "./lane-expression.ts";
import type { LaneNode } from "./lane-graph.ts";
import { obstacle } from "./obstacle.ts";

/**
 * Floats in vectors: those whose exponent is binary32's. Results of operators are rounded to 24 bits, and then perhaps to p < 24; the two
 * roundings are one where the single holds the result exactly, and for sums of numbers of at most p ≤ 11 bits (24 ≥ 2p + 2; below the normal
 * numbers sums are exact). Products of narrow formats are not among them: two roundings of a subnormal one can differ from one.
 */
export function laneFloat(
  expr: Expression,
  scope: LaneScope,
  value: (expr: Expression, scope: LaneScope) => LaneNode,
): LaneNode {
  const { graph } = scope;
  switch (expr.op) {
    case "const": {
      const number = Number(expr.value);
      if (!Object.is(Math.fround(number), number)) obstacle(`${number} is no single float`);
      return graph.float("const", [], { value: number });
    }
    case "unary": {
      if (expr.name === "toFloat") return converted(expr.arg, scope, value);
      if (expr.name !== "neg" && expr.name !== "abs") return obstacle(`it needs ${expr.name} of floats`);
      return graph.float(expr.name, [value(expr.arg, scope)]);
    }
    case "fit": {
      if (expr.to.kind !== "float") return obstacle("a float becomes an integer");
      return rounded(expr.to, expr.arg, scope, value);
    }
    case "binary":
      if (expr.name === "min" || expr.name === "max")
        return graph.float(expr.name, [value(expr.left, scope), value(expr.right, scope)]);
      return obstacle("a result of floats is used before it is rounded");
    default:
      return obstacle(`it needs ${expr.op} of floats`);
  }
}

/** An integer as the float that it is. */
function converted(
  arg: Expression,
  scope: LaneScope,
  value: (expr: Expression, scope: LaneScope) => LaneNode,
): LaneNode {
  if (arg.type.kind === "fixed" && arg.type.fraction > 0) obstacle("a fixed-point number becomes a float");
  const node = value(arg, scope);
  const isExact = node.kind === "integer" && node.low >= -(2 ** 24) && node.high <= 2 ** 24;
  return isExact
    ? scope.graph.float("convert", [node])
    : obstacle("an integer of more than 24 bits becomes a float");
}

const isPlain = ({ exponent, flush }: FloatType): boolean => exponent === 8 && !flush;

function rounded(
  to: FloatType,
  arg: Expression,
  scope: LaneScope,
  value: (expr: Expression, scope: LaneScope) => LaneNode,
): LaneNode {
  const { graph } = scope;
  if (!isPlain(to)) return obstacle("a float format whose exponent is not that of binary32");
  const round = (node: LaneNode): LaneNode =>
    to.mantissa === 23 ? node : graph.float("roundTo", [node], { value: to.mantissa });
  if (arg.op === "unary" && arg.name === "toFloat") return round(converted(arg.arg, scope, value));
  if (arg.type.kind !== "float") return round(converted(arg, scope, value));
  if (arg.op === "binary" && ["add", "sub", "mul", "div"].includes(arg.name)) {
    const { left, right } = arg;
    const isHeld = (part: Expression): boolean =>
      part.op === "const" ||
      (part.type.kind === "float" && part.type.format !== undefined && isPlain(part.type.format));
    if (!isHeld(left) || !isHeld(right) || !isRoundedOnce(to, arg))
      return obstacle("a result of floats that a single does not round rightly");
    return round(graph.float(arg.name as "add", [value(left, scope), value(right, scope)]));
  }
  return round(value(arg, scope));
}

function isRoundedOnce(
  to: FloatType,
  { name, type, left, right }: Extract<Expression, { op: "binary" }>,
): boolean {
  if (to.mantissa === 23) return true;
  if (type.kind !== "float") return false;
  const { exact, bits, low, high } = type.reals;
  if (exact && bits <= 24 && low >= -149 && high <= 128) return true;
  const areNarrow = [left, right].every(
    (part) => part.type.kind === "float" && part.type.reals.bits <= to.mantissa + 1,
  );
  return (name === "add" || name === "sub") && to.mantissa <= 10 && areNarrow;
}
