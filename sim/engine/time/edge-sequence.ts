import type { Clock } from "./clock.ts";
import type { Time } from "./units.ts";

/** The rising edges of a clock, one after another: the times of `risingEdge`, by additions instead of a division each. */
export class EdgeSequence {
  /** The time of the next edge. */
  time: Time;
  /** What the rounding of `time` has left, as a part of `unit`. */
  private rest: bigint;
  private readonly first: bigint;
  private readonly unit: bigint;
  private readonly wholeStep: bigint;
  private readonly restStep: bigint;

  constructor({ period, phase }: Clock) {
    const denominator = period.denominator * phase.denominator;
    const unit = 2n * denominator;
    // Half up: the floor of the exact time and a half.
    const first = 2n * phase.numerator * period.denominator + denominator;
    const step = 2n * period.numerator * phase.denominator;
    this.unit = unit;
    this.first = first;
    this.time = first / unit;
    this.rest = first % unit;
    this.wholeStep = step / unit;
    this.restStep = step % unit;
  }

  /** As if a number of edges had passed. */
  goTo(edges: number): void {
    const at = this.first + BigInt(edges) * (this.wholeStep * this.unit + this.restStep);
    this.time = at / this.unit;
    this.rest = at % this.unit;
  }

  /** Goes on to the edge after the next one. */
  pass(): void {
    this.time += this.wholeStep;
    this.rest += this.restStep;
    if (this.rest < this.unit) return;
    this.rest -= this.unit;
    this.time += 1n;
  }
}
