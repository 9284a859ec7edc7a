import { typeText } from "../../describe/index.ts";
import type { BinaryName, Constant, Expression } from "../ir.ts";
import type { CodeNames } from "./code-names.ts";
import { boundsText } from "./value-type-text.ts";

/**
 * An expression on one line. What is computed ends in the bounds that are proven for it, `(a + 3):3…18`, and so does a local where they are
 * closer than those of its declaration; truths and what signals hold have none. Operators that JavaScript has are written as there, others by their names in the representation.
 */
export function expressionText(expr: Expression, names: CodeNames): string {
  const of = (part: Expression): string => expressionText(part, names);
  const list = (parts: readonly Expression[]): string => parts.map(of).join(", ");
  const typed = (text: string): string =>
    expr.type.kind === "boolean" ? text : `${text}:${boundsText(expr.type)}`;
  switch (expr.op) {
    case "const":
      return constantText(expr);
    case "read":
      return names.signal(expr.signal);
    case "element":
      return `[${expr.signals.map(names.signal).join(", ")}][${of(expr.at)}]`;
    case "field":
      return typed(names.field(expr.field));
    case "local": {
      const isNarrower = boundsText(names.localType(expr.local)) !== boundsText(expr.type);
      return isNarrower ? typed(names.local(expr.local)) : names.local(expr.local);
    }
    case "memory":
      return `${names.memory(expr.memory)}[${of(expr.address)}]`;
    case "table":
      return typed(`{${list(expr.values)}}[${of(expr.at)}]`);
    case "select":
      return typed(`{${list(expr.elements)}}[${of(expr.at)}]`);
    case "unary":
      return typed(`${expr.name}(${of(expr.arg)})`);
    case "binary": {
      const sign = signs[expr.name];
      const [left, right] = [of(expr.left), of(expr.right)];
      return typed(sign ? `(${left} ${sign} ${right})` : `${expr.name}(${left}, ${right})`);
    }
    case "cond":
      return typed(`(${of(expr.test)} ? ${of(expr.then)} : ${of(expr.else)})`);
    case "bits":
      return typed(`bits(${of(expr.arg)}, ${expr.high}, ${expr.low})`);
    case "fma":
      return typed(`fma(${list([expr.left, expr.right, expr.addend])}, ${typeText(expr.to)})`);
    case "rescale":
      return typed(`rescale(${of(expr.arg)}, ${expr.by})`);
    case "encode":
    case "decode":
      return typed(`${expr.op}(${of(expr.arg)}, ${typeText(expr.of)})`);
    case "fit":
      return `fit(${of(expr.arg)}, ${typeText(expr.to)}${expr.asked ? "" : ", unasked"})`;
  }
}

const signs: Partial<Readonly<Record<BinaryName, string>>> = {
  ...{ add: "+", sub: "-", mul: "*", div: "/", rem: "%" },
  ...{ and: "&", or: "|", xor: "^", shl: "<<", shr: ">>" },
  ...{ eq: "===", ne: "!==", lt: "<", le: "<=", gt: ">", ge: ">=", land: "&&", lor: "||" },
};

/** `3`, `3n`, `true`, `Idle`, and with the type what is no whole number: `0.5:real of 1 bits, …`. */
function constantText({ type, value }: Constant): string {
  switch (type.kind) {
    case "big":
      return `${value}n`;
    case "fixed":
      return `${Number(value) / 2 ** type.fraction}:q${type.fraction}`;
    case "float":
      return Object.is(value, -0) ? "-0.0" : Number.isInteger(value) ? `${value}.0` : `${value}`;
    default:
      return `${value}`;
  }
}
