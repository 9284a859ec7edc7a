import type { AnyNode } from "acorn";
import type { Frame } from "../frame.ts";
import type { MethodContext } from "./context.ts";

/**
 * A table that no module holds (a constant of the file, an import, a static field) must be frozen: its values become part of
 * the code, and only the engine that runs the methods themselves would see a later change. Objects are let be, for
 * TypeScript's own enumerations are ordinary ones; so are typed arrays, which JavaScript can't freeze.
 */
export function checkFrozen(cx: MethodContext, frame: Frame, node: AnyNode, value: unknown): void {
  if (Array.isArray(value) && !Object.isFrozen(value))
    cx.report(frame, node, "E-NOT-FROZEN", { name: frame.source.snippet(node) });
}
