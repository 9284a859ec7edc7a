import { type Expression, operandsOf } from "../../../../lower/index.ts";

/** Expressions of more parts are skipped by a branch where they are not needed. */
const MOST_PARTS = 10;

/** Whether evaluating the expression where it is not needed does no harm and costs little. */
export function isCheap(expr: Expression): boolean {
  return partsOf(expr, MOST_PARTS) <= MOST_PARTS;
}

/** Parts of an expression, more than `most` if there are more, or if one may fail where a guard excludes it. */
function partsOf(expr: Expression, most: number): number {
  if (mayFail(expr) || representsWide(expr)) return Infinity;
  let parts = 1;
  for (const operand of operandsOf(expr)) {
    parts += partsOf(operand, most - parts);
    if (parts > most) return parts;
  }
  return parts;
}

/** Indices, addresses and divisors are proven where the expression is evaluated, and nowhere else. */
function mayFail(expr: Expression): boolean {
  switch (expr.op) {
    case "element":
    case "table":
    case "select":
    case "memory":
      return true;
    case "binary":
      return expr.name === "rem" || expr.name.startsWith("div");
    default:
      return false;
  }
}

function representsWide({ type }: Expression): boolean {
  return type.kind === "big";
}
