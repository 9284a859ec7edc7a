import { Module, reg, sint, uint, wire, wrap } from "../../../sim/describe/index.ts";
import { SEED } from "../stimulus.ts";

/**
 * What a design is measured in, itself hardware, so that an engine runs for as long as it likes without returning to JavaScript: a source of
 * random words, the design below it, and a checksum of its outputs, as stimulus.ts specifies them.
 *
 * A subclass drives the design's inputs in `propagate()` from words that it draws one after the other by `nextWord`, beginning with the one behind `word`; it
 * leaves the last one in `lastWord`. In `update()` it hands Σ (2 k + 1) · out[k] to `endCycle`: the outputs as they are just before the edge.
 */
export abstract class Harness extends Module {
  // Parameters
  /** Cycles before the measured ones. */
  readonly prepareCycles: number;

  // State
  /** Of the measured cycles so far. */
  readonly checksum = reg(uint(32), { init: 0 });
  /** Cycles of preparation that are left. */
  protected readonly left;
  protected readonly word = reg(sint(32), { init: SEED | 0 });
  protected readonly lastWord = wire(sint(32));

  constructor(prepareCycles = 0) {
    super();
    this.prepareCycles = prepareCycles;
    this.left = reg(uint(16), { init: prepareCycles });
  }

  protected endCycle(sum: number) {
    this.word.next = this.lastWord.value;
    if (this.left.value > 0) this.left.next = this.left.value - 1;
    else this.checksum.next = wrap(Math.imul(this.checksum.value, 31) + sum);
  }
}

/** The word behind a word, as signed numbers: xorshift32. */
export function nextWord(word: number): number {
  const a = word ^ Math.imul(word, 8192);
  const b = a ^ ((a >> 17) & 0x7fff);
  return b ^ Math.imul(b, 32);
}
