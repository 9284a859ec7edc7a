import type { ComparedFigure, PublishedFigure, Section } from "../../sim/report/index.ts";
import { tableFourSource, tableFourTotal } from "./published.ts";
import { type CompressedRow, compressTableFour, SAMPLE, totalRate } from "./table-four.ts";
import { sharingRate } from "./weight-sharing.ts";

const BAND = 0.12;

/** Sections of a report: Table 4 of Deep Compression, ours beside it. */
export function compressionSections(seed: number): readonly Section[] {
  const rows = compressTableFour(seed);
  const figures = [...rows.flatMap(figuresOfRow), ...totals(rows), sharingExample()];
  return [
    {
      title: "Deep Compression: storage of AlexNet",
      blocks: [
        {
          kind: "text",
          text:
            `Each layer of Table 4 is made of random weights with a normal distribution, pruned by magnitude to the printed share, shared by k-means ` +
            `(linear initialisation; one word of the codebook is the reserved 0), indexed relatively with 4 bits and padding, and coded by Huffman. Of layers ` +
            `with more than ${SAMPLE} weights a sample of that size is compressed. Rates include codebooks and tables.\n\n` +
            `The sizes without Huffman coding follow from the share that stays and from the padding, so they come near; what Huffman coding saves ` +
            `depends on the histograms of trained weights and of their gaps, which random weights do not have.`,
        },
        {
          kind: "table",
          caption: "Measured",
          columns: [
            { title: "layer" },
            { title: "weights" },
            { title: "kept", unit: "%", digits: 1 },
            { title: "padding per weight", digits: 3 },
            { title: "code bits", digits: 0 },
            { title: "coded", digits: 2 },
            { title: "index bits", digits: 0 },
            { title: "coded", digits: 2 },
            { title: "rate", unit: "%", digits: 2 },
            { title: "with Huffman", unit: "%", digits: 2 },
          ],
          rows: rows.map(({ published: { layer }, ours }) => [
            ...[layer, ours.weights, 100 * ours.kept, ours.paddingRate],
            ...[ours.weightBits, ours.weightBitsHuffman, ours.indexBits, ours.indexBitsHuffman],
            ...[100 * ours.rate, 100 * ours.rateHuffman],
          ]),
        },
        { kind: "comparison", caption: "Rates: compressed size of the dense one", figures },
      ],
    },
  ];
}

function figuresOfRow({ published, ours }: CompressedRow): readonly ComparedFigure[] {
  const { layer, ratePercent, rateHuffmanPercent } = published;
  return [
    compared(`${layer}/rate`, `${layer}, pruned and shared`, ratePercent, 100 * ours.rate, gapReason(layer)),
    compared(
      `${layer}/huffman`,
      `${layer}, Huffman-coded too`,
      rateHuffmanPercent,
      100 * ours.rateHuffman,
      codedReason,
    ),
  ];
}

function totals(rows: readonly CompressedRow[]): readonly ComparedFigure[] {
  const { ratePercent, rateHuffmanPercent } = tableFourTotal;
  return [
    compared(
      "all/rate",
      "AlexNet, pruned and shared",
      ratePercent,
      100 * totalRate(rows, "rate"),
      "printed as 27 times smaller",
    ),
    compared(
      "all/huffman",
      "AlexNet, Huffman-coded too",
      rateHuffmanPercent,
      100 * totalRate(rows, "rateHuffman"),
      "printed as 35 times smaller",
    ),
  ];
}

const codedReason =
  "random weights: their histogram is flatter than a trained layer's at the centre, and their gaps are geometric";

function gapReason(layer: string): string {
  return layer.startsWith("fc")
    ? "random gaps need more padding than those of a trained layer, whose weights cluster in columns"
    : "the share that stays is printed to the percent";
}

function compared(id: string, what: string, value: number, measured: number, why: string): ComparedFigure {
  const published: PublishedFigure = {
    id: `deep-compression/table-4/${id}`,
    ...{ what, value, unit: "%", class: "band", band: BAND, source: tableFourSource },
  };
  return { published, measured, why };
}

/** The example of section 3: 16 weights of 32 bits that share 4 values. */
function sharingExample(): ComparedFigure {
  const published: PublishedFigure = {
    ...{
      id: "deep-compression/sharing-example",
      what: "16 weights that share 4 values, times smaller",
      value: 3.2,
      unit: "",
    },
    ...{ class: "exact", source: "Han et al., Deep Compression, ICLR 2016, section 3 and figure 3" },
  };
  return { published, measured: sharingRate(16, 4, 32) };
}
