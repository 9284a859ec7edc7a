import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { macs } from "./counts.ts";
import { gemmMacs, gemms } from "./gemms.ts";
import { convolutionArbitrary, productLayerArbitrary } from "./layer-arbitrary.ts";
import type { Convolution } from "./layer.ts";
import { outputExtents } from "./shapes.ts";

describe("the work of a layer", () => {
  it("is that of seven nested loops for a convolution", () => {
    fc.assert(
      fc.property(convolutionArbitrary, (layer) => {
        const looped = runLoops(layer);
        expect(macs(layer)).toBe(looped.macs);
        expect(outputExtents(layer)).toEqual(looped.extents);
      }),
      { numRuns: 60 },
    );
  });

  it("is that of its matrix products", () => {
    fc.assert(fc.property(productLayerArbitrary, (layer) => gemmMacs(gemms(layer)) === macs(layer)));
  });
});

/** Walks over the padded image as a program would, counting each multiply-accumulate; knows no formula for sizes. */
function runLoops(layer: Convolution) {
  const { padding, groups } = layer;
  const rows = layer.height + padding.top + padding.bottom;
  const columns = layer.width + padding.left + padding.right;
  let count = 0;
  let height = 0;
  let width = 0;
  for (let y = 0; y + layer.kernelHeight <= rows; y += layer.strideRows) {
    height++;
    width = 0;
    for (let x = 0; x + layer.kernelWidth <= columns; x += layer.strideColumns) {
      width++;
      for (let image = 0; image < layer.batch; image++)
        for (let filter = 0; filter < layer.filters; filter++)
          for (let channel = 0; channel < layer.channels / groups; channel++)
            for (let r = 0; r < layer.kernelHeight; r++) for (let s = 0; s < layer.kernelWidth; s++) count++;
    }
  }
  return { macs: count, extents: { height, width } };
}
