import type { AnyNode } from "acorn";
import {
  type FixedType,
  type FloatType,
  type HardwareType,
  isType,
  saturate,
  typeText,
} from "../../describe/index.ts";
import { bigSlice, toNumber } from "../arithmetic/bigs.ts";
import {
  asFixed,
  cutTo,
  fromPattern,
  patternOf,
  roundToFixed,
  saturateFixed,
  saturateReal,
} from "../arithmetic/fixeds.ts";
import {
  asFloatConstants,
  fusedMultiplyAdd,
  roundInteger,
  roundTo,
  sumOf,
  toFloat,
} from "../arithmetic/floats.ts";
import { asInteger, slice } from "../arithmetic/integers.ts";
import type { Reporter } from "../arithmetic/reporter.ts";
import type { Frame } from "../frame.ts";
import type { Expression } from "../ir.ts";
import { constant, floatType, integerType, typeOfLeaf, valueTypeText } from "../value-type.ts";
import { nothing, type Value } from "../value.ts";
import { elementsOf } from "./array-methods.ts";
import { needInteger, toExpression } from "./coerce.ts";
import type { MethodContext } from "./context.ts";

type Call = Extract<AnyNode, { type: "CallExpression" }>;

/** A call of an operator of the kit on floats or fixed-point numbers, or of a type that rounds. */
export function realIntrinsic(
  cx: MethodContext,
  frame: Frame,
  node: Call,
  name: "toFloat" | "float" | "fixed" | "fma" | "sum" | "bitsOf" | "fromBits",
  fn: Function,
  args: readonly Value[],
): Expression {
  const at = cx.at(frame, node);
  const raw = (i: number): Expression =>
    toExpression(cx, frame, node.arguments[i] ?? node, args[i] ?? nothing);
  const typeAt = (i: number): FloatType | FixedType => {
    const target = args[i];
    const type = target?.is === "static" ? target.value : undefined;
    const isReal = isType(type) && (type.kind === "float" || type.kind === "fixed");
    return isReal
      ? type
      : cx.refuse(frame, node, "E-SUBSET", {
          what: `${name} without a type`,
          cure: `give a float${name === "bitsOf" || name === "fromBits" ? " or fixed-point" : ""} type that is known at elaboration`,
        });
  };
  const formatAt = (i: number): FloatType => {
    const type = typeAt(i);
    return type.kind === "float"
      ? type
      : cx.refuse(frame, node, "E-KIND", {
          operator: name,
          takes: "a float type",
          seen: typeText(type),
          cure: "fixed-point sums and products are exact: round the result, q(a * b + c)",
        });
  };
  switch (name) {
    case "toFloat": {
      const a = raw(0).type.kind === "boolean" ? asInteger(raw(0)) : raw(0);
      if (args.length > 1) return roundInteger(formatAt(1), a, at);
      return asFloatConstants(a) ?? toFloat(a, at);
    }
    case "float":
      return roundTo(fn as unknown as FloatType, raw(0), at);
    case "fixed":
      return roundToFixed(fn as unknown as FixedType, raw(0), at);
    case "fma":
      return fusedMultiplyAdd(formatAt(3), [raw(0), raw(1), raw(2)], at);
    case "sum": {
      const terms = elementsOf(cx, frame, node, args[0] ?? nothing);
      return sumOf(
        formatAt(1),
        terms.map((term) => toExpression(cx, frame, node, term)),
        at,
      );
    }
    case "bitsOf":
      return pattern(cx, frame, node, typeAt(1), raw(0));
    case "fromBits":
      return fromPatternOf(cx, frame, node, typeAt(1), asInteger(raw(0)));
  }
}

function pattern(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  type: FloatType | FixedType,
  value: Expression,
): Expression {
  if (type.kind === "float") {
    const arg = roundTo(type, value, cx.at(frame, node));
    return { op: "encode", type: integerType(0, 2 ** type.width - 1), of: type, arg };
  }
  const exact = asFixed(value);
  if (!exact)
    return cx.refuse(frame, node, "E-KIND", {
      operator: "bitsOf",
      takes: typeText(type),
      seen: valueTypeText(value.type),
      cure: "saturate a float to the type first: saturate(q(x), q)",
    });
  const whole = typeOfLeaf(type);
  return patternOf(type, {
    op: "fit",
    type: whole,
    to: type,
    arg: cutTo(type, exact, cx.at(frame, node)),
    asked: true,
  });
}

function fromPatternOf(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  type: FloatType | FixedType,
  value: Expression,
): Expression {
  const top = type.width - 1;
  const low =
    value.type.kind === "big"
      ? toNumber(bigSlice(value, top, 0), cx.at(frame, node))
      : slice(needInteger(cx, frame, node, value), top, 0);
  return type.kind === "fixed"
    ? fromPattern(type, low)
    : { op: "decode", type: floatType(type), of: type, arg: low };
}

/** `saturate(x, type)` where x is a float, or x or the type fixed point; undefined for all else. */
export function saturateToReal(type: unknown, value: Expression, at: Reporter): Expression | undefined {
  if (!isType(type)) return undefined;
  if (value.type.kind === "float" && value.op === "const") return saturateConstant(type, Number(value.value));
  if (value.type.kind === "float") {
    if (type.kind !== "uint" && type.kind !== "sint" && type.kind !== "bit" && type.kind !== "fixed")
      return undefined;
    const whole = typeOfLeaf(type);
    if (whole.kind !== "integer" && whole.kind !== "fixed") return undefined;
    const fraction = whole.kind === "fixed" ? whole.fraction : 0;
    return saturateReal(fraction, [whole.low, whole.high], value, at);
  }
  if (type.kind !== "fixed") return undefined;
  const exact = asFixed(value);
  return exact && saturateFixed(type, exact, at);
}

function saturateConstant(type: HardwareType, value: number): Expression | undefined {
  if (type.kind !== "uint" && type.kind !== "sint" && type.kind !== "fixed") return undefined;
  const steps = type.kind === "fixed" ? type.fraction : 0;
  if (Number.isFinite(value) && !Number.isInteger(value * 2 ** steps)) return undefined;
  const clamped = constant(saturate(value, type));
  return type.kind === "fixed" ? asFixed(clamped) : clamped;
}
