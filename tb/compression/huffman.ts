import { compressionFail } from "./errors.ts";

/**
 * Bits of each symbol's code that make a stream shortest (Huffman 1952), 0 for symbols that do not occur. A stream of one symbol takes a bit each.
 *
 * @param counts how often each symbol occurs
 */
export function huffmanLengths(counts: ArrayLike<number>): Uint8Array {
  const lengths = new Uint8Array(counts.length);
  const leaves = Array.from(counts, (count, symbol) => ({ count, symbols: [symbol] })).filter(
    ({ count }) => count > 0,
  );
  if (leaves.length === 1) lengths[leaves[0]!.symbols[0]!] = 1;
  // Two queues: what is merged comes in rising order, so the least is at the head of one of them.
  const fresh = leaves.sort((a, b) => a.count - b.count || a.symbols[0]! - b.symbols[0]!);
  const merged: typeof fresh = [];
  let [nextFresh, nextMerged] = [0, 0];
  const least = () => {
    const [one, other] = [fresh[nextFresh], merged[nextMerged]];
    if (other === undefined || (one !== undefined && one.count <= other.count)) {
      nextFresh += 1;
      return one!;
    }
    nextMerged += 1;
    return other;
  };
  for (let left = fresh.length; left > 1; left -= 1) {
    const pair = [least(), least()];
    const symbols = pair.flatMap((node) => node.symbols);
    for (const symbol of symbols) lengths[symbol]! += 1;
    merged.push({ count: pair[0]!.count + pair[1]!.count, symbols });
  }
  return lengths;
}

/**
 * The canonical code of lengths: codes of a length are consecutive numbers in the order of their symbols, and a longer code begins where the shorter
 * ones end. The lengths are all that a decoder needs.
 *
 * @throws E-DC-LENGTHS if they leave codes over or want too many; a single code of one bit is allowed
 */
export function canonicalCodes(lengths: Uint8Array): Uint32Array {
  const codes = new Uint32Array(lengths.length);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  if (longest > 32)
    compressionFail("E-DC-LENGTHS", { problem: `a code has ${longest} bits, the most is 32` });
  const used = lengths.reduce((sum, length) => sum + (length > 0 ? 2 ** -length : 0), 0);
  const single = lengths.filter((length) => length > 0).length === 1 && longest === 1;
  if (longest > 0 && used !== 1 && !single)
    compressionFail("E-DC-LENGTHS", { problem: `they fill ${used} of the code space` });
  let next = 0;
  for (let length = 1; length <= longest; length += 1, next *= 2)
    for (let symbol = 0; symbol < lengths.length; symbol += 1)
      if (lengths[symbol] === length) codes[symbol] = next++;
  return codes;
}

/** How often each of `symbols` symbols occurs. */
export function countSymbols(stream: ArrayLike<number>, symbols: number): Uint32Array {
  const counts = new Uint32Array(symbols);
  for (let i = 0; i < stream.length; i += 1) counts[stream[i]!]! += 1;
  return counts;
}

/** Bits of a stream with these counts. */
export function codedBits(counts: ArrayLike<number>, lengths: Uint8Array): number {
  return lengths.reduce((sum, length, symbol) => sum + length * counts[symbol]!, 0);
}
