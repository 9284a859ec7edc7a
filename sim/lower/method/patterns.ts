import type { AnyNode, Pattern } from "acorn";
import type { Frame } from "../frame.ts";
import { staticValue, type Value, valueText } from "../value.ts";
import type { MethodContext } from "./context.ts";
import { keyOf, memberOf } from "./members.ts";

/** A variable is seen where it is declared, and nowhere else. */
export function refuseVar(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "VariableDeclaration" }>,
): void {
  if (node.kind === "var") cx.refuse(frame, node, "E-SUBSET", { what: "var", cure: "use const or let" });
}

/** Walks a destructuring pattern and hands each name or target its part of the value. */
export function takeApart(
  cx: MethodContext,
  frame: Frame,
  pattern: AnyNode | Pattern,
  value: Value,
  take: (leaf: AnyNode, part: Value) => void,
): void {
  const node = pattern as AnyNode;
  switch (node.type) {
    case "AssignmentPattern": {
      const missing = value.is === "static" && value.value === undefined;
      return takeApart(
        cx,
        frame,
        node.left,
        missing ? cx.lowerers.expression(cx, frame, node.right) : value,
        take,
      );
    }
    case "ArrayPattern":
      if (!isListed(value))
        cx.refuse(frame, node, "E-SUBSET", {
          what: `${frame.source.snippet(node)} of ${valueText(value)}, which has no order,`,
          cure: "take its fields by their names: const { a, b } = x",
        });
      return node.elements.forEach((element, i) => {
        if (!element) return;
        if (element.type === "RestElement")
          cx.refuse(frame, element, "E-SUBSET", { what: "a rest element", cure: "name the elements" });
        takeApart(cx, frame, element, memberOf(cx, frame, node, value, staticValue(i)), take);
      });
    case "ObjectPattern":
      for (const property of node.properties) {
        if (property.type === "RestElement")
          cx.refuse(frame, property, "E-SUBSET", { what: "a rest element", cure: "name the fields" });
        const key = property.computed
          ? keyOf(cx.lowerers.expression(cx, frame, property.key))
          : property.key.type === "Literal"
            ? String(property.key.value)
            : (property.key as { name: string }).name;
        if (key === undefined)
          cx.refuse(frame, property, "E-SUBSET", {
            what: "a computed key that is not constant",
            cure: "name the field",
          });
        takeApart(cx, frame, property.value, memberOf(cx, frame, node, value, staticValue(key)), take);
      }
      return;
    default:
      return take(node, value);
  }
}

/** What an array pattern takes apart; what is no object at all is refused where its elements are looked up. */
export function isListed(value: Value): boolean {
  if (value.is === "aggregate") return value.array;
  if (value.is !== "static" || typeof value.value !== "object" || value.value === null) return true;
  return Symbol.iterator in value.value;
}
