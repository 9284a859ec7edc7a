/** A row of Table 4 of Deep Compression: AlexNet, percentages as printed. */
export interface TableFourRow {
  readonly layer: string;
  readonly weights: number;
  readonly keptPercent: number;
  readonly weightBits: number;
  readonly weightBitsHuffman: number;
  readonly indexBits: number;
  readonly indexBitsHuffman: number;
  readonly ratePercent: number;
  readonly rateHuffmanPercent: number;
}

export const tableFourSource = "Han et al., Deep Compression, ICLR 2016, Table 4 (AlexNet)";

/** Weights as printed are rounded; these are the products of the layers' shapes. */
export const tableFour: readonly TableFourRow[] = [
  row("conv1", 34_848, 84, 8, 6.3, 1.2, 32.6, 20.53),
  row("conv2", 307_200, 38, 8, 5.5, 2.3, 14.5, 9.43),
  row("conv3", 884_736, 35, 8, 5.1, 2.6, 13.1, 8.44),
  row("conv4", 663_552, 37, 8, 5.2, 2.5, 14.1, 9.11),
  row("conv5", 442_368, 37, 8, 5.6, 2.5, 14.0, 9.43),
  row("fc6", 37_748_736, 9, 5, 3.9, 3.2, 3.0, 2.39),
  row("fc7", 16_777_216, 9, 5, 3.6, 3.7, 3.0, 2.46),
  row("fc8", 4_096_000, 25, 5, 4, 3.2, 7.3, 5.85),
];

function row(
  layer: string,
  weights: number,
  keptPercent: number,
  weightBits: number,
  weightBitsHuffman: number,
  indexBitsHuffman: number,
  ratePercent: number,
  rateHuffmanPercent: number,
): TableFourRow {
  const bits = { weightBits, weightBitsHuffman, indexBits: 4, indexBitsHuffman };
  return { layer, weights, keptPercent, ...bits, ratePercent, rateHuffmanPercent };
}

/** The whole of AlexNet in Table 4: 3.7 % and 2.88 % of the dense 240 MB, printed as 27 and 35 times smaller. */
export const tableFourTotal = { ratePercent: 3.7, rateHuffmanPercent: 2.88 } as const;
