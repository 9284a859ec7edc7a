import type { AnyNode } from "acorn";
import type { Frame } from "../frame.ts";
import type { Expression, LazyPlace, Statement } from "../ir.ts";
import { booleanType, constant } from "../value-type.ts";
import { isNothing, nothing, type Value, valueText } from "../value.ts";
import { toCondition } from "./coerce.ts";
import type { MethodContext } from "./context.ts";

/** `this.assert(condition, message)`. */
export function assertion(cx: MethodContext, frame: Frame, node: AnyNode, args: readonly Value[]): Value {
  const [holds, message] = args;
  const test = toCondition(cx, frame, node, holds ?? nothing);
  const parts = partsOf(cx, frame, node, message ?? nothing);
  const texts = parts.reduce((count, part) => count * (part.is === "choice" ? part.options.length : 1), 1);
  if (texts > MOST_TEXTS)
    cx.refuse(frame, node, "E-SUBSET", {
      what: `a message that is one of ${texts} texts`,
      cure: "tell the index that chooses a text, or make an assertion of each part",
    });
  cx.out.push(saying(test, parts, [], cx.place(frame, node)));
  return nothing;
}

/** Each text that hardware may choose becomes an assertion of its own. */
const MOST_TEXTS = 1024;

/** What a message may hold. */
type Part = Extract<Value, { is: "static" | "scalar" | "choice" }>;

function partsOf(cx: MethodContext, frame: Frame, node: AnyNode, message: Value): readonly Part[] {
  if (message.is === "aggregate")
    return [...message.elements.values()].flatMap((part) => partsOf(cx, frame, node, part));
  if (message.is === "static" || message.is === "scalar") return [message];
  if (
    message.is === "choice" &&
    message.options.every((one) => isNothing(one) || typeof one.value === "string")
  )
    return [message];
  return cx.refuse(frame, node, "E-SUBSET", {
    what: `${valueText(message)}, in a message,`,
    cure: "tell values of signals, such as the index that chooses it",
  });
}

/** The assertion with what its message says; where the message holds one of several texts, as an assertion a text. */
function saying(
  test: Expression,
  parts: readonly Part[],
  said: readonly (string | Expression)[],
  place: LazyPlace,
): Statement {
  const [part, ...rest] = parts;
  if (!part) return { kind: "assert", test, message: said, place };
  if (part.is === "static") return saying(test, rest, [...said, String(part.value)], place);
  if (part.is === "scalar") return saying(test, rest, [...said, part.expr], place);
  const { options, at } = part;
  const last = options.length - 1;
  return options.slice(0, last).reduceRight<Statement>(
    (others, option, i) => ({
      kind: "if",
      test: { op: "binary", name: "eq", type: booleanType, left: at, right: constant(i) },
      then: [saying(test, [option, ...rest], said, place)],
      else: [others],
    }),
    saying(test, [options[last]!, ...rest], said, place),
  );
}
