import type { AnyNode } from "acorn";
import type { Frame } from "../frame.ts";
import { nothing, staticValue, type Value } from "../value.ts";
import { arrayOf, elementsOf } from "./array-methods.ts";
import type { MethodContext } from "./context.ts";
import { inOrder } from "./in-order.ts";

export function arrayLiteral(cx: MethodContext, frame: Frame, nodes: readonly (AnyNode | null)[]): Value {
  const values = inOrder(cx, nodes, (node) => {
    if (node?.type === "SpreadElement")
      return elementsOf(cx, frame, node, cx.lowerers.expression(cx, frame, node.argument));
    return [node ? cx.lowerers.expression(cx, frame, node) : nothing];
  });
  return arrayOf(values);
}

export function objectLiteral(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "ObjectExpression" }>,
): Value {
  const keys: string[] = [];
  const values = inOrder(cx, node.properties, (property) => {
    if (property?.type === "SpreadElement") {
      const fields = fieldsOf(cx, frame, property.argument);
      keys.push(...fields.keys());
      return [...fields.values()];
    }
    if (property?.type !== "Property" || property.kind !== "init")
      return cx.refuse(frame, property ?? node, "E-SUBSET", {
        what: "this form of object literal",
        cure: "list the fields: { a: x, b: y }",
      });
    const key = property.computed
      ? memberKey(cx.lowerers.expression(cx, frame, property.key))
      : property.key.type === "Identifier"
        ? property.key.name
        : String((property.key as { value?: unknown }).value);
    if (key === undefined)
      return cx.refuse(frame, property, "E-SUBSET", {
        what: "a computed key that is not constant",
        cure: "name the field",
      });
    keys.push(key);
    return [cx.lowerers.expression(cx, frame, property.value)];
  });
  return { is: "aggregate", array: false, elements: new Map(keys.map((key, i) => [key, values[i]!])) };
}

/** The fields of an object, such as the value of a struct, that a literal takes over: `{ ...packet, last: 1 }`. */
function fieldsOf(cx: MethodContext, frame: Frame, node: AnyNode): ReadonlyMap<string, Value> {
  const value = cx.lowerers.expression(cx, frame, node);
  if (value.is === "aggregate" && !value.array) return value.elements;
  return cx.refuse(frame, node, "E-SUBSET", {
    what: `...${frame.source.snippet(node)} in an object literal`,
    cure: "spread the value of a struct, or an object of values",
  });
}

function memberKey(value: Value): string | undefined {
  return value.is === "static" && typeof value.value === "string" ? value.value : undefined;
}

/** Text with values in it: for the messages of assertions. */
export function template(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "TemplateLiteral" }>,
): Value {
  const parts: Value[] = [];
  node.quasis.forEach((quasi, i) => {
    parts.push(staticValue(quasi.value.cooked ?? ""));
    const inserted = node.expressions[i];
    if (inserted) parts.push(cx.lowerers.expression(cx, frame, inserted));
  });
  if (parts.every((part) => part.is === "static"))
    return staticValue(parts.map((part) => String(part.value)).join(""));
  return {
    is: "aggregate",
    array: false,
    text: true,
    elements: new Map(parts.map((part, i) => [`part ${i}`, part])),
  };
}
