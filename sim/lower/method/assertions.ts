import type { AnyNode } from "acorn";
import type { Frame } from "../frame.ts";
import type { Expression } from "../ir.ts";
import { nothing, type Value, valueText } from "../value.ts";
import { toCondition } from "./coerce.ts";
import type { MethodContext } from "./context.ts";

/** `this.assert(condition, message)`. */
export function assertion(cx: MethodContext, frame: Frame, node: AnyNode, args: readonly Value[]): Value {
  const [holds, message] = args;
  const test = toCondition(cx, frame, node, holds ?? nothing);
  cx.out.push({
    kind: "assert",
    test,
    message: messageOf(cx, frame, node, message ?? nothing),
    place: cx.place(frame, node),
  });
  return nothing;
}

/** The parts of a message. Which text it has can't depend on what hardware computes. */
function messageOf(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  message: Value,
): readonly (string | Expression)[] {
  if (message.is === "static") return [String(message.value)];
  if (message.is === "scalar") return [message.expr];
  if (message.is === "aggregate")
    return [...message.elements.values()].flatMap((part) => messageOf(cx, frame, node, part));
  return cx.refuse(frame, node, "E-SUBSET", {
    what: `${valueText(message)}, in a message,`,
    cure: "tell values of signals, such as the index that chooses it",
  });
}
