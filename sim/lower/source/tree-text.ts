import type { AnyNode } from "acorn";
import { type Binding, bindingAt, bindingsOf } from "./bindings.ts";
import { isNode, positionKeys } from "./tree.ts";

/**
 * What the tree of a class or function says, as text: the same wherever it stands, however its literals are spelled, whatever its locals are
 * called, and whichever transpiler wrote it down. As these put what a module imports into objects of their own naming, a member of a name from
 * outside is only the member: `ns.f` is `f`. `void 0` is `undefined`.
 */
export function treeText(root: AnyNode): string {
  const bindings = bindingsOf(root);
  const numbers = new Map<Binding, number>();

  /** A number for what the tree declares, in the order in which it is met, and the name of what it does not. */
  const nameOf = (name: string, offset: number): string | number => {
    const binding = bindingAt(bindings, name, offset);
    if (!binding) return name;
    const number = numbers.get(binding) ?? numbers.size;
    numbers.set(binding, number);
    return number;
  };
  const said = (node: AnyNode): unknown => {
    if (node.type === "Identifier") return nameOf(node.name, node.start);
    if (isUndefined(node)) return "undefined";
    const member = memberFromOutside(node);
    if (member !== undefined) return member;
    const fields = Object.entries(node).filter(
      ([key]) => !positionKeys.has(key) && key !== "shorthand" && !(node === root && key === "id"),
    );
    return Object.fromEntries(
      fields.map(([key, field]) => [key, isKey(node, key) ? plainKey(field as AnyNode) : saidOf(field)]),
    );
  };
  const saidOf = (value: unknown): unknown => {
    if (isNode(value)) return said(value);
    if (Array.isArray(value)) return value.filter((item) => !isEmpty(item)).map(saidOf);
    // Of a template its text as it runs.
    if (typeof value === "object" && value !== null && "cooked" in value) return value.cooked;
    return typeof value === "bigint" ? `${value}n` : value;
  };
  const memberFromOutside = (node: AnyNode): string | undefined => {
    if (node.type !== "MemberExpression" || node.computed || node.object.type !== "Identifier")
      return undefined;
    const isOutside = bindingAt(bindings, node.object.name, node.object.start) === undefined;
    return isOutside && node.property.type === "Identifier" ? node.property.name : undefined;
  };

  return JSON.stringify(said(root));
}

function isUndefined(node: AnyNode): boolean {
  return node.type === "UnaryExpression" && node.operator === "void" && node.argument.type === "Literal";
}

/** True of what names a member, and is no use of a variable. */
function isKey(node: AnyNode, key: string): boolean {
  if (key !== "key" && key !== "property") return key === "label";
  return !("computed" in node) || !node.computed;
}

function plainKey(node: AnyNode | null): unknown {
  if (node === null) return undefined;
  if (node.type === "Literal") return String(node.value);
  return node.type === "PrivateIdentifier" ? `#${node.name}` : (node as { name?: string }).name;
}

function isEmpty(item: unknown): boolean {
  return isNode(item) && item.type === "EmptyStatement";
}
