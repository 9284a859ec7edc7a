import { type LeafType, typeText } from "../../../describe/index.ts";
import {
  BLOCK,
  ENTRY,
  ENTRY_BYTES,
  HEAD,
  HEAD_BYTES,
  KINDS,
  KNOWN_BITS,
  KNOWN_BYTES,
  LINE_ROOM,
  OWNER_BITS,
  REAL,
  REAL_BYTES,
  SHARED,
  TEXT_BYTES,
  TIME_BYTES,
  TIMES,
} from "./area.ts";

/** A value in linear memory. */
export interface PlacedValue {
  readonly type: LeafType;
  readonly address: number;
  readonly bytes: number;
  readonly code: string;
}

/** Where things are in an area that has been laid out. */
export interface Layout {
  /** By value: where its last word is. */
  readonly lasts: Float64Array;
  readonly marks: number;
  readonly marksEnd: number;
  readonly times: number;
  readonly text: number;
}

/** Lays out an area for some values. Undefined where they do not fit, or have more than lines can hold. */
export function layOut(
  memory: ArrayBufferLike,
  area: { readonly at: number; readonly end: number },
  values: readonly PlacedValue[],
): Layout | undefined {
  const u8 = new Uint8Array(memory);
  const u32 = new Uint32Array(memory);
  const view = new DataView(memory);
  const blocks = blocksOf(
    values.filter(({ type }) => !isReal(type)),
    area.at,
  );
  const reals = values.flatMap(({ type }, value) => (isReal(type) ? [value] : []));
  let next = area.at;
  const take = (bytes: number): number => {
    const at = next;
    next += Math.ceil(bytes / BLOCK) * BLOCK;
    return at;
  };
  take(HEAD_BYTES);
  const [list, seen, owners] = [4, BLOCK, 4 * BLOCK].map((bytes) => take(blocks.list.length * bytes)) as [
    number,
    number,
    number,
  ];
  const realsAt = take(reals.length * REAL_BYTES);
  const entries = take(values.length * ENTRY_BYTES);
  const groups = Math.ceil(values.length / 64);
  const known = take(reals.length > 0 ? KNOWN_BYTES << KNOWN_BITS : 0);
  const marks = take(groups * 8);
  const times = take(TIMES * TIME_BYTES);
  const text = take(TEXT_BYTES);
  const widest = values.reduce((most, { type }) => Math.max(most, type.width), 0);
  const limit = text + TEXT_BYTES - widest - 2 * LINE_ROOM;
  if (next > area.end || values.length >= 1 << OWNER_BITS || limit < text + LINE_ROOM) return undefined;

  u8.fill(0, area.at, times);
  const put = (field: keyof typeof HEAD, value: number): void => {
    u32[(area.at + HEAD[field]) / 4] = value;
  };
  const marksEnd = marks + groups * 8;
  const realsEnd = realsAt + reals.length * REAL_BYTES;
  for (const [field, value] of Object.entries({ seen, owners, entries, known, marks, marksEnd, text, limit }))
    put(field as keyof typeof HEAD, value);
  put("blocks", list);
  put("blocksEnd", list + 4 * blocks.list.length);
  put("reals", realsAt);
  put("realsEnd", realsEnd);

  blocks.list.forEach((block, i) => {
    u32[list / 4 + i] = block * BLOCK;
    u8.copyWithin(seen + i * BLOCK, block * BLOCK, (block + 1) * BLOCK);
  });
  const lasts = new Float64Array(values.length);
  let real = realsAt;
  const texts = new Map<string, number>();
  for (const [value, placed] of values.entries()) {
    const entry = entries + value * ENTRY_BYTES;
    const { type, address, bytes } = placed;
    if (isReal(type)) {
      putReal(view, real, placed, value);
      lasts[value] = real + REAL.last + 8 - bytes;
      real += REAL_BYTES;
    } else {
      const block = blocks.numberOf[Math.floor(address / BLOCK)]!;
      lasts[value] = seen + block * BLOCK + (address % BLOCK);
      const owned = owners / 4 + block * BLOCK + (address % BLOCK);
      const before = u32[owned]!;
      const size = Math.min(bytes, 8) - 1;
      const owner = size * 2 ** OWNER_BITS + value + 1 + (before === 0 ? 0 : SHARED);
      // Values of one word are a chain: all of its bytes have to say the same.
      if (before !== 0 && ((before >>> OWNER_BITS) & 7) !== size) return undefined;
      for (let byte = 0; byte < bytes; byte++) {
        if (u32[owned + byte] !== before) return undefined;
        u32[owned + byte] = owner;
      }
      u32[(entry + ENTRY.next) / 4] = before & ((1 << OWNER_BITS) - 1);
    }
    if (!putEntry(view, entry, placed, lasts[value]!, texts)) return undefined;
  }
  return { lasts, marks, marksEnd, times, text };
}

function isReal(type: LeafType): boolean {
  return type.kind === "float" || type.kind === "fixed";
}

/** The numbers of all blocks that have bytes of values, rising, and by number of a block its place among them. */
function blocksOf(values: readonly PlacedValue[], end: number) {
  const numberOf = new Int32Array(Math.ceil(end / BLOCK));
  for (const { address, bytes } of values) {
    const last = Math.floor((address + bytes - 1) / BLOCK);
    for (let block = Math.floor(address / BLOCK); block <= last; block++) numberOf[block] = 1;
  }
  const list: number[] = [];
  for (let block = 0; block < numberOf.length; block++) {
    if (numberOf[block] === 1) numberOf[block] = list.push(block) - 1;
  }
  return { list, numberOf };
}

function putReal(
  view: DataView<ArrayBufferLike>,
  at: number,
  { type, address, bytes }: PlacedValue,
  value: number,
): void {
  view.setUint32(at + REAL.address, address, true);
  view.setUint32(at + REAL.shift, 64 - 8 * bytes, true);
  new Uint8Array(view.buffer).copyWithin(at + REAL.last + 8 - bytes, address, address + bytes);
  // Infinity without its sign, moved up by that bit; numbers of fixed point are never above.
  const limit = type.kind !== "float" ? -1n : bytes === 4 ? 0xffn << 56n : 0x7ffn << 53n;
  view.setBigUint64(at + REAL.limit, BigInt.asUintN(64, limit), true);
  view.setUint32(at + REAL.value, value + 1, true);
}

/** False where the entry can't hold what it has to. `texts` numbers the kinds of texts that words of real numbers have. */
function putEntry(
  view: DataView<ArrayBufferLike>,
  at: number,
  { type, bytes, code }: PlacedValue,
  last: number,
  texts: Map<string, number>,
): boolean {
  const { width } = type;
  const tail = `${width > 1 || isReal(type) ? " " : ""}${code}\n`;
  if (tail.length > 8) return false;
  if (isReal(type)) {
    const kind = type.kind === "float" ? `${bytes}` : typeText(type);
    if (!texts.has(kind)) texts.set(kind, texts.size + 1);
    view.setUint32(at + ENTRY.address, last - (8 - bytes), true);
    view.setUint32(at + ENTRY.width, texts.get(kind)!, true);
  } else {
    view.setUint32(at + ENTRY.address, last, true);
    view.setUint32(at + ENTRY.width, width, true);
  }
  for (let i = 0; i < tail.length; i++) view.setUint8(at + ENTRY.tail + i, tail.charCodeAt(i));
  view.setUint8(at + ENTRY.lead, width > 1 ? 1 : 0);
  view.setUint8(at + ENTRY.tailLength, tail.length);
  const kind = isReal(type) ? KINDS.real : width > 64 ? KINDS.limbs : KINDS.word;
  view.setUint8(at + ENTRY.kind, kind);
  return true;
}
