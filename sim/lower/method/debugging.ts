import type { AnyNode } from "acorn";
import { intrinsicName } from "../../describe/index.ts";
import { classChain } from "../class-chain.ts";
import type { Frame } from "../frame.ts";
import { type FunctionSource, walk } from "../source/index.ts";
import { nothing, type Value } from "../value.ts";
import type { MethodContext } from "./context.ts";
import { isNative } from "./methods.ts";

type Call = Extract<AnyNode, { type: "CallExpression" }>;

/**
 * `console.log(…)` and its like: only the event engine, which runs the methods themselves, prints. So what it is given may change nothing, neither
 * itself nor by the functions that it calls.
 */
export function consoleCall(cx: MethodContext, frame: Frame, node: Call): Value {
  for (const argument of node.arguments) {
    const found = changeIn(cx, frame, argument);
    if (found)
      cx.refuse(frame, found, "E-SUBSET", {
        what: `${frame.source.snippet(found)} in ${frame.source.snippet(node.callee)}(), which vanishes elsewhere than in the event engine,`,
        cure: "assign it in a statement of its own, and print the variable",
      });
  }
  cx.debugs = true;
  cx.report(frame, node, "W-DEBUG", { what: "console" });
  return nothing;
}

/** The first part of an argument that assigns, writes, or calls what does. */
function changeIn(cx: MethodContext, frame: Frame, argument: AnyNode): AnyNode | undefined {
  let found: AnyNode | undefined;
  walk(argument, (part) => {
    if (found) return false;
    const called = part.type === "CallExpression" ? calledBy(cx, frame.source, part) : undefined;
    if (targetOf(part) || isWrite(part) || (called && changes(cx, called, new Set()))) found = part;
    return true;
  });
  return found;
}

/** Whether a function, or one that it calls by name, assigns a member or writes a memory; its variables are its own. */
function changes(cx: MethodContext, source: FunctionSource, seen: Set<Function>): boolean {
  if (seen.has(source.fn)) return false;
  seen.add(source.fn);
  let found = false;
  walk(source.node, (part) => {
    if (found) return false;
    const called = part.type === "CallExpression" ? calledBy(cx, source, part) : undefined;
    found =
      targetOf(part)?.type === "MemberExpression" ||
      isWrite(part) ||
      (called !== undefined && changes(cx, called, seen));
    return true;
  });
  return found;
}

function targetOf(node: AnyNode): AnyNode | undefined {
  if (node.type === "AssignmentExpression") return node.left;
  return node.type === "UpdateExpression" ? node.argument : undefined;
}

/** `memory.write(…)`. */
function isWrite(node: AnyNode): boolean {
  return (
    node.type === "CallExpression" &&
    node.callee.type === "MemberExpression" &&
    node.callee.property.type === "Identifier" &&
    node.callee.property.name === "write"
  );
}

/** The method of the module, or the function by its name, that a call means, where a person has written it. */
function calledBy(cx: MethodContext, source: FunctionSource, { callee }: Call): FunctionSource | undefined {
  if (callee.type === "MemberExpression" && callee.object.type === "ThisExpression") {
    const { property } = callee;
    const name = property.type === "Identifier" && !callee.computed ? property.name : undefined;
    const at = [...classChain(cx.module)].find((one) => name !== undefined && Object.hasOwn(one, name));
    return at && cx.sources.classSource(at.constructor).method(name!);
  }
  const resolved = source.resolve(callee);
  const fn = resolved?.kind === "value" ? resolved.value : undefined;
  if (typeof fn !== "function" || intrinsicName(fn) !== undefined || isNative(fn)) return undefined;
  return cx.sources.functionSource(fn);
}
