import type { AnyNode } from "acorn";
import type { Frame } from "../frame.ts";
import type { MethodContext } from "./context.ts";

/** `break` and `continue`, with or without a label. JavaScript itself sees to it that there is a place to go to. */
export function leaveTo(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "BreakStatement" | "ContinueStatement" }>,
): void {
  const isContinue = node.type === "ContinueStatement";
  const name = node.label?.name;
  const target = frame.targets.findLast((candidate) => {
    if (name !== undefined) return candidate.name === name;
    return isContinue ? candidate.continueLabel !== undefined : candidate.kind !== "block";
  })!;
  cx.exit(isContinue ? target.continueLabel! : target.breakLabel);
}
