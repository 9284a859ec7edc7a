import { compressionFail } from "./errors.ts";
import { canonicalCodes } from "./huffman.ts";

/** A stream of codes, the first bit in the highest bit of the first byte. */
export interface CodedStream {
  readonly bytes: Uint8Array;
  readonly bits: number;
  /** How many symbols are in it. */
  readonly symbols: number;
}

/** Writes symbols by the canonical code of `lengths`. @throws E-DC-SYMBOL, E-DC-LENGTHS */
export function encodeStream(stream: ArrayLike<number>, lengths: Uint8Array): CodedStream {
  const codes = canonicalCodes(lengths);
  let bits = 0;
  for (let index = 0; index < stream.length; index += 1) {
    const symbol = stream[index]!;
    if (!((lengths[symbol] ?? 0) > 0))
      compressionFail("E-DC-SYMBOL", { index, symbol, symbols: lengths.length });
    bits += lengths[symbol]!;
  }
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  let at = 0;
  for (let index = 0; index < stream.length; index += 1) {
    const symbol = stream[index]!;
    for (let bit = lengths[symbol]! - 1; bit >= 0; bit -= 1, at += 1)
      if ((codes[symbol]! >>> bit) & 1) bytes[at >> 3]! |= 0x80 >> (at & 7);
  }
  return { bytes, bits, symbols: stream.length };
}

/** Reads the symbols again, bit by bit, as a serial decoder does. @throws E-DC-STREAM, E-DC-LENGTHS */
export function decodeStream({ bytes, bits, symbols }: CodedStream, lengths: Uint8Array): Uint32Array {
  canonicalCodes(lengths);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const bySymbol = Array.from(lengths.keys()).filter((symbol) => lengths[symbol]! > 0);
  const ordered = bySymbol.sort((a, b) => lengths[a]! - lengths[b]! || a - b);
  const perLength = new Uint32Array(longest + 1);
  for (const symbol of ordered) perLength[lengths[symbol]!]! += 1;
  const out = new Uint32Array(symbols);
  let at = 0;
  for (let index = 0; index < symbols; index += 1) {
    let code = 0;
    let first = 0;
    let before = 0;
    for (let length = 1; ; length += 1) {
      if (at >= Math.min(bits, 8 * bytes.length) || length > longest)
        compressionFail("E-DC-STREAM", { found: index, wanted: symbols });
      code = 2 * code + ((bytes[at >> 3]! >> (7 - (at & 7))) & 1);
      at += 1;
      const count = perLength[length]!;
      if (code - first < count) {
        out[index] = ordered[before + code - first]!;
        break;
      }
      before += count;
      first = 2 * (first + count);
    }
  }
  return out;
}
