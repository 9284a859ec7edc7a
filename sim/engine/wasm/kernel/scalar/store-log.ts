import type { MemoryIndex } from "../../../../lower/index.ts";
import {
  brIf,
  get,
  i32,
  type Instruction,
  label,
  load,
  loop,
  op,
  set,
  store,
  tee,
  when,
} from "../../encode/index.ts";
import type { MemoryPlace } from "../../plan/plan.ts";
import { loadWord, storeWord } from "../words-in-memory.ts";
import { type ScalarContext, temporary } from "./context.ts";

/** Bytes of an entry: the word's address, and at 8 its value. */
const ENTRY = 16;

/** Stores of one memory that wait for the end of the run. */
export interface StoreLog {
  /** Code that notes a store, whose address and value are variables or constants. */
  add(address: Instruction, value: Instruction): void;
}

/**
 * The log of a memory's stores in scratch memory, for as many as there are places of them: each that happens adds its address and value, and
 * behind the last statement they act in their order. An instance that stores nothing pays one test, however many stores its method has.
 */
export function storeLog(
  cx: ScalarContext,
  memory: MemoryIndex,
  place: MemoryPlace,
  sites: number,
): StoreLog {
  const before = cx.logs.get(memory);
  if (before) return before;
  const { type, element } = place;
  const base = cx.scratch.take((sites * ENTRY) / 8);
  const end = temporary(cx, "i32", "log.end");
  const at = temporary(cx, "i32", "log.at");
  cx.prologue.push(set(end, i32(0)));
  const next = label("log");
  const entry = { pointer: get(at), offset: base + 8 };
  const word = { pointer: load("i32.load", get(at), base), offset: 0 };
  cx.epilogue.push(
    when(get(end), [
      set(at, i32(0)),
      loop(next, [
        storeWord(type, element, word, loadWord(type, element, entry).value),
        brIf(next, op("i32.lt_u", tee(at, op("i32.add", get(at), i32(ENTRY))), get(end))),
      ]),
    ]),
  );
  const made: StoreLog = {
    add(address, value) {
      cx.out.push(
        store("i32.store", get(end), address, base),
        storeWord(type, element, { pointer: get(end), offset: base + 8 }, value),
        set(end, op("i32.add", get(end), i32(ENTRY))),
      );
    },
  };
  cx.logs.set(memory, made);
  return made;
}
