import type { AnyNode } from "acorn";
import { fp32 } from "../../describe/index.ts";
import { toBig, toNumber } from "../arithmetic/bigs.ts";
import { fixedArithmetic, fixedToInteger, fixedUnary } from "../arithmetic/fixeds.ts";
import { floatArithmetic, floatUnary, floatWhole, roundTo } from "../arithmetic/floats.ts";
import { foldedConstant, knownValue } from "../arithmetic/fold.ts";
import { asInteger, extremum, imul, integerDivision, integerUnary } from "../arithmetic/integers.ts";
import type { Frame } from "../frame.ts";
import type { Expression } from "../ir.ts";
import { constant, typeOfLeaf, valueTypeText } from "../value-type.ts";
import { nothing, scalar, type Value, valueText } from "../value.ts";
import { needInteger, toCondition, toExpression } from "./coerce.ts";
import type { MethodContext } from "./context.ts";
import { inOrder } from "./in-order.ts";
import { kindText, sameKind } from "./kinds.ts";
import { binary } from "./operators.ts";

type Call = Extract<AnyNode, { type: "CallExpression" }>;

/** A call of a function of JavaScript itself. */
export function builtin(
  cx: MethodContext,
  frame: Frame,
  node: Call,
  fn: Function,
  lowerArguments: () => readonly Value[],
): Value {
  const at = cx.at(frame, node);
  const rounded = roundedDivision(cx, frame, node, fn);
  if (rounded) return rounded;
  const args = lowerArguments();
  const constants = args.map((arg) =>
    arg.is === "scalar" && arg.expr.type.kind !== "enumeration" ? knownValue(arg.expr) : undefined,
  );
  if (constants.every((value) => value !== undefined) && isPure(fn)) {
    const value = resultOf(fn, constants);
    if (wholeParts.has(fn) && Number.isSafeInteger(value) && !Object.is(value, -0))
      return scalar(constant(value as number));
    if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
      return scalar(
        foldedConstant(
          value,
          args.flatMap((arg) => (arg.is === "scalar" ? [asInteger(arg.expr)] : [])),
        ),
      );
  }
  const expr = (i: number): Expression =>
    asInteger(toExpression(cx, frame, node.arguments[i] ?? node, args[i] ?? nothing));
  if (fn === Number) {
    const a = expr(0);
    return scalar(a.type.kind === "big" ? toNumber(a, at) : needNumber(cx, frame, node, "Number", a));
  }
  if (fn === BigInt) return scalar(toBig(needInteger(cx, frame, node, expr(0))));
  if (fn === Boolean) return scalar(toCondition(cx, frame, node.arguments[0] ?? node, args[0] ?? nothing));
  if (fn === BigInt.asUintN || fn === BigInt.asIntN)
    return scalar(asWidth(cx, frame, node, fn === BigInt.asIntN, expr(0), expr(1)));
  if (fn === Math.min || fn === Math.max) {
    const name = fn === Math.min ? "min" : "max";
    const least = args.map((_, i) => expr(i)).reduce((a, b) => minimumOrMaximum(cx, frame, node, name, a, b));
    return scalar(needNumber(cx, frame, node, `Math.${name}`, least));
  }
  if (fn === Math.abs) {
    const a = expr(0);
    if (a.type.kind === "fixed") return scalar(fixedUnary("abs", a));
    return scalar(
      a.type.kind === "float"
        ? floatUnary("abs", a, at)
        : integerUnary("abs", needInteger(cx, frame, node, a), at),
    );
  }
  if (fn === Math.trunc || fn === Math.floor || fn === Math.round) {
    const a = expr(0);
    const name = fn === Math.trunc ? "trunc" : fn === Math.floor ? "floor" : "round";
    if (a.type.kind === "integer") return scalar(a);
    if (a.type.kind === "fixed" || a.type.kind === "float")
      return scalar(wholePart(cx, frame, node, name, a));
  }
  if (fn === Math.imul)
    return scalar(imul(needInteger(cx, frame, node, expr(0)), needInteger(cx, frame, node, expr(1)), at));
  if (fn === Math.clz32) return scalar(integerUnary("clz32", needInteger(cx, frame, node, expr(0)), at));
  if (fn === Math.fround)
    return scalar({ ...roundTo(fp32, toExpression(cx, frame, node, args[0] ?? nothing), at) });
  return cx.refuse(frame, node, "E-SUBSET", {
    what: `${frame.source.snippet(node.callee)}()${args.length > 0 ? ` on ${args.map(valueText).join(", ")}` : ""}`,
    cure:
      fn === Math.random
        ? "hardware draws from a shift register (Lfsr of systole/hw), a behavioural module from this.random in update()"
        : fn === Date.now
          ? "count cycles in a register"
          : "use + - * %, Math.min/max/abs/trunc/floor/round/imul/fround/clz32 and the kit's operators; what hardware has no circuit for becomes a table",
  });
}

/** Of a real constant they give an integer, as in JavaScript; only −0 stays a real number. */
const wholeParts: ReadonlySet<unknown> = new Set([Math.trunc, Math.floor, Math.round, Math.ceil]);

/** What a function of JavaScript gives; undefined where it throws, such as for a bigint where a number belongs. */
function resultOf(fn: Function, args: readonly unknown[]): unknown {
  try {
    return (fn as (...values: unknown[]) => unknown)(...args);
  } catch {
    return undefined;
  }
}

function isPure(fn: Function): boolean {
  if (fn === Math.random) return false;
  const known: readonly unknown[] = [
    ...Object.getOwnPropertyNames(Math).map((name) => (Math as unknown as Record<string, unknown>)[name]),
    Number,
    BigInt,
    Boolean,
    BigInt.asIntN,
    BigInt.asUintN,
    Number.isInteger,
    Number.isSafeInteger,
  ];
  return known.includes(fn);
}

/** What JavaScript takes as a number, without an error and with a result that is one. */
function needNumber(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  expr: Expression,
): Expression {
  if (expr.type.kind !== "big" && expr.type.kind !== "enumeration") return expr;
  return cx.refuse(frame, node, "E-KIND", {
    operator,
    takes: "a number",
    seen: valueTypeText(expr.type),
    cure:
      expr.type.kind === "big"
        ? "compare bigints and choose: a < b ? a : b"
        : "compare members of one enumeration with ===, or choose by a switch",
  });
}

function minimumOrMaximum(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  name: "min" | "max",
  left: Expression,
  right: Expression,
): Expression {
  const [a, b] = sameKind(left, right);
  if (a.type.kind === "fixed" && b.type.kind === "fixed")
    return fixedArithmetic(name, a, b, cx.at(frame, node));
  if (a.type.kind === "integer" && b.type.kind === "integer") return extremum(name, a, b);
  if (a.type.kind === "float" || b.type.kind === "float")
    return floatArithmetic(name, a, b, cx.at(frame, node));
  return cx.refuse(frame, node, "E-KIND", {
    operator: `Math.${name}`,
    left: valueTypeText(a.type),
    right: valueTypeText(b.type),
    cure: "use two integers or two floats",
  });
}

function asWidth(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  signed: boolean,
  width: Expression,
  value: Expression,
): Expression {
  const known = knownValue(width);
  const name = `BigInt.${signed ? "asIntN" : "asUintN"}`;
  if (value.type.kind !== "big")
    return cx.refuse(frame, node, "E-KIND", {
      operator: name,
      takes: "a bigint",
      seen: kindText(value),
      cure: "convert it with BigInt(x), or cut a number with bits(x, high, low)",
    });
  if (typeof known !== "number" || !Number.isInteger(known) || known < 1)
    return cx.refuse(frame, node, "E-SUBSET", {
      what:
        typeof known === "number"
          ? `${name} to a width of ${known}`
          : `${name} to a width that changes at run time`,
      cure: "give a constant width, a whole number from 1",
    });
  const to = { kind: signed ? "bigSint" : "bigUint", width: known } as Parameters<typeof typeOfLeaf>[0];
  return { op: "fit", type: typeOfLeaf(to), to, arg: value, asked: true };
}

/** `Math.trunc(x)`, `Math.floor(x)`, `Math.round(x)` of fixed point, an integer, and of a float, a real number still. */
function wholePart(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  name: "trunc" | "floor" | "round",
  expr: Expression,
): Expression {
  return expr.type.kind === "fixed"
    ? fixedToInteger(expr, name === "round" ? "halfUp" : name)
    : floatWhole(name, expr, cx.at(frame, node));
}

function constantNumber(value: Value): number | undefined {
  if (value.is !== "scalar" || value.expr.op !== "const") return undefined;
  const known = value.expr.value;
  return typeof known === "number" || typeof known === "boolean" ? Number(known) : undefined;
}

/** `Math.trunc(a / b)`, `Math.floor(a / b)`, `Math.round(a / b)` of integers, whose real quotient exists nowhere. */
function roundedDivision(cx: MethodContext, frame: Frame, node: Call, fn: Function): Value | undefined {
  const rounding =
    fn === Math.trunc ? "trunc" : fn === Math.floor ? "floor" : fn === Math.round ? "round" : undefined;
  const inner = node.arguments[0] as AnyNode | undefined;
  if (!rounding || inner?.type !== "BinaryExpression" || inner.operator !== "/") return undefined;
  const parts = [inner.left as AnyNode, inner.right] as const;
  const sides = inOrder(cx, parts, (part) => [cx.lowerers.expression(cx, frame, part!)]);
  const [left, right] = parts.map((part, i) => asInteger(toExpression(cx, frame, part, sides[i]!))) as [
    Expression,
    Expression,
  ];
  const kinds = [left.type.kind, right.type.kind];
  if (kinds.includes("fixed") || kinds.includes("float")) {
    const quotient = binary(cx, frame, inner, "/", parts, sides as [Value, Value]);
    const expr = toExpression(cx, frame, inner, quotient);
    const known = knownValue(expr);
    if (typeof known === "number") return scalar(foldedConstant(Math[rounding](known), [expr]));
    return scalar(wholePart(cx, frame, node, rounding, expr));
  }
  // As they stand, with their sign: 7 / −0 is −∞.
  const [dividend, divisor] = sides.map(constantNumber);
  if (dividend !== undefined && divisor !== undefined)
    return scalar(constant(Math[rounding](dividend / divisor) + 0));
  if (left.type.kind === "integer" && right.type.kind === "integer")
    return scalar(integerDivision(rounding, left, right, cx.at(frame, node)));
  return cx.refuse(frame, node, "E-SUBSET", {
    what: `a division inside Math.${rounding} that is not of two integers`,
    cure: "divide integers",
  });
}
