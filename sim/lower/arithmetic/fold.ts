import type { Constant, Expression } from "../ir.ts";
import { constant, floatConstant } from "../value-type.ts";

type Primitive = number | bigint | boolean;

/** The value of an expression that is known at elaboration: a constant, or an integer whose bounds are one number. */
export function knownValue(expr: Expression): number | bigint | boolean | string | undefined {
  if (expr.op === "const") return expr.type.kind === "fixed" ? undefined : expr.value;
  const type = expr.type;
  if ((type.kind === "integer" || type.kind === "big") && type.low === type.high) return type.low;
  return undefined;
}

/** A comparison whose outcome the bounds decide is a constant. */
export function decide(expr: Expression): Expression {
  if (expr.op !== "binary") return expr;
  const a = expr.left.type;
  const b = expr.right.type;
  if (!((a.kind === "integer" && b.kind === "integer") || (a.kind === "big" && b.kind === "big")))
    return expr;
  const outcome = compare(expr.name, a, b);
  return outcome === undefined ? expr : constant(outcome);
}

interface Bounds {
  readonly low: Primitive;
  readonly high: Primitive;
}

function compare(name: string, a: Bounds, b: Bounds): boolean | undefined {
  switch (name) {
    case "lt":
      return a.high < b.low ? true : a.low >= b.high ? false : undefined;
    case "le":
      return a.high <= b.low ? true : a.low > b.high ? false : undefined;
    case "gt":
      return a.low > b.high ? true : a.high <= b.low ? false : undefined;
    case "ge":
      return a.low >= b.high ? true : a.high < b.low ? false : undefined;
    case "eq":
    case "ne": {
      const same = a.low === a.high && b.low === b.high && a.low === b.low;
      const apart = a.high < b.low || b.high < a.low;
      return same ? name === "eq" : apart ? name === "ne" : undefined;
    }
    default:
      return undefined;
  }
}

/** The constant that an operation on known operands gives: a real one if an operand is real, else an integer, never −0. */
export function foldedConstant(value: Primitive, operands: readonly Expression[]): Constant {
  if (typeof value !== "number") return constant(value);
  const isReal = operands.some((operand) => operand.type.kind === "float");
  return isReal ? floatConstant(value) : constant(value + 0);
}

const operators: Readonly<Record<string, (x: never, y: never) => Primitive>> = {
  "+": (x: number, y: number) => x + y,
  "-": (x: number, y: number) => x - y,
  "*": (x: number, y: number) => x * y,
  "/": (x: number, y: number) => x / y,
  "%": (x: number, y: number) => x % y,
  "**": (x: number, y: number) => x ** y,
  "&": (x: number, y: number) => x & y,
  "|": (x: number, y: number) => x | y,
  "^": (x: number, y: number) => x ^ y,
  "<<": (x: number, y: number) => x << y,
  ">>": (x: number, y: number) => x >> y,
  ">>>": (x: number, y: number) => x >>> y,
  "<": (x: number, y: number) => x < y,
  "<=": (x: number, y: number) => x <= y,
  ">": (x: number, y: number) => x > y,
  ">=": (x: number, y: number) => x >= y,
  "===": (x: number, y: number) => x === y,
  "!==": (x: number, y: number) => x !== y,
};

/** JavaScript's own result of a binary operator on two known values; undefined where the operator is not of the subset or throws. */
export function foldBinary(operator: string, a: Primitive, b: Primitive): Primitive | undefined {
  const operation = operators[operator];
  if (!operation) return undefined;
  try {
    return operation(a as never, b as never);
  } catch {
    return undefined;
  }
}
