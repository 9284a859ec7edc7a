import {
  bit,
  connect,
  input,
  memory,
  Module,
  output,
  reg,
  sint,
  uint,
  wire,
  wrap,
} from "../../sim/describe/index.ts";
import { bitsFor, DelayLine, requireWhole } from "../lib/index.ts";
import { WeightStationaryArray } from "./weight-stationary-array.ts";

/**
 * A weight-stationary array with what it needs to multiply matrices: skewing feeders, deskewing collectors, accumulators.
 *
 * One tile: `rows` cycles of `weightValid` load `rows` × `columns` weights, bottom row first. Then each cycle with `actValid`
 * takes one row of the left matrix, act[0 … rows − 1], and an accumulator's number. Row r is delayed by r cycles on its way in and
 * column c by columns − 1 − c on its way out, so that all columns of a row arrive together:
 *
 * ```text
 * cycle            0     1     …     L     L + 1        L = rows + columns − 1
 * actValid, act    x0    x1
 * resultValid                        x0    x1           sums: in the accumulator from the edge that ends this cycle
 * ```
 *
 * `accumulate` adds the sums to the accumulator's old content, else they replace it; `result` shows what is written. So a matrix
 * deeper than `rows` is one tile after another over the same accumulators. Weights may move once the last row of the tile before
 * has left the array: `busy` is low. Sums wrap to 32 bits. A row that is under way is never held up: there is no `ready`.
 */
export class GemmUnit extends Module {
  // Interface
  readonly weightValid = input(bit);
  readonly weight;
  readonly actValid = input(bit);
  readonly act;
  readonly accumulate = input(bit);
  readonly accumulator;
  readonly resultValid = output(bit);
  readonly resultAccumulator;
  readonly result;
  readonly busy = output(bit);

  // State: a bank of accumulators a column; underWay[i] is high i + 1 cycles after a row came in
  readonly sums;
  protected readonly underWay;

  // Structure
  readonly array;
  readonly skew;
  readonly deskew;
  protected readonly accumulateDelay;
  protected readonly accumulatorDelay;
  protected readonly gatedAct;

  /** `accumulators`: rows of the result that are kept at a time, rounded up to a power of two. */
  constructor(rows: number, columns: number, accumulators = 256) {
    super();
    requireWhole("GemmUnit", "accumulators", accumulators, 1);
    const latency = rows + columns - 1;
    const width = bitsFor(accumulators);
    this.weight = Array.from({ length: columns }, () => input(sint(8)));
    this.act = Array.from({ length: rows }, () => input(sint(8)));
    this.accumulator = input(uint(width));
    this.resultAccumulator = output(uint(width));
    this.result = Array.from({ length: columns }, () => output(sint(32)));
    this.sums = Array.from({ length: columns }, () => memory(sint(32), 2 ** width));
    this.array = new WeightStationaryArray(rows, columns);
    this.skew = Array.from({ length: rows }, (_, r) => new DelayLine(sint(8), r));
    this.deskew = Array.from({ length: columns }, (_, c) => new DelayLine(sint(32), columns - 1 - c));
    this.underWay = Array.from({ length: latency }, () => reg(bit, { init: 0 }));
    this.accumulateDelay = new DelayLine(bit, latency);
    this.accumulatorDelay = new DelayLine(uint(width), latency);
    this.gatedAct = Array.from({ length: rows }, () => wire(sint(8)));

    connect(this.weightValid, this.array.shiftWeight);
    for (const [c, weight] of this.weight.entries()) connect(weight, this.array.weightIn[c]!);
    for (const [r, skew] of this.skew.entries()) {
      connect(this.gatedAct[r]!, skew.in);
      connect(skew.out, this.array.actIn[r]!);
    }
    for (const [c, deskew] of this.deskew.entries()) connect(this.array.psumOut[c]!, deskew.in);
    connect(this.accumulate, this.accumulateDelay.in);
    connect(this.accumulator, this.accumulatorDelay.in);
    connect(this.accumulatorDelay.out, this.resultAccumulator);
  }

  override propagate() {
    // Between rows the array is fed zeros: nothing toggles in it.
    for (let r = 0; r < this.act.length; r += 1) {
      this.gatedAct[r]!.value = this.actValid.value ? this.act[r]!.value : 0;
    }
    for (let c = 0; c < this.result.length; c += 1) {
      const sum = this.deskew[c]!.out.value;
      const before = this.accumulateDelay.out.value ? this.sums[c]!.read(this.accumulatorDelay.out.value) : 0;
      this.result[c]!.value = wrap(before + sum);
    }
    let busy = false;
    for (const stage of this.underWay) if (stage.value) busy = true;
    this.busy.value = busy;
    this.resultValid.value = this.underWay[this.underWay.length - 1]!.value;
  }

  override update() {
    for (let i = 0; i < this.underWay.length; i += 1) {
      this.underWay[i]!.next = i === 0 ? this.actValid.value : this.underWay[i - 1]!.value;
    }
    if (!this.resultValid.value) return;
    for (let c = 0; c < this.result.length; c += 1) {
      this.sums[c]!.write(this.resultAccumulator.value, this.result[c]!.value);
    }
  }
}
