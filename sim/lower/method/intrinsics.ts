import type { AnyNode } from "acorn";
import { isType, typeText } from "../../describe/index.ts";
import { SystoleError } from "../../errors/index.ts";
import { bigBitwise, bigExtremum, bigShift, bigSlice, MOST_BIG_SHIFT, toNumber } from "../arithmetic/bigs.ts";
import { knownValue } from "../arithmetic/fold.ts";
import {
  asInteger,
  extremum,
  MOST_SHIFT,
  rangeOf,
  slice,
  wideBitwise,
  wideShift,
} from "../arithmetic/integers.ts";
import type { Frame } from "../frame.ts";
import type { Expression } from "../ir.ts";
import { constant, typeOfLeaf, valueTypeText } from "../value-type.ts";
import { nothing, scalar, staticValue, type Value, valueText } from "../value.ts";
import { assertion } from "./assertions.ts";
import { needInteger, toExpression } from "./coerce.ts";
import { type MethodContext, Refused } from "./context.ts";
import { sameKind } from "./kinds.ts";
import { memberOf } from "./members.ts";
import { isListed } from "./patterns.ts";
import { realIntrinsic, saturateToReal } from "./real-intrinsics.ts";

type Call = Extract<AnyNode, { type: "CallExpression" }>;

/** A call of an operator of the kit. */
export function intrinsic(
  cx: MethodContext,
  frame: Frame,
  node: Call,
  name: string,
  fn: Function,
  args: readonly Value[],
): Value {
  const at = cx.at(frame, node);
  const expr = (i: number): Expression =>
    asInteger(toExpression(cx, frame, node.arguments[i] ?? node, args[i] ?? nothing));
  const whole = (i: number): number => {
    const position = expr(i);
    const known = knownValue(position);
    if (typeof known === "number") return known;
    needInteger(cx, frame, node, position);
    return cx.refuse(frame, node, "E-SUBSET", {
      what: `${name} with a bit position that changes at run time`,
      cure: "shift first: bits(shr(x, n), high, low)",
    });
  };
  const two = (): readonly [Expression, Expression] => {
    const [a, b] = sameKind(expr(0), expr(1));
    if (a.type.kind !== b.type.kind)
      cx.refuse(frame, node, "E-KIND", {
        operator: name,
        left: valueTypeText(a.type),
        right: valueTypeText(b.type),
        cure: "convert one: BigInt(x) or Number(x)",
      });
    return [a, b];
  };
  switch (name) {
    case "assert":
      return assertion(cx, frame, node, args);
    case "type":
      return makeType(cx, frame, node, fn, args);
    case "wrap":
      return scalar(expr(0), true);
    case "saturate":
      return saturate(cx, frame, node, args, expr(0));
    case "bit":
      return scalar(bitOf(cx, frame, node, expr(0), needInteger(cx, frame, node, expr(1))));
    case "bits":
      return scalar(checkedSlice(cx, frame, node, expr(0), whole(1), whole(2)));
    case "concat":
      return scalar(concatenation(cx, frame, node, args));
    case "and":
    case "or":
    case "xor": {
      const [a, b] = two();
      return scalar(
        folded(fn, [a, b]) ??
          (a.type.kind === "big"
            ? bigBitwise(name, a, b)
            : wideBitwise(name, needInteger(cx, frame, node, a), needInteger(cx, frame, node, b), at)),
      );
    }
    case "shl":
    case "shr": {
      const a = expr(0);
      const b = needInteger(cx, frame, node, expr(1));
      const shifted =
        a.type.kind === "big"
          ? bigShift(name, a, b, at)
          : wideShift(name, needInteger(cx, frame, node, a), b, at);
      // A count that was refused is nothing to compute with.
      const { low, high } = rangeOf(b);
      const isRefused = low < 0 || high > (a.type.kind === "big" ? MOST_BIG_SHIFT : MOST_SHIFT);
      return scalar(isRefused ? shifted : (folded(fn, [a, b]) ?? shifted));
    }
    case "toFloat":
    case "float":
    case "fixed":
    case "fma":
    case "sum":
    case "bitsOf":
    case "fromBits":
      return scalar(realIntrinsic(cx, frame, node, name, fn, args));
    default:
      return cx.refuse(frame, node, "E-SUBSET", {
        what: `${name}()`,
        cure: "use the operators that the language reference lists",
      });
  }
}

/** `sint(8)` inside a method: a constant of the elaboration. */
function makeType(cx: MethodContext, frame: Frame, node: Call, fn: Function, args: readonly Value[]): Value {
  const known = args.map((arg) =>
    arg.is === "scalar" ? knownValue(arg.expr) : arg.is === "static" ? arg.value : undefined,
  );
  if (known.includes(undefined))
    return cx.refuse(frame, node, "E-SUBSET", {
      what: `${frame.source.snippet(node)}, a type that is not known at elaboration,`,
      cure: "make the type with constants, or keep it in a field",
    });
  try {
    return staticValue((fn as (...values: unknown[]) => unknown)(...known));
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    // The line that called the kit is the one that asked for the design to be compiled.
    const findings = error.diagnostics.map((finding) => ({ ...finding, places: [] }));
    cx.note(frame, node, findings);
    throw new Refused();
  }
}

/** The function's own result where all arguments are constants. */
function folded(fn: Function, args: readonly Expression[]): Expression | undefined {
  if (!args.every((arg) => arg.op === "const")) return undefined;
  return constant((fn as (...values: unknown[]) => number | bigint)(...args.map((arg) => arg.value)));
}

function saturate(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  args: readonly Value[],
  value: Expression,
): Value {
  const target = args[1];
  const type = target?.is === "static" ? target.value : undefined;
  const real = saturateToReal(type, value, cx.at(frame, node));
  if (real) return scalar(real);
  if (!isType(type) || type.kind === "vec" || type.kind === "struct")
    return cx.refuse(frame, node, "E-SUBSET", {
      what: "saturate without a type",
      cure: "write saturate(x, sint(16))",
    });
  const bounds = typeOfLeaf(type);
  if (bounds.kind === "integer" && value.type.kind === "integer")
    return scalar(extremum("min", extremum("max", value, constant(bounds.low)), constant(bounds.high)));
  if (bounds.kind === "big" && value.type.kind === "big")
    return scalar(bigExtremum("min", bigExtremum("max", value, constant(bounds.low)), constant(bounds.high)));
  return cx.refuse(frame, node, "E-KIND", {
    operator: `saturate to ${typeText(type)}`,
    takes: "a value of its kind",
    seen: valueTypeText(value.type),
    cure:
      value.type.kind === "float"
        ? "make it whole first: saturate(Math.round(x), type); to fixed point, round to its steps: saturate(q(x), q)"
        : "use a type of the same kind",
  });
}

function bitOf(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  value: Expression,
  index: Expression,
): Expression {
  const at = cx.at(frame, node);
  const known = knownValue(index);
  const isBig = value.type.kind === "big";
  if (typeof known === "number") {
    const one = checkedSlice(cx, frame, node, value, known, known, `bit(x, ${known})`);
    return isBig ? toNumber(one, at) : one;
  }
  const shifted = isBig
    ? bigShift("shr", value, index, at)
    : wideShift("shr", needInteger(cx, frame, node, value), index, at);
  return isBig ? toNumber(bigSlice(shifted, 0, 0), at) : slice(shifted, 0, 0);
}

function checkedSlice(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  value: Expression,
  high: number,
  low: number,
  text = `bits(x, ${high}, ${low})`,
): Expression {
  const isBig = value.type.kind === "big";
  const most = isBig ? 65535 : 52;
  if (!Number.isInteger(high) || !Number.isInteger(low) || low < 0 || high < low || high > most)
    cx.refuse(frame, node, "E-SUBSET", {
      what: text,
      cure: `give bit positions${high === low ? "" : " high ≥ low"} from 0 to ${most}`,
    });
  return isBig ? bigSlice(value, high, low) : slice(needInteger(cx, frame, node, value), high, low);
}

function concatenation(cx: MethodContext, frame: Frame, node: AnyNode, args: readonly Value[]): Expression {
  let joined: Expression | undefined;
  let total = 0;
  for (const part of args) {
    if (!isListed(part))
      return cx.refuse(frame, node, "E-SUBSET", {
        what: `${valueText(part)} as a part of concat`,
        cure: "write concat([value, width], …)",
      });
    const value = asInteger(toExpression(cx, frame, node, memberOf(cx, frame, node, part, staticValue(0))));
    const width = knownValue(toExpression(cx, frame, node, memberOf(cx, frame, node, part, staticValue(1))));
    if (typeof width !== "number" || !Number.isInteger(width) || width < 1)
      return cx.refuse(frame, node, "E-SUBSET", {
        what: "concat with a width that is not a whole number from 1",
        cure: "write concat([value, width], …)",
      });
    total += width;
    const isBig = value.type.kind === "big";
    if (!isBig && total > 53)
      cx.refuse(frame, node, "E-RANGE", {
        what: `the concatenation of ${total} bits`,
        low: 0,
        high: 2 ** total,
      });
    const piece = isBig
      ? bigSlice(value, width - 1, 0)
      : slice(needInteger(cx, frame, node, value), width - 1, 0);
    const at = cx.at(frame, node);
    if (!joined) joined = piece;
    else if (isBig !== (joined.type.kind === "big"))
      cx.refuse(frame, node, "E-KIND", {
        operator: "concat",
        left: valueTypeText(joined.type),
        right: valueTypeText(piece.type),
        cure: "convert the parts to one kind",
      });
    else if (isBig) joined = bigBitwise("or", bigShift("shl", joined, constant(width), at), piece);
    else joined = wideBitwise("or", wideShift("shl", joined, constant(width), at), piece, at);
  }
  return (
    joined ??
    cx.refuse(frame, node, "E-SUBSET", {
      what: "concat of nothing",
      cure: "give at least one [value, width]",
    })
  );
}
