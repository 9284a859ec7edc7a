import { eieFail } from "./errors.ts";
import { checkWhole, type Layer, type LayerSource, makeLayer, type Operand } from "./layer.ts";
import { createRandom, type Random } from "../../sim/random/random.ts";
import type { SparseMatrix } from "./sparse-matrix.ts";

/** What a random layer should be like. */
export interface RandomLayerOptions {
  readonly name?: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly pes: number;
  /** Probability of each weight to be there, 0 … 1. */
  readonly weightDensity: number;
  /** Exactly round(inputs · density) activations are not zero. */
  readonly activationDensity: number;
  readonly seed: number;
  /** Default: fp32. */
  readonly operand?: Operand;
  /** A bias column in which each output has a weight. Default: false. */
  readonly bias?: boolean;
  /** Default: false. */
  readonly relu?: boolean;
  /** Share of the activations other than zero that are negative, 0 … 1. Default: 0, as after a ReLU. */
  readonly negativeShare?: number;
}

/**
 * A layer by seed: each weight is there independently of the others, its code is uniform, and so are the places of the activations.
 *
 * Values have full mantissas, so that fp32 products and sums round; in fixed16 they are large enough that some sums
 * saturate. Time and memory are proportional to the weights that are there.
 *
 * @throws E-EIE-SHAPE, E-EIE-DENSITY, and those of `makeLayer`
 */
export function randomLayer(options: RandomLayerOptions): Layer {
  return makeLayer(randomLayerSource(options));
}

/** The same before it is encoded, for those that divide it into tiles. */
export function randomLayerSource(options: RandomLayerOptions): LayerSource {
  const { inputs, outputs, pes, weightDensity, activationDensity, seed, negativeShare = 0 } = options;
  const { operand = { kind: "fp32" }, bias = false, relu = false } = options;
  const name = options.name ?? `random ${inputs}×${outputs}, seed ${seed}`;
  checkWhole("inputs", inputs, 1);
  checkWhole("outputs", outputs, 1);
  for (const [field, value] of Object.entries({ weightDensity, activationDensity, negativeShare })) {
    if (!(value >= 0 && value <= 1)) eieFail("E-EIE-DENSITY", { field, value });
  }
  const random = createRandom(seed);
  const draw = operand.kind === "fp32" ? drawReal : drawInteger;
  const codebook = Array.from({ length: 16 }, (_, code) =>
    code === 0 ? 0 : sign(random, 0.5) * draw(random),
  );
  const activations = new Array<number>(inputs).fill(0);
  let wanted = Math.round(inputs * activationDensity);
  for (let input = 0; input < inputs; input += 1) {
    // Selection sampling: takes each of the remaining places with the chance that keeps the count exact.
    if (random.real() * (inputs - input) < wanted) {
      activations[input] = sign(random, negativeShare) * draw(random);
      wanted -= 1;
    }
  }
  const matrix = randomMatrix(random, inputs, outputs, weightDensity, bias);
  return { name, pes, operand, bias, relu, activations, codebook, matrix };
}

/** A magnitude from 1/16 to 1 with a full fp32 mantissa. */
function drawReal(random: Random): number {
  return Math.fround(0.0625 + 0.9375 * random.real());
}

/** A magnitude from 1 to 4095. */
function drawInteger(random: Random): number {
  return random.integer(1, 4095);
}

function sign(random: Random, negativeShare: number): number {
  return random.real() < negativeShare ? -1 : 1;
}

/** Skips from weight to weight: the gap between two weights of a Bernoulli matrix has a geometric distribution. */
function randomMatrix(
  random: Random,
  inputs: number,
  outputs: number,
  density: number,
  bias: boolean,
): SparseMatrix {
  const columns = inputs + (bias ? 1 : 0);
  const rows = new GrowingWords(Math.ceil(inputs * outputs * density * 1.05) + outputs + 64);
  const start = new Uint32Array(columns + 1);
  const scale = density < 1 ? 1 / Math.log1p(-density) : 0;
  for (let column = 0; column < columns; column += 1) {
    const columnScale = column === inputs ? 0 : scale;
    if (column === inputs || density > 0) {
      for (let row = -1; ;) {
        row += 1 + Math.floor(Math.log(1 - random.real()) * columnScale);
        if (row >= outputs) break;
        rows.push(row);
      }
    }
    start[column + 1] = rows.length;
  }
  const row = rows.words();
  const code = Uint8Array.from({ length: row.length }, () => random.integer(1, 15));
  return { rows: outputs, columns, start, row, code };
}

/** A list of 32-bit words in a typed array that doubles when it is full. */
class GrowingWords {
  length = 0;
  private store: Uint32Array;

  constructor(capacity: number) {
    this.store = new Uint32Array(capacity);
  }

  push(word: number): void {
    if (this.length === this.store.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.store);
      this.store = larger;
    }
    this.store[this.length] = word;
    this.length += 1;
  }

  words(): Uint32Array {
    return this.store.slice(0, this.length);
  }
}
