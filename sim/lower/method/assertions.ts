import type { AnyNode } from "acorn";
import type { Frame } from "../frame.ts";
import type { Expression } from "../ir.ts";
import { nothing, type Value } from "../value.ts";
import { toCondition } from "./coerce.ts";
import type { MethodContext } from "./context.ts";

/** `this.assert(condition, message)`. */
export function assertion(cx: MethodContext, frame: Frame, node: AnyNode, args: readonly Value[]): Value {
  const [holds, message] = args;
  const test = toCondition(cx, frame, node, holds ?? nothing);
  cx.out.push({ kind: "assert", test, message: messageOf(message ?? nothing), place: cx.place(frame, node) });
  return nothing;
}

function messageOf(message: Value): readonly (string | Expression)[] {
  if (message.is === "static") return [String(message.value)];
  if (message.is === "scalar") return [message.expr];
  if (message.is === "aggregate") return [...message.elements.values()].flatMap(messageOf);
  return [];
}
