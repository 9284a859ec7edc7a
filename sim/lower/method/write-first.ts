import type { AnyMemory } from "../../describe/index.ts";
import { bigBitwise, bigSlice } from "../arithmetic/bigs.ts";
import { slice, wideBitwise } from "../arithmetic/integers.ts";
import type { Reporter } from "../arithmetic/reporter.ts";
import type { Expression, LocalIndex, Statement } from "../ir.ts";
import { booleanType, constant, typeOfLeaf } from "../value-type.ts";
import type { MethodContext } from "./context.ts";

/** A store that later reads of the same call see, in locals that it sets on its way. */
export interface SeenStore {
  readonly isMade: LocalIndex;
  readonly address: Expression;
  readonly value: Expression;
  readonly mask: Expression | undefined;
}

/** Emits a store to a write-first memory, with what later reads have to know of it. */
export function seenStore(
  cx: MethodContext,
  store: Extract<Statement, { kind: "store" }>,
): readonly Statement[] {
  const isMade = cx.newVariable("isWritten", booleanType);
  cx.prelude.push({ kind: "set", local: isMade, value: constant(false) });
  const { body } = cx.branch(() => {
    const seen: SeenStore = {
      isMade,
      address: cx.copy("address", store.address),
      value: cx.copy("word", store.value),
      mask: store.mask && cx.copy("mask", store.mask),
    };
    cx.set(isMade, constant(true));
    cx.seenStores.set(store.memory, [...(cx.seenStores.get(store.memory) ?? []), seen]);
    cx.out.push({ ...store, address: seen.address, value: seen.value, mask: seen.mask });
  });
  return body;
}

/** The word at an address as the stores of this call have left it. */
export function wordBehindStores(
  cx: MethodContext,
  memory: AnyMemory,
  word: Extract<Expression, { op: "memory" }>,
  at: Reporter,
): Expression {
  const { type } = word;
  let seen: Expression = word;
  for (const { isMade, address, value, mask } of cx.seenStores.get(word.memory) ?? []) {
    const before: Expression = seen === word && mask === undefined ? word : cx.copy("word", seen);
    const isHere: Expression = {
      ...{ op: "binary", name: "land", type: booleanType },
      left: { op: "local", type: booleanType, local: isMade },
      right: { op: "binary", name: "eq", type: booleanType, left: address, right: word.address },
    };
    const after: Expression = mask === undefined ? value : masked(memory, before, value, mask, at);
    seen = { op: "cond", type, test: isHere, then: after, else: before };
  }
  return seen;
}

/**
 * The bits of `value` where the mask is 1, those of `old` elsewhere. All three as unsigned patterns of the word's width: a sign beside a mask
 * of 53 bits would leave what a number holds.
 */
function masked(
  { type }: AnyMemory,
  old: Expression,
  value: Expression,
  mask: Expression,
  at: Reporter,
): Expression {
  const isBig = old.type.kind === "big";
  const pattern = (word: Expression) => (isBig ? bigSlice : slice)(word, type.width - 1, 0);
  const join = (name: "and" | "or" | "xor", left: Expression, right: Expression): Expression =>
    isBig ? bigBitwise(name, left, right) : wideBitwise(name, left, right, at);
  const [before, after, ones] = [pattern(old), pattern(value), pattern(mask)];
  const kept = join("xor", before, join("and", before, ones));
  const arg = join("or", kept, join("and", after, ones));
  return { op: "fit", type: typeOfLeaf(type), to: type, arg, asked: true };
}
