import type { AnyNode } from "acorn";
import type { Frame } from "../frame.ts";
import type { MethodContext } from "./context.ts";

/** `break` and `continue`, with or without a label. */
export function leaveTo(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "BreakStatement" | "ContinueStatement" }>,
): void {
  const isContinue = node.type === "ContinueStatement";
  const name = node.label?.name;
  const target = frame.targets.findLast((candidate) =>
    name === undefined
      ? isContinue
        ? candidate.continueLabel !== undefined
        : candidate.kind !== "block"
      : candidate.name === name,
  );
  const label = isContinue ? target?.continueLabel : target?.breakLabel;
  if (label === undefined)
    return cx.refuse(frame, node, "E-SUBSET", {
      what: `${isContinue ? "continue" : "break"} at this place`,
      cure: "use it inside a loop or a switch",
    });
  cx.exit(label);
}
