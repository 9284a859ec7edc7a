import { expect, test } from "vitest";
import { eieConfig } from "../../hw/eie/index.ts";
import type { Layer } from "./layer.ts";
import { paramsFor, peImage, peValues } from "./layer-image.ts";
import { planLayer } from "./layer-plan.ts";
import { randomLayer } from "./random-layer.ts";

const entries = Uint8Array.from({ length: 37 }, (_, i) => (i * 83 + 7) % 256);

test.each([2, 4, 8, 16, 64])("entry k of a row of %i is its byte k", (entriesPerRow) => {
  const base = randomLayer({
    inputs: 3,
    outputs: 5,
    pes: 2,
    weightDensity: 1,
    activationDensity: 1,
    seed: 1,
  });
  const slice = { pointers: Uint32Array.of(0, 10, 11, 20, 37), entries };
  const layer: Layer = { ...base, slices: [slice, slice] };
  const plan = planLayer(layer, { entriesPerRow });
  const config = eieConfig(paramsFor([plan], { queueDepth: 8, entriesPerRow }));
  const { rows, even, odd } = peImage(plan.residences[0]!, config, 1);
  const bytes = rows.flatMap((row) =>
    Array.from({ length: entriesPerRow }, (_, k) => Number((row >> BigInt(8 * k)) & 255n)),
  );
  expect(bytes.slice(0, entries.length)).toEqual(Array.from(entries));
  expect(bytes.slice(entries.length).every((byte) => byte === 0)).toBe(true);
  expect([even, odd]).toEqual([
    [0, 11, 37],
    [10, 20],
  ]);
  expect(peValues(layer.activations, 2, 1)).toEqual([base.activations[1]]);
});
