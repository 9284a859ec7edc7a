import type { AnyNode } from "acorn";
import type { Frame } from "../frame.ts";
import { constant } from "../value-type.ts";
import { isNothing, nothing, scalar, staticValue, type Value } from "../value.ts";
import { assign, update } from "./assignments.ts";
import { callExpression, superBase, superKey } from "./calls.ts";
import { binary, unary } from "./operators.ts";
import { type MethodContext, Refused, ShortCircuit } from "./context.ts";
import { checkFrozen, noteOutside } from "./frozen.ts";
import { arrayLiteral, objectLiteral, template } from "./literals.ts";
import { conditional, logical } from "./conditionals.ts";
import { localValue, memberOf, refreshed } from "./members.ts";

/** The value of an expression of the source. */
export function lowerExpression(cx: MethodContext, frame: Frame, node: AnyNode): Value {
  switch (node.type) {
    case "Literal":
      return literal(cx, frame, node, node.value);
    case "Identifier":
      return identifier(cx, frame, node, node.name);
    case "ThisExpression":
      return frame.self;
    case "MemberExpression":
      return memberExpression(cx, frame, node);
    case "ChainExpression":
      return optionalChain(cx, frame, node.expression);
    case "UnaryExpression":
      return unary(cx, frame, node, node.operator, node.argument);
    case "BinaryExpression":
      return binaryExpression(cx, frame, node, node.operator, node.left as AnyNode, node.right);
    case "LogicalExpression":
      return logical(cx, frame, node);
    case "ConditionalExpression":
      return conditional(cx, frame, node);
    case "CallExpression":
      return callExpression(cx, frame, node);
    case "AssignmentExpression":
      return assign(cx, frame, node, binary, true);
    case "UpdateExpression":
      return update(cx, frame, node, binary, true);
    case "ArrayExpression":
      return arrayLiteral(cx, frame, node.elements);
    case "ObjectExpression":
      return objectLiteral(cx, frame, node);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return { is: "closure", node, frame };
    case "TemplateLiteral":
      return template(cx, frame, node);
    case "SequenceExpression":
      for (const part of node.expressions.slice(0, -1)) lowerEffect(cx, frame, part);
      return lowerExpression(cx, frame, node.expressions.at(-1)!);
    default:
      return cx.refuse(frame, node, "E-SUBSET", {
        what: `${describeNode(node)} (${frame.source.snippet(node)})`,
        cure: "write it with the operators, conditions and constant loops of the subset",
      });
  }
}

/** An expression whose value nobody uses. */
export function lowerEffect(cx: MethodContext, frame: Frame, node: AnyNode): void {
  if (node.type === "AssignmentExpression") assign(cx, frame, node, binary, false);
  else if (node.type === "UpdateExpression") update(cx, frame, node, binary, false);
  else if (node.type === "SequenceExpression")
    for (const part of node.expressions) lowerEffect(cx, frame, part);
  else lowerExpression(cx, frame, node);
}

function describeNode(node: AnyNode): string {
  const names: Partial<Record<AnyNode["type"], string>> = {
    AwaitExpression: "await",
    YieldExpression: "yield",
    NewExpression: "new",
    TaggedTemplateExpression: "a tagged template",
    ClassExpression: "a class expression",
    ImportExpression: "import()",
    SpreadElement: "...",
  };
  return names[node.type] ?? node.type;
}

function literal(cx: MethodContext, frame: Frame, node: AnyNode, value: unknown): Value {
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return scalar(constant(value));
  if (typeof value === "string" || value === null) return staticValue(value);
  return cx.refuse(frame, node, "E-SUBSET", {
    what: "a regular expression",
    cure: "methods compute with numbers, bigints and booleans",
  });
}

function identifier(cx: MethodContext, frame: Frame, node: AnyNode, name: string): Value {
  if (name === "undefined") return nothing;
  const binding = frame.scope.find(name);
  if (binding) {
    switch (binding.kind) {
      case "value":
        return refreshed(cx, binding.value);
      case "refused":
        throw new Refused();
      case "unset":
        return cx.refuse(frame, node, "E-UNASSIGNED", { name });
      case "local": {
        const type = binding.local === undefined ? undefined : cx.flow.locals.get(binding.local);
        if (!type || binding.local === undefined) return cx.refuse(frame, node, "E-UNASSIGNED", { name });
        return scalar(localValue(binding.local, type));
      }
    }
  }
  return freeValue(cx, frame, node, name);
}

function freeValue(cx: MethodContext, frame: Frame, node: AnyNode, name: string): Value {
  const resolved = frame.source.resolve(node);
  if (resolved?.kind === "value") {
    checkFrozen(cx, frame, node, resolved.value);
    if (Object.is(Reflect.get(globalThis, name), resolved.value))
      noteOutside(cx, frame, node, globalThis, name, resolved.value);
    return lift(resolved.value);
  }
  if (name === "arguments")
    return cx.refuse(frame, node, "E-SUBSET", {
      what: "arguments",
      cure: "name the parameters; those that may be left out have defaults",
    });
  const problem =
    resolved?.kind === "reassigned"
      ? "is a variable that the program assigns again, so it is no constant"
      : "can't be found from here";
  return resolved?.kind === "reassigned"
    ? cx.refuse(frame, node, "E-NAME", {
        name,
        problem,
        cure: "make it a const if it never changes; what changes while the design runs is a register (reg) of a module",
      })
    : cx.refuse(frame, node, "E-NAME", { name, problem });
}

/** A JavaScript value as a value of lowering. */
export function lift(value: unknown): Value {
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return scalar(constant(value));
  return staticValue(value);
}

function memberExpression(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "MemberExpression" }>,
): Value {
  const root = rootOf(node);
  if (root.type === "Identifier" && !frame.scope.find(root.name)) {
    const resolved = frame.source.resolve(node);
    if (resolved) return freeValue(cx, frame, node, frame.source.snippet(node));
  }
  if (node.property.type === "PrivateIdentifier")
    cx.refuse(frame, node, "E-PRIVATE", {
      name: node.property.name,
      className: frame.source.homeClass?.name ?? "the class",
    });
  if (node.object.type === "Super") return superGetter(cx, frame, node, superKey(cx, frame, node));
  const object = lowerExpression(cx, frame, node.object);
  if (node.optional && isNothing(object)) throw new ShortCircuit();
  if (!node.computed)
    return memberOf(cx, frame, node, object, staticValue((node.property as { name: string }).name));
  const before = cx.out.length;
  const key = lowerExpression(cx, frame, node.property);
  return memberOf(cx, frame, node, cx.fixedAt(before, object), key);
}

/** `a?.b.c`: all of it is undefined if `a` is. */
function optionalChain(cx: MethodContext, frame: Frame, node: AnyNode): Value {
  try {
    return lowerExpression(cx, frame, node);
  } catch (error) {
    if (error instanceof ShortCircuit) return nothing;
    throw error;
  }
}

function superGetter(cx: MethodContext, frame: Frame, node: AnyNode, name: string): Value {
  const base = superBase(cx, frame, node, name);
  const source = cx.sources.classSource(base.constructor).getter(name);
  if (!source)
    return cx.refuse(frame, node, "E-NAME", {
      name: `super.${name}`,
      problem: "is not a getter of a base class",
    });
  return cx.lowerers.call(cx, frame, { source, self: frame.self, scope: undefined }, [], node);
}

function rootOf(node: AnyNode): AnyNode {
  let root = node;
  while (root.type === "MemberExpression") root = root.object;
  return root;
}

function binaryExpression(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  leftNode: AnyNode,
  rightNode: AnyNode,
): Value {
  const left = lowerExpression(cx, frame, leftNode);
  const before = cx.out.length;
  const right = lowerExpression(cx, frame, rightNode);
  return binary(cx, frame, node, operator, [leftNode, rightNode], [cx.fixedAt(before, left), right]);
}
