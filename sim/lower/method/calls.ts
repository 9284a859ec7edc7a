import type { AnyNode } from "acorn";
import { intrinsicName, isMemory, isModule, isModuleBase } from "../../describe/index.ts";
import type { Frame } from "../frame.ts";
import { isNothing, nothing, staticValue, type StaticValue, type Value, valueText } from "../value.ts";
import { assertion } from "./assertions.ts";
import { arrayMethod, elementsOf, isArrayLike } from "./array-methods.ts";
import { refuseContainer } from "./containers.ts";
import { type MethodContext, ShortCircuit } from "./context.ts";
import { consoleCall } from "./debugging.ts";
import { buildsDesign } from "./elaboration-calls.ts";
import { noteOutside } from "./frozen.ts";
import { closureCallee } from "./functions.ts";
import { inOrder } from "./in-order.ts";
import { builtin } from "./builtins.ts";
import { intrinsic } from "./intrinsics.ts";
import { keyOf, memberOf } from "./members.ts";
import { isNative, methodOf, methodOfAll } from "./methods.ts";
import { callMemory } from "./memory-access.ts";

type Call = Extract<AnyNode, { type: "CallExpression" }>;

/** The value of a call: an operator of the kit, a function of JavaScript, or a function in the subset, inlined. */
export function callExpression(cx: MethodContext, frame: Frame, node: Call): Value {
  const callee = node.callee as AnyNode;
  if (callee.type === "MemberExpression") {
    const root = rootOf(callee);
    const isFree = root.type === "Identifier" && !frame.scope.find(root.name);
    const resolved = isFree ? frame.source.resolve(callee) : undefined;
    if (resolved?.kind === "value") return callStatic(cx, frame, node, resolved.value);
    if (isFree && root.name === "console") return consoleCall(cx, frame, node);
    if (callee.object.type === "Super") return superCall(cx, frame, node, superKey(cx, frame, callee));
    return methodCall(cx, frame, node, callee);
  }
  const target = cx.lowerers.expression(cx, frame, callee);
  if (target.is === "closure") {
    return cx.lowerers.call(cx, frame, closureCallee(target), argumentsOf(cx, frame, node), node);
  }
  if (node.optional && isNothing(target)) throw new ShortCircuit();
  if (target.is === "static") return callStatic(cx, frame, node, target.value, target);
  return cx.refuse(frame, node, "E-SUBSET", {
    what: `a call of ${valueText(target)}`,
    cure: "call functions, methods and operators of the kit",
  });
}

function rootOf(node: AnyNode): AnyNode {
  let root = node;
  while (root.type === "MemberExpression") root = root.object;
  return root;
}

export function argumentsOf(cx: MethodContext, frame: Frame, node: Call): readonly Value[] {
  return inOrder(cx, node.arguments, (argument) => {
    if (!argument) return [];
    if (argument.type !== "SpreadElement") return [cx.lowerers.expression(cx, frame, argument)];
    return elementsOf(cx, frame, argument, cx.lowerers.expression(cx, frame, argument.argument));
  });
}

function callStatic(cx: MethodContext, frame: Frame, node: Call, fn: unknown, from?: StaticValue): Value {
  if (typeof fn !== "function")
    return cx.refuse(frame, node, "E-SUBSET", {
      what: `a call of ${frame.source.snippet(node.callee)}, which is not a function,`,
      cure: "call a function",
    });
  const name = intrinsicName(fn);
  if (name !== undefined) return intrinsic(cx, frame, node, name, fn, argumentsOf(cx, frame, node));
  if (buildsDesign(fn))
    return cx.refuse(frame, node, "E-SUBSET", {
      what: `${fn.name}(), which builds a design before it runs,`,
      cure: "call it where a field is declared or in the constructor; methods compute with the signals that are there",
    });
  if (!isNative(fn) && Object.getOwnPropertyDescriptor(globalThis, fn.name)?.value === fn)
    // Node writes some of its own functions in JavaScript.
    return cx.refuse(frame, node, "E-SUBSET", {
      what: `${fn.name}()`,
      cure: "nothing waits within a method, and nothing leaves it but signals: what takes several cycles is a state in a register",
    });
  if (isNative(fn)) return builtin(cx, frame, node, fn, () => argumentsOf(cx, frame, node));
  if (from?.path) cx.guards.note(from.path, fn);
  const source = cx.sources.functionSource(fn);
  return cx.lowerers.call(
    cx,
    frame,
    { source, self: nothing, scope: undefined },
    argumentsOf(cx, frame, node),
    node,
  );
}

function methodCall(
  cx: MethodContext,
  frame: Frame,
  node: Call,
  callee: Extract<AnyNode, { type: "MemberExpression" }>,
): Value {
  const object = cx.lowerers.expression(cx, frame, callee.object);
  if (callee.optional && isNothing(object)) throw new ShortCircuit();
  const key = callee.computed
    ? keyOf(cx.lowerers.expression(cx, frame, callee.property))
    : callee.property.type === "PrivateIdentifier"
      ? cx.refuse(frame, node, "E-PRIVATE", {
          name: callee.property.name,
          className: frame.source.homeClass?.name ?? "the class",
        })
      : (callee.property as { name: string }).name;
  if (typeof key === "number")
    return cx.refuse(frame, node, "E-SUBSET", {
      what: `a call of element ${key} of an array`,
      cure: "give the function a name first: const f = fs[0]; f(x)",
    });
  if (key === undefined)
    return cx.refuse(frame, node, "E-SUBSET", {
      what: "a call of a method that is chosen at run time",
      cure: "choose with an if",
    });
  if (isArrayLike(object)) {
    const result = arrayMethod(cx, frame, node, object, key);
    if (result) return result;
  }
  if (object.is === "choice" && object.options.every(({ value }) => isMemory(value)))
    return callMemory(cx, frame, node, object, key, argumentsOf(cx, frame, node));
  if (object.is === "choice") {
    for (const { value } of object.options) checkOwn(cx, frame, node, value);
    const method = methodOfAll(cx, object, key);
    if (method)
      return cx.lowerers.call(cx, frame, { ...method, self: object }, argumentsOf(cx, frame, node), node);
  }
  if (object.is === "aggregate") {
    const member = memberOf(cx, frame, node, object, staticValue(key));
    if (member.is === "closure")
      return cx.lowerers.call(cx, frame, closureCallee(member, object), argumentsOf(cx, frame, node), node);
    if (node.optional && isNothing(member)) throw new ShortCircuit();
    if (member.is === "static" && typeof member.value === "function")
      return callStatic(cx, frame, node, member.value, member);
  }
  if (object.is === "aggregate" && object.array) refuseContainer(cx, frame, node, [], `${key}()`);
  if (isNothing(object))
    return cx.refuse(frame, node, "E-SUBSET", {
      what: `a call of .${key}() on ${frame.source.snippet(callee.object)}, which is not there,`,
      cure: `call it where it is there, ${frame.source.snippet(callee.object)}?.${key}(…), or give the field a value`,
    });
  if (object.is !== "static")
    return cx.refuse(frame, node, "E-SUBSET", {
      what: `a call of .${key}() on ${valueText(object)}`,
      cure: "call functions of the subset, or operators of the kit",
    });
  if (isMemory(object.value)) return callMemory(cx, frame, node, object, key, argumentsOf(cx, frame, node));
  checkOwn(cx, frame, node, object.value);
  const method = methodOf(cx, object, key);
  if (!method && node.optional && isNothing(memberOf(cx, frame, callee, object, staticValue(key))))
    throw new ShortCircuit();
  if (!method)
    return cx.refuse(frame, node, "E-NAME", {
      name: frame.source.snippet(callee),
      problem: "is not a function",
      cure: "look for the name: the class, its bases or the object have no such method",
    });
  noteOutside(cx, frame, callee, object.value, key, (object.value as Record<string, unknown>)[key]);
  if ("source" in method) return cx.lowerers.call(cx, frame, method, argumentsOf(cx, frame, node), node);
  refuseContainer(cx, frame, node, object.value, `${key}()`);
  return callStatic(cx, frame, node, method.value);
}

/** The methods of other modules are theirs. */
function checkOwn(cx: MethodContext, frame: Frame, node: AnyNode, object: unknown): void {
  if (!isModule(object) || object === cx.module) return;
  const problem = `${cx.module.path} calls a method of another module, ${object.path}`;
  cx.refuse(frame, node, "E-HIERARCHY", { problem });
}

/** The name of `super.name` and `super["name"]`. */
export function superKey(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "MemberExpression" }>,
): string {
  if (!node.computed) return (node.property as { name: string }).name;
  const key = keyOf(cx.lowerers.expression(cx, frame, node.property));
  if (key !== undefined) return String(key);
  return cx.refuse(frame, node, "E-SUBSET", {
    what: "a member of super that is chosen at run time",
    cure: "choose with an if",
  });
}

/** The prototype of a base class that declares `name`, seen from the class that the code stands in. */
export function superBase(cx: MethodContext, frame: Frame, node: AnyNode, name: string): object {
  const home = frame.source.homeClass;
  if (!home)
    return cx.refuse(frame, node, "E-SUBSET", {
      what: "super outside a class",
      cure: "call the function by its name",
    });
  let base = Object.getPrototypeOf(home.constructorFunction.prototype) as object | null;
  while (base && !Object.hasOwn(base, name)) base = Object.getPrototypeOf(base) as object | null;
  return (
    base ??
    cx.refuse(frame, node, "E-NAME", { name: `super.${name}`, problem: "is not a member of a base class" })
  );
}

function superCall(cx: MethodContext, frame: Frame, node: Call, name: string): Value {
  const base = superBase(cx, frame, node, name);
  if (isModuleBase(base))
    return name === "assert" ? assertion(cx, frame, node, argumentsOf(cx, frame, node)) : nothing;
  const source = cx.sources.classSource(base.constructor).method(name);
  if (!source)
    return cx.refuse(frame, node, "E-NAME", {
      name: `super.${name}`,
      problem: "is not a method of a base class",
    });
  const callee = { source, self: frame.self, scope: undefined };
  return cx.lowerers.call(cx, frame, callee, argumentsOf(cx, frame, node), node);
}
