import type { AnyNode } from "acorn";
import {
  isClockDomain,
  isCompositeSignal,
  isLeafSignal,
  isMemory,
  isModule,
  isState,
  isType,
} from "../../describe/index.ts";
import type { Frame } from "../frame.ts";
import type { MethodContext } from "./context.ts";

/**
 * A table that no module holds (a constant of the file, an import, a static field) must be frozen: its values become part of
 * the code, and only the engine that runs the methods themselves would see a later change. JavaScript can't freeze typed arrays. Records are let
 * be, for TypeScript's own enumerations are ordinary ones.
 */
export function checkFrozen(cx: MethodContext, frame: Frame, node: AnyNode, value: unknown): void {
  if ((Array.isArray(value) && !Object.isFrozen(value)) || ArrayBuffer.isView(value))
    cx.report(frame, node, "E-NOT-FROZEN", { name: frame.source.snippet(node) });
}

/** The same for a constant in an object that a field holds and that elaboration does not freeze: one of a class of one's own. */
export function checkFrozenHolder(cx: MethodContext, frame: Frame, node: AnyNode, holder: unknown): void {
  if (typeof holder !== "object" || holder === null || Object.isFrozen(holder) || isPartOfKit(holder)) return;
  const object = node.type === "MemberExpression" ? node.object : node;
  cx.report(frame, node, "E-NOT-FROZEN", { name: frame.source.snippet(object) });
}

function isPartOfKit(value: object): boolean {
  return (
    isLeafSignal(value) ||
    isCompositeSignal(value) ||
    isMemory(value) ||
    isModule(value) ||
    isType(value) ||
    isState(value) ||
    isClockDomain(value)
  );
}
