/**
 * Deep Compression (Han et al., ICLR 2016), the flow in front of EIE: prune the small weights, let the others share few values, index them
 * relatively, and for storage code both streams by Huffman.
 *
 * ```text
 * weights → pruneToDensity → shareWeights → encodeRelative → encodeStream     storage (section 3 and Table 4)
 *                                  └──────→ compressLayer → makeLayer         EIE: 15 shared values, columns over PEs
 * ```
 */
export { compressLayer, type CompressOptions, EIE_CLUSTERS } from "./compress-layer.ts";
export { compressionSections } from "./compression-sections.ts";
export { canonicalCodes, codedBits, countSymbols, huffmanLengths } from "./huffman.ts";
export { type CodedStream, decodeStream, encodeStream } from "./huffman-stream.ts";
export { pruneBelow, pruneToDensity } from "./prune.ts";
export { tableFour, type TableFourRow, tableFourTotal } from "./published.ts";
export { decodeRelative, encodeRelative, paddingOf, type RelativeIndex } from "./relative-index.ts";
export { measureStorage, type Storage } from "./storage.ts";
export {
  expand,
  type Initialisation,
  type SharedWeights,
  shareWeights,
  sharingRate,
} from "./weight-sharing.ts";
