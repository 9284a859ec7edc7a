/** Extents of a tensor without its batch: `[channels, height, width]`, `[positions, features]` or `[features]`. */
export type Shape = readonly number[];

/** Rows and columns of zeros around an image. */
export interface Padding {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** What a window that slides over an image has; convolution and pooling do. All in elements. */
interface Sliding {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly kernelHeight: number;
  readonly kernelWidth: number;
  readonly strideRows: number;
  readonly strideColumns: number;
  readonly padding: Padding;
}

/**
 * A convolution: `batch` images of `channels`×`height`×`width` with `filters` kernels (N, C, H, W, K, R, S of the papers).
 *
 * `groups` cuts channels and filters into as many parts that know nothing of each other; with groups = channels it is depthwise.
 * `batchNormalisation` says that a scale and a shift an output channel follow, which inference folds into the kernels: they count as
 * parameters and not as work.
 */
export interface Convolution extends Sliding {
  readonly kind: "convolution";
  readonly batch: number;
  readonly filters: number;
  readonly groups: number;
  readonly bias: boolean;
  readonly batchNormalisation: boolean;
}

/** `outputs` sums over all `inputs`, for each of `positions` rows of a sample (1 in a classifier, the words in a Transformer). */
export interface FullyConnected {
  readonly kind: "fullyConnected";
  readonly batch: number;
  readonly positions: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly bias: boolean;
  /** The weights are those of an embedding elsewhere in the network, and are counted there. */
  readonly tied: boolean;
}

/** Maximum or average over a window. Frameworks differ in whether a window may stand half outside: `ceil` lets it, `floor` does not. */
export interface Pooling extends Sliding {
  readonly kind: "pooling";
  readonly batch: number;
  readonly operation: "maximum" | "average";
  readonly rounding: "floor" | "ceil";
}

/** The two products of attention, Q·Kᵀ and P·V, for each head; the four projections around them are fully connected layers. */
export interface Attention {
  readonly kind: "attention";
  readonly batch: number;
  readonly heads: number;
  readonly modelWidth: number;
  readonly queries: number;
  readonly keys: number;
}

/** `steps` steps of an LSTM (4 gates) or GRU (3 gates) as their matrix products; the element-wise part of a step is no MAC. */
export interface RecurrentCell {
  readonly kind: "recurrentCell";
  readonly batch: number;
  readonly cell: "lstm" | "gru";
  readonly inputs: number;
  readonly hidden: number;
  readonly steps: number;
  readonly bias: boolean;
}

/** `lookups` rows of a table of `vocabulary` rows of `width` values. No arithmetic, only memory. */
export interface Embedding {
  readonly kind: "embedding";
  readonly batch: number;
  readonly lookups: number;
  readonly vocabulary: number;
  readonly width: number;
  /** The table is that of another embedding in the network, and is counted there. */
  readonly tied: boolean;
}

/**
 * A factorisation machine over `fields` vectors of `width` values and as many first-order weights (DeepFM section 2.1): the weighted sum
 * of the fields plus ½·Σₖ((Σᵢ vᵢₖ)² − Σᵢ vᵢₖ²), a single value. Its trained values are those of the two embeddings before it.
 */
export interface FactorisationMachine {
  readonly kind: "factorisationMachine";
  readonly batch: number;
  readonly fields: number;
  readonly width: number;
}

/** Sum of `operands` tensors of one shape, element by element. */
export interface Add {
  readonly kind: "add";
  readonly batch: number;
  readonly shape: Shape;
  readonly operands: number;
}

/** Tensors put one after the other along their first extent, as at the end of an inception module. */
export interface Concatenation {
  readonly kind: "concatenation";
  readonly batch: number;
  readonly parts: readonly Shape[];
}

/** Local response normalisation (no parameters) or layer normalisation (a scale and a shift for each value of the last extent). */
export interface Normalisation {
  readonly kind: "normalisation";
  readonly batch: number;
  readonly operation: "localResponse" | "layer";
  readonly shape: Shape;
}

/** A layer: its kind and its numbers, nothing else. */
export type Layer =
  | Convolution
  | FullyConnected
  | Pooling
  | Attention
  | RecurrentCell
  | Embedding
  | FactorisationMachine
  | Add
  | Concatenation
  | Normalisation;
export type LayerKind = Layer["kind"];

/** A convolution that treats each channel alone. */
export function isDepthwise(layer: Layer): boolean {
  return layer.kind === "convolution" && layer.groups > 1 && layer.groups === layer.channels;
}
