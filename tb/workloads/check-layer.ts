import { workloadFail } from "./errors.ts";
import type { Convolution, Layer, Pooling } from "./layer.ts";

/**
 * Refuses a layer whose numbers make no sense.
 *
 * @throws E-WL-NUMBER, E-WL-GROUPS, E-WL-KERNEL, E-WL-HEADS
 */
export function checkLayer(name: string, layer: Layer): void {
  for (const [field, value] of numbersOf(layer)) {
    const least = field.startsWith("padding") ? 0 : 1;
    if (!Number.isSafeInteger(value) || value < least)
      workloadFail("E-WL-NUMBER", { layer: name, field, value, least });
  }
  if (layer.kind === "convolution") {
    const { groups, channels, filters } = layer;
    if (channels % groups !== 0 || filters % groups !== 0)
      workloadFail("E-WL-GROUPS", { layer: name, groups, channels, filters });
  }
  if (layer.kind === "convolution" || layer.kind === "pooling") checkKernel(name, layer);
  if (layer.kind === "attention" && layer.modelWidth % layer.heads !== 0)
    workloadFail("E-WL-HEADS", { layer: name, heads: layer.heads, width: layer.modelWidth });
}

function checkKernel(layer: string, { padding, ...sliding }: Convolution | Pooling): void {
  const image = {
    height: sliding.height + padding.top + padding.bottom,
    width: sliding.width + padding.left + padding.right,
  };
  const kernel = { height: sliding.kernelHeight, width: sliding.kernelWidth };
  for (const extent of ["height", "width"] as const) {
    if (kernel[extent] > image[extent])
      workloadFail("E-WL-KERNEL", { layer, extent, kernel: kernel[extent], image: image[extent] });
  }
}

/** Every number of a layer, however deep, with the path to it. */
function numbersOf(value: unknown, path = ""): (readonly [string, number])[] {
  if (typeof value === "number") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    numbersOf(part, path === "" ? key : `${path}.${key}`),
  );
}
