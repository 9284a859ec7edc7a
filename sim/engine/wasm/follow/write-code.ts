import {
  block,
  br,
  brIf,
  call,
  type Callee,
  type FunctionBuilder,
  get,
  i32,
  i64,
  type Instruction,
  label,
  load,
  type Local,
  loop,
  type ModuleBuilder,
  op,
  set,
  store,
  tee,
  when,
} from "../encode/index.ts";
import { ENTRY, ENTRY_BYTES, type FollowArea, HEAD, KINDS } from "./area.ts";
import { sixteenDigits } from "./digits.ts";
import { headWord } from "./head-word.ts";
import { knownText } from "./known-text.ts";

/** What JavaScript does for the text. */
export interface TextCalls {
  /** Takes the text up to an address, and gives the one to go on at. */
  readonly take: Callee;
  /** Writes the text of a real number, given the number of its value and an address; gives the address behind. */
  readonly real: Callee;
}

const LETTER_B = 98;

/** Defines `write`: the lines of all marked values, in their order, from an address on; no mark stays. Gives the address behind. */
export function defineWrite(module: ModuleBuilder, area: FollowArea, { take, real }: TextCalls): Callee {
  const head = headWord(area);
  const limbs = defineLimbs(module);
  const shape = { name: "write", exported: true, params: [["out", "i32"]], results: ["i32"] } as const;
  return module.func(shape, (builder) => {
    const [out] = builder.params as readonly [Local];
    const marks = builder.local("i32", "marks");
    const end = builder.local("i32", "end");
    const limit = builder.local("i32", "limit");
    const group = builder.local("i32", "group");
    const entry = builder.local("i32", "entry");
    const bits = builder.local("i64", "bits");
    const word = builder.local("i64", "word");
    const nextGroup = label("groups");
    const nextValue = label("values");
    const unmarked = label("unmarked");
    const written = label("written");
    const plain = label("plain");
    const kind = load("i32.load8_u", get(entry), ENTRY.kind);
    const ask = call(real, numberOf(get(entry), head(HEAD.entries)), get(out));
    const realText = knownText(builder, { word, entry, out, known: head(HEAD.known), ask });
    const line = [
      // Nearly all are words.
      block(plain, [
        brIf(plain, op("i32.eqz", kind)),
        when(op("i32.eq", kind, i32(KINDS.real)), realText, [set(out, call(limbs, get(entry), get(out)))]),
        ...tail(out, entry),
        br(written),
      ]),
      ...plainWord(builder, word, load("i64.load", load("i32.load", get(entry))), out, entry),
      ...tail(out, entry),
    ];
    builder.add(
      set(marks, head(HEAD.marks)),
      set(end, head(HEAD.marksEnd)),
      set(limit, head(HEAD.limit)),
      set(group, head(HEAD.entries)),
      loop(nextGroup, [
        block(unmarked, [
          brIf(unmarked, op("i64.eqz", tee(bits, load("i64.load", get(marks))))),
          store("i64.store", get(marks), i64(0)),
          loop(nextValue, [
            when(op("i32.gt_u", get(out), get(limit)), [set(out, call(take, get(out)))]),
            set(
              entry,
              op(
                "i32.add",
                get(group),
                op("i32.mul", op("i32.wrap_i64", op("i64.ctz", get(bits))), i32(ENTRY_BYTES)),
              ),
            ),
            block(written, line),
            brIf(
              nextValue,
              op("i64.ne", tee(bits, op("i64.and", get(bits), op("i64.sub", get(bits), i64(1)))), i64(0)),
            ),
          ]),
        ]),
        set(group, op("i32.add", get(group), i32(64 * ENTRY_BYTES))),
        brIf(nextGroup, op("i32.lt_u", tee(marks, op("i32.add", get(marks), i32(8))), get(end))),
      ]),
      get(out),
    );
  });
}

function numberOf(entry: Instruction, entries: Instruction): Instruction {
  return op("i32.div_u", op("i32.sub", entry, entries), i32(ENTRY_BYTES));
}

/** What is behind the digits: eight bytes, of which those that count are gone past. */
function tail(out: Local, entry: Local): readonly Instruction[] {
  return [
    store("i64.store", get(out), load("i64.load", get(entry), ENTRY.tail)),
    set(out, op("i32.add", get(out), load("i32.load8_u", get(entry), ENTRY.tailLength))),
  ];
}

/**
 * The digits of a word of up to 64 bits, a `b` in front of more than one. The word is moved to the top of its eight bytes, then past its leading zeros:
 * the first digit is always bit 63.
 */
function plainWord(
  builder: FunctionBuilder,
  word: Local,
  value: Instruction,
  out: Local,
  entry: Local,
): readonly Instruction[] {
  const zeros = builder.local("i64", "zeros");
  const count = builder.local("i32", "count");
  const width = load("i64.load32_u", get(entry), ENTRY.width);
  return [
    set(word, op("i64.shl", value, op("i64.sub", i64(64), width))),
    set(zeros, op("i64.clz", get(word))),
    // Zero has 64 leading zeros, and one digit.
    set(count, op("i32.wrap_i64", op("i64.sub", width, get(zeros)))),
    set(count, op("select", get(count), i32(1), op("i32.gt_s", get(count), i32(1)))),
    store("i32.store8", get(out), i32(LETTER_B)),
    set(out, op("i32.add", get(out), load("i32.load8_u", get(entry), ENTRY.lead))),
    ...digits(builder, op("i64.shl", get(word), get(zeros)), out, count),
    set(out, op("i32.add", get(out), get(count))),
  ];
}

/** Stores the first `count` digits of a word whose first digit is bit 63; others may be stored behind them. */
function digits(
  builder: FunctionBuilder,
  word: Instruction,
  out: Local,
  count: Local,
): readonly Instruction[] {
  const spread = builder.local("v128", "spread");
  const sixteen = (k: number): Instruction =>
    store("v128.store", get(out), sixteenDigits(get(spread), k), 16 * k);
  return [
    set(spread, op("i64x2.splat", word)),
    sixteen(0),
    when(op("i32.gt_u", get(count), i32(16)), [
      sixteen(1),
      when(op("i32.gt_u", get(count), i32(32)), [sixteen(2), sixteen(3)]),
    ]),
  ];
}

/** A word of several limbs: those that are zero are left out at the front, the others have all their digits. */
function defineLimbs(module: ModuleBuilder): Callee {
  const shape = {
    name: "limbs",
    params: [
      ["entry", "i32"],
      ["out", "i32"],
    ],
    results: ["i32"],
  } as const;
  return module.func(shape, (builder) => {
    const [entry, out] = builder.params as readonly [Local, Local];
    const first = builder.local("i32", "first");
    const limb = builder.local("i32", "limb");
    const width = builder.local("i32", "width");
    const count = builder.local("i32", "count");
    const word = builder.local("i64", "word");
    const found = label("found");
    const skip = label("skip");
    const done = label("done");
    const next = label("next");
    const lower = [set(limb, op("i32.sub", get(limb), i32(8))), set(word, load("i64.load", get(limb)))];
    const zeros = op("i64.clz", get(word));
    builder.add(
      store("i32.store8", get(out), i32(LETTER_B)),
      set(out, op("i32.add", get(out), i32(1))),
      set(first, load("i32.load", get(entry), ENTRY.address)),
      set(width, load("i32.load", get(entry), ENTRY.width)),
      // All limbs but the highest one have 64 bits.
      set(count, op("i32.shr_u", op("i32.sub", get(width), i32(1)), i32(6))),
      set(limb, op("i32.add", get(first), op("i32.shl", get(count), i32(3)))),
      set(width, op("i32.sub", get(width), op("i32.shl", get(count), i32(6)))),
      set(
        word,
        op(
          "i64.shl",
          load("i64.load", get(limb)),
          op("i64.extend_i32_u", op("i32.sub", i32(64), get(width))),
        ),
      ),
      block(found, [
        loop(skip, [
          brIf(found, op("i64.ne", get(word), i64(0))),
          brIf(found, op("i32.eq", get(limb), get(first))),
          ...lower,
          set(width, i32(64)),
          br(skip),
        ]),
      ]),
      set(count, op("i32.sub", get(width), op("i32.wrap_i64", zeros))),
      set(count, op("select", get(count), i32(1), op("i32.gt_s", get(count), i32(1)))),
      ...digits(builder, op("i64.shl", get(word), zeros), out, count),
      set(out, op("i32.add", get(out), get(count))),
      set(count, i32(64)),
      block(done, [
        loop(next, [
          brIf(done, op("i32.eq", get(limb), get(first))),
          ...lower,
          ...digits(builder, get(word), out, count),
          set(out, op("i32.add", get(out), i32(64))),
          br(next),
        ]),
      ]),
      get(out),
    );
  });
}
