import type { AnyNode } from "acorn";
import { asInteger, isNegativeZero } from "../arithmetic/integers.ts";
import { type Frame, Scope } from "../frame.ts";
import type { FunctionNode } from "../source/index.ts";
import { type ClosureValue, nothing, scalar, type Value } from "../value.ts";
import { takeApart } from "./patterns.ts";
import { refuseMixed, toExpression } from "./coerce.ts";
import { type Callee, type MethodContext, Refused } from "./context.ts";
import { namesOf } from "./names.ts";

/** Inlines a function: binds its parameters and lowers its body where the call stands. */
export function inlineCall(
  cx: MethodContext,
  frame: Frame,
  callee: Callee,
  args: readonly Value[],
  node: AnyNode,
): Value {
  const fn = callee.source.node;
  // What is written inside a method has the method's source, but not its name.
  const name = (callee.scope ? fn.id?.name : callee.source.fn.name) || "the function";
  for (let at: Frame | undefined = frame; at; at = at.caller?.frame)
    if (at.source.node === fn && at.caller) cx.refuse(frame, node, "E-RECURSION", { name });
  if (fn.async || fn.generator)
    // Nobody calls the method itself.
    cx.refuse(frame, node.start < 0 ? fn : node, "E-SUBSET", {
      what: `${name}, which is ${fn.async ? "async" : "a generator"},`,
      cure: "write it without: a method describes one cycle; what takes several is a state in a register",
    });
  const returns = cx.facts.countReturns(fn);
  const isSimple =
    fn.body.type !== "BlockStatement" ||
    returns === 0 ||
    (returns === 1 && fn.body.body.at(-1)?.type === "ReturnStatement");
  const inner: Frame = {
    source: callee.source,
    self: callee.self,
    scope: new Scope(callee.scope, true),
    targets: [],
    returns: isSimple ? undefined : { label: cx.newLabel(), result: undefined },
    caller: node.start < 0 ? undefined : { frame, node },
  };
  bindParameters(cx, inner, fn, args);
  if (fn.body.type !== "BlockStatement") return cx.lowerers.expression(cx, inner, fn.body);
  if (isSimple) return simpleBody(cx, inner, fn.body.body);
  const told = cx.diagnostics.length;
  const result = blockBody(cx, inner, fn.body.body);
  if (result) return result;
  // A `return` that was refused gives no value either, and has been told of.
  if (cx.diagnostics.slice(told).some(({ severity }) => severity === "error")) throw new Refused();
  return cx.refuse(frame, node.start < 0 ? fn : node, "E-SUBSET", {
    what: `${name}, which gives a value on some ways only,`,
    cure: "return a value on every way, or on none",
  });
}

/** A function written inside a method. Arrow functions keep the `this` around them; of others it is the object of which they are called, if any. */
export function closureCallee({ node, frame }: ClosureValue, holder: Value = nothing): Callee {
  const self = node.type === "ArrowFunctionExpression" ? frame.self : holder;
  return { source: { ...frame.source, node }, self, scope: frame.scope };
}

function bindParameters(cx: MethodContext, frame: Frame, fn: FunctionNode, args: readonly Value[]): void {
  const assigned = cx.facts.assignedNames(fn.body);
  fn.params.forEach((parameter, i) => {
    if (parameter.type === "RestElement")
      cx.refuse(frame, parameter, "E-SUBSET", { what: "a rest parameter", cure: "name the parameters" });
    takeApart(cx, frame, parameter, args[i] ?? nothing, (leaf, value) => {
      const [name] = namesOf(leaf);
      if (name !== undefined) bind(cx, frame, leaf, name, value, assigned.has(name));
    });
  });
}

/** Gives a name its value: a variable if it is assigned again, else the value itself, evaluated once. */
export function bind(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  name: string,
  value: Value,
  isVariable: boolean,
): void {
  if (!isVariable) {
    const kept = value.is === "scalar" ? { ...value, expr: keptApart(cx, name, value) } : cx.fixed(value);
    frame.scope.declare(name, { kind: "value", value: kept });
    return;
  }
  if (value.is === "static" && value.value === undefined) {
    frame.scope.declare(name, { kind: "local", local: undefined });
    return;
  }
  if (value.is === "scalar" && value.mixed) refuseMixed(cx, frame, node, `the variable ${name}`);
  const given = toExpression(cx, frame, node, value);
  const expr = isNegativeZero(given) ? asInteger(given) : given;
  const local = cx.newVariable(name, expr.type);
  cx.set(local, expr);
  frame.scope.declare(name, { kind: "local", local });
}

/** A const that is made from a variable keeps the variable's value of now. */
function keptApart(cx: MethodContext, name: string, value: Extract<Value, { is: "scalar" }>) {
  const { expr } = value;
  return expr.op === "const" ? expr : cx.copy(name, expr);
}

/** A body that ends in its only `return`, or has none. */
function simpleBody(cx: MethodContext, frame: Frame, nodes: readonly AnyNode[]): Value {
  const last = nodes.at(-1);
  if (last?.type !== "ReturnStatement") {
    cx.lowerers.statements(cx, frame, nodes);
    return nothing;
  }
  cx.lowerers.statements(cx, frame, nodes.slice(0, -1));
  return last.argument ? cx.lowerers.expression(cx, frame, last.argument) : nothing;
}

/** A body with early returns: a block that they leave, with the result in a local; undefined where only some ways give one. */
function blockBody(cx: MethodContext, frame: Frame, nodes: readonly AnyNode[]): Value | undefined {
  const returns = frame.returns!;
  cx.block(returns.label, () => cx.lowerers.statements(cx, frame, nodes));
  if (returns.result === undefined || !cx.flow.reachable) return nothing;
  const type = cx.flow.locals.get(returns.result);
  return type && scalar({ op: "local", type, local: returns.result });
}
