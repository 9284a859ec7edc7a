import { SystoleError } from "../../sim/errors/index.ts";
import { entry, type Entry } from "../../sim/errors/entry.ts";

/** What can be wrong with values or parameters of quantisation. Every code begins with `E-QUANT-`. */
export const quantisationEntries = {
  "E-QUANT-BITS": entry<{ bits: number }>({
    text: (f) => `a quantised value can't have ${f.bits} bits`,
    remedy: () => "give a whole number from 2 to 16",
  }),
  "E-QUANT-SCALE": entry<{ scale: number }>({
    text: (f) => `a scale can't be ${f.scale}`,
    remedy: () => "give a finite number above 0",
  }),
  "E-QUANT-VALUE": entry<{ index: number; value: number }>({
    text: (f) => `value ${f.index} is ${f.value}, which can't be quantised`,
    remedy: () => "give finite numbers",
  }),
  "E-QUANT-CODE": entry<{ index: number; value: number; bits: number }>({
    text: (f) => `code ${f.index} is ${f.value}, which ${f.bits} bits can't hold symmetrically`,
    remedy: (f) => `give whole numbers from ${-(2 ** (f.bits - 1) - 1)} to ${2 ** (f.bits - 1) - 1}`,
  }),
  "E-QUANT-LENGTH": entry<{ what: string; found: number; expected: number }>({
    text: (f) => `there are ${f.found} ${f.what}, where ${f.expected} are needed`,
    remedy: (f) => `give exactly ${f.expected}`,
  }),
  "E-QUANT-GROUP": entry<{ groupSize: number }>({
    text: (f) => `a group of weights can't have ${f.groupSize} of them`,
    remedy: () => "give a whole number of 1 or more, or leave it out for a scale a row",
  }),
  "E-QUANT-ACCUMULATOR": entry<{ terms: number; most: number }>({
    text: (f) => `a sum of ${f.terms} products of 8-bit codes can leave a 32-bit accumulator`,
    remedy: (f) => `sum at most ${f.most} products at a time`,
  }),
  "E-QUANT-RATIO": entry<{ ratio: number }>({
    text: (f) =>
      `the requantisation by ${f.ratio} is outside of what a 31-bit multiplier and a shift express`,
    remedy: () => "choose an output scale that makes it 0 or more and below 2^31",
  }),
  "E-QUANT-THRESHOLD": entry<{ threshold: number }>({
    text: (f) => `the threshold of ternary weights is ${f.threshold}`,
    remedy: () => "give a share of the largest weight, from 0 to below 1",
  }),
} satisfies Record<`E-QUANT-${string}`, Entry<never>>;

export type QuantisationCode = keyof typeof quantisationEntries;
export type QuantisationFacts<C extends QuantisationCode> =
  (typeof quantisationEntries)[C] extends Entry<infer Facts> ? Facts : never;

/** Throws the `SystoleError` of a code. */
export function quantisationFail<C extends QuantisationCode>(code: C, facts: QuantisationFacts<C>): never {
  const found = quantisationEntries[code] as unknown as Entry<QuantisationFacts<C>>;
  throw new SystoleError([
    { code, severity: "error", message: found.text(facts), remedy: found.remedy(facts) },
  ]);
}
