import fc from "fast-check";
import type { Attention, Convolution, FullyConnected, RecurrentCell } from "./layer.ts";

const extent = fc.integer({ min: 1, max: 12 });
const border = fc.integer({ min: 0, max: 3 });

/** Any convolution small enough to be counted by hand. */
export const convolutionArbitrary: fc.Arbitrary<Convolution> = fc
  .record({
    batch: fc.integer({ min: 1, max: 3 }),
    groups: fc.integer({ min: 1, max: 4 }),
    channelsOfGroup: fc.integer({ min: 1, max: 3 }),
    filtersOfGroup: fc.integer({ min: 1, max: 3 }),
    kernelHeight: fc.integer({ min: 1, max: 4 }),
    kernelWidth: fc.integer({ min: 1, max: 4 }),
    moreRows: extent,
    moreColumns: extent,
    strideRows: fc.integer({ min: 1, max: 5 }),
    strideColumns: fc.integer({ min: 1, max: 5 }),
    padding: fc.record({ top: border, left: border, bottom: border, right: border }),
    bias: fc.boolean(),
    batchNormalisation: fc.boolean(),
  })
  .map(({ groups, channelsOfGroup, filtersOfGroup, moreRows, moreColumns, ...rest }) => ({
    kind: "convolution",
    ...rest,
    groups,
    channels: groups * channelsOfGroup,
    filters: groups * filtersOfGroup,
    height: rest.kernelHeight + moreRows - 1,
    width: rest.kernelWidth + moreColumns - 1,
  }));

/** Any layer whose work is all matrix products, with batch 1. */
export const productLayerArbitrary: fc.Arbitrary<Convolution | FullyConnected | Attention | RecurrentCell> =
  fc.oneof(
    convolutionArbitrary.map((layer) => ({ ...layer, batch: 1 })),
    fc.record({
      kind: fc.constant("fullyConnected"),
      batch: fc.constant(1),
      positions: extent,
      inputs: extent,
      outputs: extent,
      bias: fc.boolean(),
      tied: fc.boolean(),
    }),
    fc
      .record({ heads: fc.integer({ min: 1, max: 4 }), headWidth: extent, queries: extent, keys: extent })
      .map(({ heads, headWidth, queries, keys }) => ({
        kind: "attention" as const,
        batch: 1,
        heads,
        modelWidth: heads * headWidth,
        queries,
        keys,
      })),
    fc.record({
      kind: fc.constant("recurrentCell"),
      batch: fc.constant(1),
      cell: fc.constantFrom("lstm", "gru"),
      inputs: extent,
      hidden: extent,
      steps: extent,
      bias: fc.boolean(),
    }),
  );
