import {
  type FunctionBuilder,
  get,
  i32,
  i64,
  type Instruction,
  load,
  type Local,
  op,
  set,
  store,
  when,
} from "../encode/index.ts";
import { ENTRY, KNOWN, KNOWN_BITS, KNOWN_BYTES, KNOWN_TEXT } from "./area.ts";

/** 2⁶⁴ divided by the golden ratio, odd: its product spreads words that are near to each other over the table. */
const SPREAD = 0x9e37_79b9_7f4a_7c15n;

/** Where things are while a line is written. */
export interface RealLine {
  /** For the number's shifted word. */
  readonly word: Local;
  readonly entry: Local;
  readonly out: Local;
  /** The address of the texts that are known. */
  readonly known: Instruction;
  /** Has JavaScript write the text at `out`; the address behind. */
  readonly ask: Instruction;
}

/** Writes the text of a real number at `out`, and moves that behind it: from the table of known texts, or else by asking, which the table remembers. */
export function knownText(
  builder: FunctionBuilder,
  { word, entry, out, known, ask }: RealLine,
): readonly Instruction[] {
  const slot = builder.local("i32", "slot");
  const behind = builder.local("i32", "behind");
  const kind = load("i32.load", get(entry), ENTRY.width);
  const place = op(
    "i32.wrap_i64",
    op(
      "i64.shr_u",
      op("i64.mul", op("i64.add", get(word), op("i64.extend_i32_u", kind)), i64(BigInt.asIntN(64, SPREAD))),
      i64(64 - KNOWN_BITS),
    ),
  );
  const isKnown = op(
    "i32.and",
    op("i64.eq", load("i64.load", get(slot), KNOWN.word), get(word)),
    op("i32.eq", load("i32.load", get(slot), KNOWN.kind), kind),
  );
  const length = op("i32.sub", get(behind), get(out));
  const copies = (to: Local, toOffset: number, from: Local, fromOffset: number): readonly Instruction[] =>
    Array.from({ length: KNOWN_TEXT / 16 }, (_, k) =>
      store("v128.store", get(to), load("v128.load", get(from), fromOffset + 16 * k), toOffset + 16 * k),
    );
  return [
    set(word, load("i64.load", load("i32.load", get(entry), ENTRY.address))),
    set(slot, op("i32.add", known, op("i32.mul", place, i32(KNOWN_BYTES)))),
    when(
      isKnown,
      [
        ...copies(out, 0, slot, KNOWN.text),
        set(out, op("i32.add", get(out), load("i32.load", get(slot), KNOWN.length))),
      ],
      [
        set(behind, ask),
        store("i32.store", get(slot), kind, KNOWN.kind),
        store("i64.store", get(slot), get(word), KNOWN.word),
        store("i32.store", get(slot), length, KNOWN.length),
        ...copies(slot, KNOWN.text, out, 0),
        set(out, get(behind)),
      ],
    ),
  ];
}
