import { typeOfLeaf } from "../../../../lower/index.ts";
import { call, i32, type Instruction, memoryCopy, op } from "../../encode/index.ts";
import { bitwiseLimbs, wrapLimbs } from "../helpers/limbs.ts";
import { isNatural, wasmTypeOf } from "../representation.ts";
import { bytesOf, heldAs, loadWord, storeWord } from "../words-in-memory.ts";
import { addressOf, plainAddress, wordAddress } from "./addresses.ts";
import type { ScalarContext } from "./context.ts";
import { deferred } from "./deferred.ts";
import { storeLog } from "./store-log.ts";
import { wrapWord } from "./integer.ts";
import { memoryPlace } from "./reads.ts";
import type { Word } from "./words.ts";
import { kept, limbsValue, valueOf } from "./compute.ts";
import type { Store } from "./waiting-stores.ts";

/** So many stores that wait are cheaper in a log than with a flag for each, which every instance clears and asks. */
const MANY = 3;

/** A word of a memory changes: behind the last statement if the run may still read that memory, else at once. */
export function storeStatement(cx: ScalarContext, statement: Store): void {
  if (cx.kernel.kind === "check") return;
  const { memory } = statement;
  const isWide = heldAs(memoryPlace(cx, memory).type).kind === "limbs";
  const prepare = (): readonly Instruction[] =>
    isWide ? wideStore(cx, statement) : narrowStore(cx, statement);
  const waiting = cx.roles.waiting.get(memory) ?? [];
  if (waiting.includes(statement)) {
    const isLogged = waiting.length >= MANY && !isWide && waiting.every(({ mask }) => !mask);
    return isLogged ? logStore(cx, statement, waiting.length) : deferred(cx, prepare);
  }
  for (const instruction of prepare()) cx.out.push(instruction);
}

function logStore(cx: ScalarContext, statement: Store, sites: number): void {
  const { place, word, value } = narrowWord(cx, statement);
  storeLog(cx, statement.memory, place, sites).add(plainAddress(word), value);
}

function pointerOf(cx: ScalarContext, { memory, address }: Store) {
  const place = memoryPlace(cx, memory);
  const at = valueOf(cx, address, "i32");
  const word = wordAddress(addressOf(cx, place.words), at, bytesOf(place.element));
  return { place, word: { ...word, pointer: kept(cx, word.pointer, "i32", "pointer") } };
}

function narrowWord(cx: ScalarContext, statement: Store) {
  const { place, word } = pointerOf(cx, statement);
  const held = wasmTypeOf(heldAs(place.type));
  return { place, word, held, value: kept(cx, valueOf(cx, statement.value, held), held, "value") };
}

function narrowStore(cx: ScalarContext, statement: Store): readonly Instruction[] {
  const { place, word, held, value } = narrowWord(cx, statement);
  const { type, element } = place;
  if (!statement.mask) return [storeWord(type, element, word, value)];
  const integer = held as Word;
  const mask = kept(cx, valueOf(cx, statement.mask, integer), integer, "mask");
  const old = loadWord(type, element, word).value;
  // old ^ ((old ^ value) & mask), in as many bits as the word has.
  const merged = op(`${integer}.xor`, op(`${integer}.and`, op(`${integer}.xor`, old, value), mask), old);
  const fitted = wrapWord(merged, type.width, !isNatural(typeOfLeaf(type)), integer);
  return [storeWord(type, element, word, fitted)];
}

function wideStore(cx: ScalarContext, statement: Store): readonly Instruction[] {
  const { place, word } = pointerOf(cx, statement);
  const { element, type } = place;
  if (element.kind !== "limbs") throw new Error("words that are no limbs");
  const { limbs } = element;
  const to = plainAddress(word);
  const bytes = i32(8 * limbs);
  const value = cx.scratch.take(limbs);
  cx.out.push(memoryCopy(i32(value), limbsValue(cx, statement.value, limbs), bytes));
  if (!statement.mask) return [memoryCopy(to, i32(value), bytes)];
  const mask = cx.scratch.take(limbs);
  cx.out.push(memoryCopy(i32(mask), limbsValue(cx, statement.mask, limbs), bytes));
  const { builder } = cx.module;
  const [differing, masked, merged] = [
    cx.scratch.take(limbs),
    cx.scratch.take(limbs),
    cx.scratch.take(limbs),
  ];
  const count = i32(limbs);
  return [
    call(bitwiseLimbs(builder, "xor"), i32(differing), to, i32(value), count),
    call(bitwiseLimbs(builder, "and"), i32(masked), i32(differing), i32(mask), count),
    call(bitwiseLimbs(builder, "xor"), i32(merged), i32(masked), to, count),
    ...(type.width === 64 * limbs
      ? [memoryCopy(to, i32(merged), bytes)]
      : [call(wrapLimbs(builder), to, i32(merged), i32(type.width), i32(element.signed ? 1 : 0), count)]),
  ];
}
