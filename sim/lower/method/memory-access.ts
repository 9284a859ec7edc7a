import type { AnyNode } from "acorn";
import { type AnyMemory, typeText } from "../../describe/index.ts";
import { asInteger, isNegativeZero } from "../arithmetic/integers.ts";
import type { Frame } from "../frame.ts";
import type { Expression, Statement } from "../ir.ts";
import { constant, integerType, typeOfLeaf, valueTypeText } from "../value-type.ts";
import { type ChoiceValue, nothing, scalar, type StaticValue, staticValue, type Value } from "../value.ts";
import { toExpression } from "./coerce.ts";
import type { MethodContext } from "./context.ts";
import { choose, memberOf } from "./members.ts";
import { fitWord, useMemory } from "./signal-access.ts";
import { seenStore, wordBehindStores } from "./write-first.ts";

/** `memory.read(a)` and `memory.write(a, v, { mask })`, also on one of several memories. */
export function callMemory(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  object: StaticValue | ChoiceValue,
  key: string,
  args: readonly Value[],
): Value {
  const options = object.is === "choice" ? object.options : [object];
  const [address, value, settings] = args;
  if ((key !== "read" && key !== "write") || !address || (key === "write" && !value))
    return cx.refuse(frame, node, "E-SUBSET", {
      what: `.${key}() of a memory with ${args.length} arguments`,
      cure: "use read(address) and write(address, value, { mask })",
    });
  const given = toExpression(cx, frame, node, address);
  const place = isNegativeZero(given) ? asInteger(given) : given;
  if (place.type.kind !== "integer")
    cx.refuse(frame, node, "E-KIND", {
      operator: "an address",
      takes: "an integer",
      seen: valueTypeText(place.type),
      cure: "use an integer",
    });
  const memories = options.map((option) => option.value as AnyMemory);
  const { depth, path: shortest } = memories.reduce((a, b) => (b.depth < a.depth ? b : a));
  const { low, high } = place.type;
  if (low < 0 || high >= depth)
    cx.report(frame, node, "E-INDEX", {
      what: `the address of ${shortest}`,
      low,
      high,
      length: depth,
    });
  const writeFirst = cx.method === "update" && options.some((option) => isWriteFirst(option));
  const at = options.length > 1 || key === "write" || writeFirst ? cx.keep("address", place) : place;
  if (key === "read") {
    const words = options.map((option): Expression => {
      const type = typeOfLeaf((option.value as AnyMemory).type);
      const memory = useMemory(cx, frame, node, option);
      cx.memoryReads.add(memory);
      const word = { op: "memory", type, memory, address: at } as const;
      return writeFirst && isWriteFirst(option)
        ? wordBehindStores(cx, option.value as AnyMemory, word, cx.at(frame, node))
        : word;
    });
    return object.is === "choice"
      ? choose(
          cx,
          frame,
          node,
          words.map((word) => scalar(word)),
          object.at,
        )
      : scalar(words[0]!);
  }
  if (cx.method !== "update")
    cx.refuse(frame, node, "E-ASSIGN-PHASE", {
      action: "writing a memory",
      signal: memories[0]!.path,
      method: cx.method,
    });
  const mask = settings && maskOf(cx, frame, node, options, settings);
  const stores = options.map((option): readonly Statement[] => {
    const memory = useMemory(cx, frame, node, option);
    const { path } = option.value as AnyMemory;
    const store = {
      ...({ kind: "store", memory, address: at, mask } as const),
      value: fitWord(cx, frame, node, option.value as AnyMemory, value ?? nothing),
      place: cx.place(frame, node),
    };
    if (!isWriteFirst(option)) return [store];
    if (cx.memoryReads.has(memory)) cx.report(frame, node, "E-MEMORY-ORDER", { memory: path }, path);
    return seenStore(cx, store);
  });
  if (object.is === "static") cx.out.push(...stores.flat());
  else {
    const cases = stores.map((store, i) => ({
      values: [{ ...constant(i), type: integerType(i, i) }],
      body: [...store],
    }));
    cx.out.push({ kind: "switch", subject: object.at, cases, otherwise: [] });
  }
  return nothing;
}

function isWriteFirst({ value }: StaticValue): boolean {
  return (value as AnyMemory).options.onCollision === "writeFirst";
}

function isUndefined(value: Value): boolean {
  return value.is === "static" && value.value === undefined;
}

/** The mask of a write: a number for words that are numbers, a bigint for words that are bigints. */
function maskOf(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  options: readonly StaticValue[],
  settings: Value,
): Expression | undefined {
  if (isUndefined(settings)) return undefined;
  const given = memberOf(cx, frame, node, settings, staticValue("mask"));
  if (isUndefined(given)) return undefined;
  const mask = toExpression(cx, frame, node, given);
  for (const { value } of options) {
    const { path, type } = value as AnyMemory;
    const word = typeOfLeaf(type);
    if (word.kind !== "integer" && word.kind !== "big")
      cx.refuse(frame, node, "E-MEMORY-MASK", { memory: path, type: typeText(type) }, path);
    if (word.kind !== mask.type.kind)
      cx.refuse(
        frame,
        node,
        "E-KIND",
        {
          operator: `a write of ${path}`,
          takes: `a mask of the kind of its words (${typeText(type)})`,
          seen: valueTypeText(mask.type),
          cure: `give a mask that is a ${word.kind === "big" ? "bigint, such as 0xffn" : "number, such as 0xff"}`,
        },
        path,
      );
  }
  return mask;
}
