import type { LayerSource, Operand } from "../eie/layer.ts";
import { compressionFail } from "./errors.ts";
import { pruneToDensity } from "./prune.ts";
import { type Initialisation, shareWeights } from "./weight-sharing.ts";

/** Values that a codebook of EIE shares: 16 words of 4-bit codes, word 0 kept for padding. */
export const EIE_CLUSTERS = 15;

export interface CompressOptions {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Share of the weights that stays. */
  readonly density: number;
  readonly pes: number;
  readonly activations: ArrayLike<number>;
  readonly relu?: boolean;
  readonly operand?: Operand;
  readonly initialisation?: Initialisation;
}

/**
 * A dense layer, made ready for EIE: pruned by magnitude, its weights shared, rounded to the operand. In fixed point a weight w is round(w · 2^shift).
 *
 * @param weights row by row: the weight from input j to output i is element i · columns + j
 * @throws E-DC-SHAPE, and those of pruning and sharing
 */
export function compressLayer(weights: Float32Array, options: CompressOptions): LayerSource {
  const {
    name,
    rows,
    columns,
    density,
    pes,
    activations,
    relu = false,
    operand = { kind: "fp32" },
  } = options;
  if (weights.length !== rows * columns)
    compressionFail("E-DC-SHAPE", { weights: weights.length, rows, columns });
  const { codebook, codes } = shareWeights(
    pruneToDensity(weights, density),
    EIE_CLUSTERS,
    options.initialisation,
  );
  const start = new Uint32Array(columns + 1);
  const row: number[] = [];
  const code: number[] = [];
  for (let column = 0; column < columns; column += 1) {
    for (let i = 0; i < rows; i += 1) {
      const found = codes[i * columns + column]!;
      if (found === 0) continue;
      row.push(i);
      code.push(found);
    }
    start[column + 1] = row.length;
  }
  const scale = operand.kind === "fixed16" ? 2 ** operand.shift : 1;
  const words = Array.from(codebook, (value) =>
    operand.kind === "fixed16" ? Math.round(value * scale) : value,
  );
  return {
    ...{ name, pes, operand, relu, bias: false, activations, codebook: words },
    matrix: { rows, columns, start, row: Uint32Array.from(row), code: Uint8Array.from(code) },
  };
}
