import type { AnyNode } from "acorn";
import { isCompositeSignal } from "../../describe/index.ts";
import type { Frame } from "../frame.ts";
import { constant } from "../value-type.ts";
import { nothing, scalar, staticValue, type Value } from "../value.ts";
import { toCondition } from "./coerce.ts";
import type { Callee, MethodContext } from "./context.ts";
import { logicalValue } from "./conditionals.ts";
import { closureCallee } from "./functions.ts";
import { memberOf } from "./members.ts";
import { isNative } from "./methods.ts";

type Call = Extract<AnyNode, { type: "CallExpression" }>;

export function isArrayLike(value: Value): boolean {
  if (value.is === "aggregate") return value.array;
  return value.is === "static" && (Array.isArray(value.value) || isCompositeSignal(value.value));
}

/** The elements of an array whose length is known. */
export function elementsOf(cx: MethodContext, frame: Frame, node: AnyNode, array: Value): readonly Value[] {
  const length = memberOf(cx, frame, node, array, staticValue("length"));
  const count = length.is === "scalar" && length.expr.op === "const" ? length.expr.value : undefined;
  if (typeof count !== "number")
    return cx.refuse(frame, node, "E-LOOP", {
      problem: `goes over ${frame.source.snippet(node)}, which is not an array`,
    });
  return Array.from({ length: count }, (_, i) => memberOf(cx, frame, node, array, scalar(constant(i))));
}

export function arrayOf(values: readonly Value[]): Value {
  return { is: "aggregate", array: true, elements: new Map(values.map((value, i) => [String(i), value])) };
}

/** The methods that call a function for each element. */
const unrolled: ReadonlySet<string> = new Set(["map", "forEach", "some", "every", "reduce"]);

/** Methods of arrays with a function of the subset, unrolled; undefined for other names. */
export function arrayMethod(
  cx: MethodContext,
  frame: Frame,
  node: Call,
  array: Value,
  name: string,
): Value | undefined {
  const elements = () => elementsOf(cx, frame, node, array);
  if (name === "entries")
    return arrayOf(elements().map((element, i) => arrayOf([scalar(constant(i)), element])));
  if (!unrolled.has(name)) return undefined;
  const apply = applier(cx, frame, node);
  switch (name) {
    case "map":
      return arrayOf(elements().map((element, i) => apply([element, scalar(constant(i))])));
    case "forEach":
      for (const [i, element] of elements().entries()) apply([element, scalar(constant(i))]);
      return nothing;
    case "some":
    case "every": {
      const isSome = name === "some";
      const all = elements();
      const from = (i: number): Value => {
        const element = all[i];
        if (!element) return scalar(constant(!isSome));
        const test = toCondition(cx, frame, node, apply([element, scalar(constant(i))]));
        return logicalValue(cx, frame, node, isSome ? "||" : "&&", scalar(test), test, () => from(i + 1));
      };
      return from(0);
    }
    default: {
      const start = node.arguments[1];
      const all = elements();
      if (!start && all.length === 0)
        return cx.refuse(frame, node, "E-SUBSET", {
          what: "reduce of an empty array without a first value",
          cure: "give a first value",
        });
      const first = start ? cx.lowerers.expression(cx, frame, start as AnyNode) : (all[0] as Value);
      const rest = start ? all : all.slice(1);
      return rest.reduce(
        (sum, element, i) => apply([sum, element, scalar(constant(start ? i : i + 1))]),
        first,
      );
    }
  }
}

/** Calls the function that the array method was given. */
function applier(cx: MethodContext, frame: Frame, node: Call): (args: readonly Value[]) => Value {
  const argument = node.arguments[0] as AnyNode | undefined;
  const fn = argument && cx.lowerers.expression(cx, frame, argument);
  const callee = fn && calleeOf(cx, fn);
  if (!callee)
    return cx.refuse(frame, node, "E-SUBSET", {
      what: "an array method without a function of the subset",
      cure: "give a function of your own, around a function of JavaScript as well: (x) => Math.abs(x)",
    });
  return (args) => cx.lowerers.call(cx, frame, callee, args, node);
}

function calleeOf(cx: MethodContext, fn: Value): Callee | undefined {
  if (fn.is === "closure") return closureCallee(fn);
  if (fn.is !== "static" || typeof fn.value !== "function" || isNative(fn.value)) return undefined;
  return { source: cx.sources.functionSource(fn.value), self: nothing, scope: undefined };
}
