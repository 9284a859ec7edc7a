import {
  block,
  brIf,
  type Callee,
  get,
  i32,
  i64,
  type Instruction,
  label,
  load,
  loop,
  type ModuleBuilder,
  op,
  set,
  store,
  tee,
  when,
} from "../encode/index.ts";
import { BLOCK, ENTRY, ENTRY_BYTES, type FollowArea, HEAD, OWNER_BITS, REAL, REAL_BYTES } from "./area.ts";
import { headWord } from "./head-word.ts";

/**
 * Defines `look`: compares all that is followed with what it was, block by block, remembers it, and marks the values that differ. Gives 1 if
 * one does.
 */
export function defineLook(module: ModuleBuilder, area: FollowArea): Callee {
  const head = headWord(area);
  return module.func({ name: "look", exported: true, results: ["i32"] }, (builder) => {
    const listed = builder.local("i32", "listed");
    const seen = builder.local("i32", "seen");
    const owners = builder.local("i32", "owners");
    const end = builder.local("i32", "end");
    const now = builder.local("v128", "now");
    const before = builder.local("v128", "before");
    const bytes = builder.local("i32", "bytes");
    const owner = builder.local("i32", "owner");
    const value = builder.local("i32", "value");
    const any = builder.local("i32", "any");
    const place = builder.local("i32", "place");
    const word = builder.local("i64", "word");
    const marks = builder.local("i32", "marks");
    const entries = builder.local("i32", "entries");
    const none = label("none");
    const next = label("next");
    const perByte = label("bytes");
    const perValue = label("values");
    const first = op("i32.ctz", get(bytes));
    const markOwners = loop(perByte, [
      set(owner, load("i32.load", op("i32.add", get(owners), op("i32.shl", tee(place, first), i32(2))))),
      // The other bytes of the same word say the same.
      set(
        bytes,
        op(
          "i32.and",
          get(bytes),
          op(
            "i32.shl",
            i32(-2),
            op("i32.or", get(place), op("i32.and", op("i32.shr_u", get(owner), i32(OWNER_BITS)), i32(7))),
          ),
        ),
      ),
      when(tee(value, op("i32.and", get(owner), i32((1 << OWNER_BITS) - 1))), [
        ...marked(op("i32.sub", get(value), i32(1))),
        // Few words have more than one value.
        when(op("i32.lt_s", get(owner), i32(0)), [
          loop(perValue, [
            set(value, load("i32.load", entry(get(value)), ENTRY.next)),
            ...marked(op("i32.sub", get(value), i32(1))),
            brIf(perValue, load("i32.load", entry(get(value)), ENTRY.next)),
          ]),
        ]),
        set(any, i32(1)),
      ]),
      brIf(perByte, get(bytes)),
    ]);
    builder.add(
      set(marks, head(HEAD.marks)),
      set(entries, op("i32.sub", head(HEAD.entries), i32(ENTRY_BYTES))),
      set(listed, head(HEAD.blocks)),
      set(end, head(HEAD.blocksEnd)),
      set(seen, head(HEAD.seen)),
      set(owners, head(HEAD.owners)),
      block(none, [
        brIf(none, op("i32.ge_u", get(listed), get(end))),
        loop(next, [
          when(
            op(
              "v128.any_true",
              op(
                "v128.xor",
                tee(now, load("v128.load", load("i32.load", get(listed)))),
                tee(before, load("v128.load", get(seen))),
              ),
            ),
            [
              set(bytes, op("i8x16.bitmask", op("i8x16.ne", get(now), get(before)))),
              store("v128.store", get(seen), get(now)),
              markOwners,
            ],
          ),
          set(seen, op("i32.add", get(seen), i32(BLOCK))),
          set(owners, op("i32.add", get(owners), i32(4 * BLOCK))),
          brIf(next, op("i32.lt_u", tee(listed, op("i32.add", get(listed), i32(4))), get(end))),
        ]),
      ]),
    );
    // Real numbers: one NaN is no change of another.
    const noReals = label("noReals");
    const nextReal = label("nextReal");
    const same = label("same");
    const unsigned = (shifted: Instruction): Instruction => op("i64.shl", shifted, i64(1));
    const isNan = (shifted: Instruction): Instruction =>
      op("i64.gt_u", unsigned(shifted), load("i64.load", get(listed), REAL.limit));
    const last = load("i64.load", get(listed), REAL.last);
    builder.add(
      set(listed, head(HEAD.reals)),
      set(end, head(HEAD.realsEnd)),
      block(noReals, [
        brIf(noReals, op("i32.ge_u", get(listed), get(end))),
        loop(nextReal, [
          block(same, [
            set(
              word,
              op(
                "i64.shl",
                load("i64.load", load("i32.load", get(listed), REAL.address)),
                load("i64.load32_u", get(listed), REAL.shift),
              ),
            ),
            brIf(same, op("i64.eq", get(word), last)),
            brIf(same, op("i32.and", isNan(get(word)), isNan(last))),
            store("i64.store", get(listed), get(word), REAL.last),
            ...marked(op("i32.sub", load("i32.load", get(listed), REAL.value), i32(1))),
            set(any, i32(1)),
          ]),
          brIf(nextReal, op("i32.lt_u", tee(listed, op("i32.add", get(listed), i32(REAL_BYTES))), get(end))),
        ]),
      ]),
      get(any),
    );

    /** Where the entry of a value is, by its number from 1. */
    function entry(number: Instruction): Instruction {
      return op("i32.add", get(entries), op("i32.mul", number, i32(ENTRY_BYTES)));
    }

    /** Marks a value by its number from 0: eight bytes have the marks of 64. */
    function marked(number: Instruction): readonly Instruction[] {
      const word = op("i32.add", get(marks), op("i32.shl", op("i32.shr_u", get(place), i32(6)), i32(3)));
      const bit = op("i64.shl", i64(1), op("i64.extend_i32_u", get(place)));
      return [set(place, number), store("i64.store", word, op("i64.or", load("i64.load", word), bit))];
    }
  });
}
