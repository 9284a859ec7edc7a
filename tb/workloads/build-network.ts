import { checkLayer } from "./check-layer.ts";
import { workloadFail } from "./errors.ts";
import type { Attention, Layer, Padding, Pooling, RecurrentCell, Shape } from "./layer.ts";
import { flowProblems, type Network, type Node } from "./network.ts";
import { elements, outputShape, shapeText } from "./shapes.ts";

interface Window {
  /** Of a square kernel. */
  readonly kernel: number;
  readonly stride?: number;
  /** On all four sides, or each; none if left out. */
  readonly padding?: number | Padding;
}
interface ConvolutionOptions extends Window {
  readonly filters: number;
  readonly groups?: number;
  /** True unless batch normalisation follows, whose shift makes it needless. */
  readonly bias?: boolean;
  readonly batchNormalisation?: boolean;
}
interface PoolingOptions extends Window {
  readonly operation?: Pooling["operation"];
  readonly rounding?: Pooling["rounding"];
}
interface FullyConnectedOptions {
  readonly outputs: number;
  readonly bias?: boolean;
  readonly tied?: boolean;
  /** One vector of all positions of a sequence; an image is flattened anyway. */
  readonly flatten?: boolean;
}

/**
 * Adds layers to a network under way. Each takes what the layer `from` gives, the latest one if left out, derives its own extents from
 * that, and returns its name, for layers further on to take from.
 *
 * @throws E-WL-NAME-TWICE, E-WL-FROM, E-WL-RANK, E-WL-NUMBER, E-WL-GROUPS, E-WL-KERNEL, E-WL-HEADS
 */
export interface NetworkBuilder {
  convolution(name: string, options: ConvolutionOptions, from?: string): string;
  /** A convolution of each channel alone. */
  depthwise(name: string, options: Omit<ConvolutionOptions, "filters" | "groups">, from?: string): string;
  pooling(name: string, options: PoolingOptions, from?: string): string;
  /** Pools each channel to one value. */
  globalPooling(name: string, from?: string): string;
  /** Flattens an image; of a sequence, treats each position alone. */
  fullyConnected(name: string, options: FullyConnectedOptions, from?: string): string;
  attention(name: string, options: Pick<Attention, "heads">, from: readonly [string, string, string]): string;
  recurrent(name: string, options: Pick<RecurrentCell, "cell" | "hidden" | "bias">, from?: string): string;
  embedding(
    name: string,
    options: { readonly vocabulary: number; readonly width: number; readonly tied?: boolean },
    from?: string,
  ): string;
  /** From the fields' vectors and their first-order weights. */
  factorisationMachine(name: string, from: readonly [string, string]): string;
  add(name: string, from: readonly string[]): string;
  concatenation(name: string, from: readonly string[]): string;
  normalisation(name: string, operation: "localResponse" | "layer", from?: string): string;
}

/**
 * A network from its compact definition. `batch` (default 1) goes into every layer.
 *
 * @throws as `NetworkBuilder`, and E-WL-FLOW
 */
export function buildNetwork(
  about: Omit<Network, "nodes" | "notes"> & { readonly notes?: readonly string[]; readonly batch?: number },
  define: (builder: NetworkBuilder) => void,
): Network {
  const { batch = 1, notes = [], ...rest } = about;
  const shapes = new Map<string, Shape>(Object.entries(about.inputs));
  const nodes: Node[] = [];
  let latest = Object.keys(about.inputs)[0] ?? "";

  function append(name: string, layer: Layer, from: readonly string[]): string {
    if (shapes.has(name)) workloadFail("E-WL-NAME-TWICE", { network: about.name, layer: name });
    checkLayer(name, layer);
    nodes.push({ name, layer, from });
    shapes.set(name, outputShape(layer));
    latest = name;
    return name;
  }
  function shapeOf(layer: string, from: string): Shape {
    return shapes.get(from) ?? workloadFail("E-WL-FROM", { network: about.name, layer, from });
  }
  function image(layer: string, from: string) {
    const shape = shapeOf(layer, from);
    const [channels, height, width] = shape;
    if (shape.length !== 3 || channels === undefined || height === undefined || width === undefined)
      return refuse(layer, from, "channels×height×width");
    return { channels, height, width };
  }
  function sequence(layer: string, from: string): readonly [number, number] {
    const shape = shapeOf(layer, from);
    if (shape.length > 2) return refuse(layer, from, "a vector or a sequence of them");
    return [shape.length === 2 ? shape[0]! : 1, shape.at(-1)!];
  }
  function refuse(layer: string, from: string, wanted: string): never {
    return workloadFail("E-WL-RANK", {
      network: about.name,
      layer,
      from,
      given: shapeText(shapeOf(layer, from)),
      wanted,
    });
  }

  const builder: NetworkBuilder = {
    convolution(
      name,
      { filters, groups = 1, batchNormalisation = false, bias = !batchNormalisation, ...window },
      from = latest,
    ) {
      return append(
        name,
        {
          kind: "convolution",
          batch,
          ...image(name, from),
          ...slidingOf(window),
          filters,
          groups,
          bias,
          batchNormalisation,
        },
        [from],
      );
    },
    depthwise(name, options, from = latest) {
      const { channels } = image(name, from);
      return builder.convolution(name, { ...options, filters: channels, groups: channels }, from);
    },
    pooling(name, { operation = "maximum", rounding = "floor", ...window }, from = latest) {
      return append(
        name,
        {
          kind: "pooling",
          batch,
          ...image(name, from),
          ...slidingOf(window),
          operation,
          rounding,
        },
        [from],
      );
    },
    globalPooling(name, from = latest) {
      const extents = image(name, from);
      return append(
        name,
        {
          kind: "pooling",
          batch,
          ...extents,
          ...slidingOf({ kernel: 1 }),
          kernelHeight: extents.height,
          kernelWidth: extents.width,
          operation: "average",
          rounding: "floor",
        },
        [from],
      );
    },
    fullyConnected(name, { outputs, bias = true, tied = false, flatten = false }, from = latest) {
      const shape = shapeOf(name, from);
      const [positions, inputs] = flatten || shape.length === 3 ? [1, elements(shape)] : sequence(name, from);
      return append(name, { kind: "fullyConnected", batch, positions, inputs, outputs, bias, tied }, [from]);
    },
    attention(name, { heads }, from) {
      const [queries, modelWidth] = sequence(name, from[0]);
      const [keys] = sequence(name, from[1]);
      return append(name, { kind: "attention", batch, heads, modelWidth, queries, keys }, from);
    },
    recurrent(name, options, from = latest) {
      const [steps, inputs] = sequence(name, from);
      return append(name, { kind: "recurrentCell", batch, ...options, inputs, steps }, [from]);
    },
    embedding(name, { vocabulary, width, tied = false }, from = latest) {
      const shape = shapeOf(name, from);
      if (shape.length !== 1) refuse(name, from, "a vector of indices");
      return append(name, { kind: "embedding", batch, lookups: shape[0]!, vocabulary, width, tied }, [from]);
    },
    factorisationMachine(name, from) {
      const [fields, width] = sequence(name, from[0]);
      return append(name, { kind: "factorisationMachine", batch, fields, width }, from);
    },
    add(name, from) {
      const shape = shapeOf(name, from[0] ?? "nothing");
      return append(name, { kind: "add", batch, shape, operands: from.length }, from);
    },
    concatenation(name, from) {
      const parts = from.map((part) => shapeOf(name, part));
      return append(name, { kind: "concatenation", batch, parts }, from);
    },
    normalisation(name, operation, from = latest) {
      return append(name, { kind: "normalisation", batch, operation, shape: shapeOf(name, from) }, [from]);
    },
  };
  define(builder);

  const network: Network = { ...rest, notes, nodes };
  const [problem] = flowProblems(network);
  if (problem) workloadFail("E-WL-FLOW", { network: about.name, ...problem });
  return network;
}

function slidingOf({ kernel, stride = 1, padding = 0 }: Window) {
  return {
    kernelHeight: kernel,
    kernelWidth: kernel,
    strideRows: stride,
    strideColumns: stride,
    padding:
      typeof padding === "number"
        ? { top: padding, left: padding, bottom: padding, right: padding }
        : padding,
  };
}
