import type { AnyNode } from "acorn";
import { sameType } from "../../describe/index.ts";
import { bigArithmetic, bigBitwise, bigShift, bigUnary } from "../arithmetic/bigs.ts";
import { asFixed, fixedArithmetic, fixedComparison, fixedUnary } from "../arithmetic/fixeds.ts";
import { floatArithmetic, floatComparison, floatUnary } from "../arithmetic/floats.ts";
import { decide, foldBinary, foldedConstant, knownValue } from "../arithmetic/fold.ts";
import {
  asInteger,
  int32Arithmetic,
  integerArithmetic,
  integerUnary,
  isNegativeZero,
} from "../arithmetic/integers.ts";
import type { Frame } from "../frame.ts";
import type { BinaryName, Expression } from "../ir.ts";
import { booleanType, constant, floatConstant, typeOfLeaf, valueTypeText } from "../value-type.ts";
import { type ChoiceValue, isNothing, nothing, scalar, staticValue, type Value } from "../value.ts";
import { isSignal, negate, refuseMixed, toCondition, toExpression, toExpressions } from "./coerce.ts";
import type { MethodContext } from "./context.ts";
import { mismatch } from "./kinds.ts";

const comparisons: Readonly<Record<string, BinaryName>> = {
  "===": "eq",
  "!==": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};

/** Operators that the subset has not, and what says the same. */
const insteadOf: Readonly<Record<string, string>> = {
  "**": "use shl(1, n) for powers of two",
  "==": "write ===",
  "!=": "write !==",
};

/** `typeof` of what is chosen at run time: a text, or a choice of texts. */
function typesOf(value: ChoiceValue): Value {
  const options = value.options.map((option) => staticValue(typeof option.value));
  return new Set(options.map((option) => option.value)).size === 1 ? options[0]! : { ...value, options };
}

/** A unary operator, as it stands before its operand. */
export function unary(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  argument: AnyNode,
): Value {
  const value = cx.lowerers.expression(cx, frame, argument);
  if (operator === "!") return scalar(negate(toCondition(cx, frame, argument, value)));
  if (operator === "typeof" && value.is !== "scalar") {
    if (value.is === "closure") return staticValue("function");
    if (value.is === "choice") return typesOf(value);
    return staticValue(typeof (value.is === "static" ? value.value : {}));
  }
  if (operator === "void") return nothing;
  const raw = toExpression(cx, frame, argument, value);
  const at = cx.at(frame, node);
  const expr = raw.type.kind === "boolean" ? asInteger(raw) : raw;
  const known = expr.op === "const" ? knownValue(expr) : undefined;
  if (operator === "+" && expr.type.kind !== "big" && expr.type.kind !== "enumeration") return scalar(expr);
  if (operator === "-") {
    // −0 is a real number: an integer has no sign at 0, and asInteger() takes it for 0 where it meets one.
    if (typeof known === "number")
      return scalar(expr.type.kind === "float" ? floatConstant(-known) : constant(-known));
    if (typeof known === "bigint") return scalar(constant(-known));
    if (expr.type.kind === "integer") return scalar(integerUnary("neg", expr, at));
    if (expr.type.kind === "big") return scalar(bigUnary("neg", expr));
    if (expr.type.kind === "float") return scalar(floatUnary("neg", expr, at));
    if (expr.type.kind === "fixed") return scalar(fixedUnary("neg", expr));
  }
  if (operator === "~") {
    if (typeof known === "bigint") return scalar(constant(~known));
    if (isNegativeZero(expr)) return scalar(constant(-1));
    if (expr.type.kind === "integer") return scalar(integerUnary("not", expr, at));
    if (expr.type.kind === "big") return scalar(bigUnary("not", expr));
  }
  return cx.refuse(frame, node, "E-SUBSET", {
    what: `${operator} on ${valueTypeText(expr.type)}`,
    cure: "use the operators on numbers and bigints",
  });
}

/** A binary operator on two values. */
export function binary(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  nodes: readonly [AnyNode, AnyNode],
  values: readonly [Value, Value],
): Value {
  const [a, b] = values;
  if (a.is === "static" && b.is === "static" && (operator === "===" || operator === "!==")) {
    if (isSignal(a.value) && isSignal(b.value)) return scalar(toExpression(cx, frame, nodes[0], a));
    return scalar(constant((a.value === b.value) === (operator === "===")));
  }
  if ((operator === "===" || operator === "!==") && (isNothing(a) || isNothing(b)))
    return scalar(constant(operator === "!=="));
  if (operator === "===" || operator === "!==")
    for (const value of values)
      if (value.is === "scalar" && value.mixed) refuseMixed(cx, frame, node, operator);
  const [first, second] = toExpressions(cx, frame, nodes, values);
  const left = cx.fields.open(first, second);
  const right = cx.fields.open(second, first);
  if (
    left.op === "const" &&
    right.op === "const" &&
    left.type.kind !== "fixed" &&
    right.type.kind !== "fixed" &&
    typeof left.value !== "string" &&
    typeof right.value !== "string"
  ) {
    checkExact(cx, frame, node, operator, left, right);
    const folded = foldBinary(operator, left.value, right.value);
    if (folded !== undefined) return scalar(foldedConstant(folded, [asInteger(left), asInteger(right)]));
  }
  const comparison = comparisons[operator];
  if (comparison) return scalar(compare(cx, frame, node, operator, comparison, left, right));
  return scalar(arithmetic(cx, frame, node, operator, left, right));
}

/** Constants obey the bounds of the operators as well, before JavaScript drops bits of them. */
function checkExact(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  left: Expression,
  right: Expression,
): void {
  if (asInteger(left).type.kind !== "integer" || asInteger(right).type.kind !== "integer") return;
  const at = cx.at(frame, node);
  switch (operator) {
    case "+":
    case "-":
    case "*":
      integerArithmetic(operator, asInteger(left), asInteger(right), at);
      return;
    case "&":
    case "|":
    case "^":
    case "<<":
    case ">>":
    case ">>>":
      int32Arithmetic(operator, asInteger(left), asInteger(right), at);
      return;
    case "**": {
      const power = Number(left.op === "const" && left.value) ** Number(right.op === "const" && right.value);
      if (Math.abs(power) > Number.MAX_SAFE_INTEGER)
        at.report("E-RANGE", { what: "the power", low: power, high: power });
    }
  }
}

function compare(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  name: BinaryName,
  leftRaw: Expression,
  rightRaw: Expression,
): Expression {
  const left = rightRaw.type.kind === "integer" && isNegativeZero(leftRaw) ? asInteger(leftRaw) : leftRaw;
  const right = leftRaw.type.kind === "integer" && isNegativeZero(rightRaw) ? asInteger(rightRaw) : rightRaw;
  const kinds = `${left.type.kind} ${right.type.kind}`;
  checkConstant(cx, frame, node, left, right);
  checkConstant(cx, frame, node, right, left);
  if (kinds.includes("fixed")) {
    const [a, b] = [asFixed(left), asFixed(right)];
    if (!a || !b) return mismatch(cx, frame, node, operator, left, right);
    return fixedComparison(name, a, b, cx.at(frame, node));
  }
  if (kinds.includes("float")) return floatComparison(name, left, right, cx.at(frame, node));
  const same = left.type.kind === right.type.kind;
  const ordered = left.type.kind === "integer" || left.type.kind === "big";
  if (!same || (!ordered && name !== "eq" && name !== "ne"))
    return mismatch(cx, frame, node, operator, left, right);
  if (
    left.type.kind === "enumeration" &&
    right.type.kind === "enumeration" &&
    !sameType(left.type.of, right.type.of)
  )
    return mismatch(cx, frame, node, operator, left, right);
  return decide({ op: "binary", name, type: booleanType, left, right });
}

/** A signal that is compared with a constant which its type can't hold is a mistake, also as a case of a switch. */
export function checkConstant(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  read: Expression,
  value: Expression,
): void {
  const index = read.op === "read" ? read.signal : read.op === "element" ? read.signals[0] : undefined;
  if (index === undefined || value.op !== "const") return;
  const signal = cx.table.object(index);
  const whole = typeOfLeaf(signal.type, signal.options.range);
  const known = value.value;
  if (
    (whole.kind !== "integer" && whole.kind !== "big") ||
    typeof known === "string" ||
    typeof known === "boolean"
  )
    return;
  // Of two kinds something else is said.
  if (typeof known !== typeof whole.low) return;
  if (known < whole.low || known > whole.high)
    cx.report(
      frame,
      node,
      "E-CONST-COMPARE",
      {
        signal: signal.path,
        type: valueTypeText(whole),
        value: typeof known === "bigint" ? `${known}n` : `${known}`,
      },
      signal.path,
    );
}

function arithmetic(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  leftRaw: Expression,
  rightRaw: Expression,
): Expression {
  const left = rightRaw.type.kind === "float" ? leftRaw : asInteger(leftRaw);
  const right = leftRaw.type.kind === "float" ? rightRaw : asInteger(rightRaw);
  const at = cx.at(frame, node);
  const kinds = `${left.type.kind} ${right.type.kind}`;
  if (kinds === "integer integer") {
    switch (operator) {
      case "+":
      case "-":
      case "*":
      case "%":
        return integerArithmetic(operator, left, right, at);
      case "&":
      case "|":
      case "^":
      case "<<":
      case ">>":
      case ">>>":
        return int32Arithmetic(operator, left, right, at);
      case "/":
        return at.refuse("E-DIVISION", {});
      default:
        return at.refuse("E-SUBSET", {
          what: `the operator ${operator} on values on wires`,
          cure: insteadOf[operator] ?? "use + - * % and the bitwise operators",
        });
    }
  }
  if (kinds === "big big") {
    if (operator === "+" || operator === "-" || operator === "*" || operator === "/" || operator === "%")
      return bigArithmetic(operator, left, right, at);
    if (operator === "&" || operator === "|" || operator === "^")
      return bigBitwise(operator === "&" ? "and" : operator === "|" ? "or" : "xor", left, right);
    if ((operator === "<<" || operator === ">>") && right.op === "const")
      return bigShift(operator === "<<" ? "shl" : "shr", left, constant(Number(right.value)), at);
    return at.refuse("E-SUBSET", {
      what: `the operator ${operator} on bigints`,
      cure: "use shl(x, n) and shr(x, n) with a number as count",
    });
  }
  const name = ({ "+": "add", "-": "sub", "*": "mul", "/": "div" } as const)[operator];
  if (kinds.includes("fixed")) {
    const [a, b] = [asFixed(left), asFixed(right)];
    if (name && a && b) return fixedArithmetic(name, a, b, at);
    return mismatch(cx, frame, node, operator, left, right);
  }
  if (left.type.kind === "float" || right.type.kind === "float") {
    if (name && !kinds.includes("big") && !kinds.includes("enumeration"))
      return floatArithmetic(name, left, right, at);
  }
  return mismatch(cx, frame, node, operator, left, right);
}
