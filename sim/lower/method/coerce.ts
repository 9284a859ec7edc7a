import type { AnyNode } from "acorn";
import { isCompositeSignal, isLeafSignal, isMemory } from "../../describe/index.ts";
import { decide } from "../arithmetic/fold.ts";
import { asInteger, isNegativeZero } from "../arithmetic/integers.ts";
import type { Frame } from "../frame.ts";
import type { Constant, Expression, ValueType } from "../ir.ts";
import { booleanType, constant, valueTypeText } from "../value-type.ts";
import { conversionTo } from "./kinds.ts";
import { isNothing, type Value, valueText } from "../value.ts";
import type { MethodContext } from "./context.ts";

/** The value on wires of a value; anything else is refused. `like`: what it stands beside, for enumeration members. */
export function toExpression(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  value: Value,
  like?: ValueType,
): Expression {
  if (value.is === "scalar") return value.expr;
  if (value.is === "static") {
    const known = value.value;
    if (typeof known === "number" || typeof known === "bigint" || typeof known === "boolean")
      return constant(known);
    if (typeof known === "string" && like?.kind === "enumeration")
      return enumerationConstant(cx, frame, node, known, like);
  }
  if (value.is === "choice" && like?.kind === "enumeration") {
    const values = value.options.map((option) => toExpression(cx, frame, node, option, like) as Constant);
    return { op: "table", type: like, values, at: value.at };
  }
  const text = frame.source.snippet(node);
  if (value.is === "static" && isMemory(value.value))
    cx.refuse(frame, node, "E-SUBSET", {
      what: `the memory ${text} itself, as a value,`,
      cure: `read a word of it: ${named(text)}.read(address)`,
    });
  if (value.is === "static" && isSignal(value.value))
    cx.refuse(frame, node, "E-SUBSET", {
      what: `the signal ${text} itself, as a value,`,
      cure: `write ${named(text)}.value`,
    });
  return cx.refuse(frame, node, "E-SUBSET", {
    what: `${valueText(value)} as a value (${text})`,
    cure: isNothing(value)
      ? "give a value on every way; where a name was meant, look for it: a member that is not there has no value"
      : "use the value of a signal (x.value), a number, a bigint, a boolean or a member of an enumeration",
  });
}

function enumerationConstant(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  label: string,
  type: Extract<ValueType, { kind: "enumeration" }>,
): Expression {
  if (!type.of.labels.includes(label))
    cx.refuse(frame, node, "E-KIND", {
      operator: "an enumeration",
      takes: `one of its members (${type.of.labels.join(", ")})`,
      seen: `"${label}"`,
      cure: "use a member of the same enumeration",
    });
  return { op: "const", type, value: label };
}

/** A value that is a boolean on some ways, and a number on others, has no one kind. */
export function refuseMixed(cx: MethodContext, frame: Frame, node: AnyNode, operator: string): never {
  return cx.refuse(frame, node, "E-KIND", {
    operator,
    left: "a boolean",
    right: "a number, depending on the case",
    cure: "make it one kind: (c ? 1 : 0), or x === 1",
  });
}

/** Both operands as expressions; a member of an enumeration takes the other's type. */
export function toExpressions(
  cx: MethodContext,
  frame: Frame,
  nodes: readonly [AnyNode, AnyNode],
  values: readonly [Value, Value],
): readonly [Expression, Expression] {
  return [
    toExpression(cx, frame, nodes[0], values[0], likeOf(values[0], values[1])),
    toExpression(cx, frame, nodes[1], values[1], likeOf(values[1], values[0])),
  ];
}

/** The type beside a value that has none of its own. */
function likeOf(value: Value, beside: Value): ValueType | undefined {
  return value.is !== "scalar" && beside.is === "scalar" ? beside.expr.type : undefined;
}

export function isSignal(value: unknown): boolean {
  return isLeafSignal(value) || isCompositeSignal(value);
}

/** A name to write behind; x where the source has more than one. */
function named(text: string): string {
  return /^[\w$.[\]]+$/.test(text) ? text : "x";
}

/** A value as a condition, by JavaScript's truth. */
export function toCondition(cx: MethodContext, frame: Frame, node: AnyNode, value: Value): Expression {
  if (value.is !== "scalar") {
    const known = value.is === "static" ? value.value : value;
    if (isSignal(known)) {
      const text = frame.source.snippet(node);
      cx.refuse(frame, node, "E-SUBSET", {
        what: `the signal ${text} itself, as a condition, which is always true,`,
        cure: `write ${named(text)}.value; whether there is such a signal is asked by ${named(text)} !== undefined`,
      });
    }
    return constant(Boolean(known));
  }
  const { expr } = value;
  if (isNegativeZero(expr)) return constant(false);
  switch (expr.type.kind) {
    case "boolean":
      return expr;
    case "integer":
    case "big": {
      if (expr.op === "const") return constant(Boolean(expr.value));
      const { low, high } = expr.type;
      if (low < 0 || high > 1) cx.report(frame, node, "W-TRUTHY", { range: valueTypeText(expr.type) });
      if (low > 0 || high < 0) return constant(true);
      if (low === high) return constant(false);
      // The 0 or 1 that a boolean was made into is that boolean again.
      if (expr.op === "unary" && expr.name === "toInteger" && expr.arg.type.kind === "boolean")
        return expr.arg;
      return { op: "unary", name: "toBoolean", type: booleanType, arg: expr };
    }
    default:
      return cx.refuse(frame, node, "E-KIND", {
        operator: "a condition",
        takes: "true or false",
        seen: valueTypeText(expr.type),
        cure: "compare it with a value",
      });
  }
}

export function negate(expr: Expression): Expression {
  if (expr.op === "const") return constant(!expr.value);
  if (expr.op === "unary" && expr.name === "lnot") return expr.arg;
  return decide({ op: "unary", name: "lnot", type: booleanType, arg: expr });
}

/** An integer where nothing else will do; −0 is 0 there. */
export function needInteger(cx: MethodContext, frame: Frame, node: AnyNode, expr: Expression): Expression {
  if (expr.type.kind === "integer") return expr;
  if (isNegativeZero(expr)) return asInteger(expr);
  return cx.refuse(frame, node, "E-KIND", {
    operator: frame.source.snippet(node),
    takes: "an integer",
    seen: valueTypeText(expr.type),
    cure: conversionTo("integer", expr) ?? "compute it from integers",
  });
}
