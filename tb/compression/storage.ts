import { codedBits, countSymbols, huffmanLengths } from "./huffman.ts";
import { paddingOf, type RelativeIndex } from "./relative-index.ts";

/** What a compressed layer takes, in bits. */
export interface Storage {
  readonly weights: number;
  /** Share of the weights that stays. */
  readonly kept: number;
  /** Padding entries per weight that stays. */
  readonly paddingRate: number;
  /** Bits of a code and of a run without Huffman coding. */
  readonly weightBits: number;
  readonly indexBits: number;
  /** Mean bits of a code and of a run with it. */
  readonly weightBitsHuffman: number;
  readonly indexBitsHuffman: number;
  /** Size as a share of the dense layer in 32 bits a weight: pruned and shared, and Huffman-coded too; codebooks and tables included. */
  readonly rate: number;
  readonly rateHuffman: number;
}

const DENSE_BITS = 32;
/** A canonical code is known by its lengths: five bits a symbol. */
const LENGTH_BITS = 5;

/**
 * Measures a layer that has been encoded.
 *
 * @param weightBits bits of a code: log2 of the codebook's words, the reserved 0 among them
 */
export function measureStorage(index: RelativeIndex, weightBits: number): Storage {
  const entries = index.codes.length;
  const padding = paddingOf(index);
  const dense = index.length * DENSE_BITS;
  const codebook = 2 ** weightBits * DENSE_BITS;
  const codes = huffmanBits(index.codes, 2 ** weightBits);
  const runs = huffmanBits(index.runs, 2 ** index.indexBits);
  const tables = LENGTH_BITS * (2 ** weightBits + 2 ** index.indexBits);
  return {
    weights: index.length,
    kept: (entries - padding) / index.length,
    paddingRate: entries === padding ? 0 : padding / (entries - padding),
    weightBits,
    indexBits: index.indexBits,
    weightBitsHuffman: entries === 0 ? 0 : codes / entries,
    indexBitsHuffman: entries === 0 ? 0 : runs / entries,
    rate: (entries * (weightBits + index.indexBits) + codebook) / dense,
    rateHuffman: (codes + runs + codebook + tables) / dense,
  };
}

function huffmanBits(stream: Uint32Array, symbols: number): number {
  const counts = countSymbols(stream, symbols);
  return codedBits(counts, huffmanLengths(counts));
}
