import { SystoleError } from "../../sim/errors/index.ts";
import { entry, type Entry } from "../../sim/errors/entry.ts";

/** What can be wrong with weights, codes and streams. Every code begins with `E-DC-`. */
export const compressionEntries = {
  "E-DC-DENSITY": entry<{ density: number }>({
    text: (f) => `the density ${f.density} is no share`,
    remedy: () => "give a number from 0 to 1: the share of the weights that stay",
  }),
  "E-DC-WEIGHT": entry<{ index: number; value: number }>({
    text: (f) => `weight ${f.index} is ${f.value}`,
    remedy: () => "give finite weights",
  }),
  "E-DC-CLUSTERS": entry<{ clusters: number }>({
    text: (f) => `${f.clusters} clusters can't be made`,
    remedy: () =>
      "give a whole number from 1 to 65536: 15 for EIE, 32 or 256 for the paper's storage figures",
  }),
  "E-DC-BITS": entry<{ bits: number }>({
    text: (f) => `an index of ${f.bits} bits is impossible`,
    remedy: () => "give a whole number from 1 to 16; EIE has 4",
  }),
  "E-DC-POSITION": entry<{ index: number; position: number; length: number }>({
    text: (f) => `position ${f.index} of the code is ${f.position}, of a vector of ${f.length}`,
    remedy: () => "give rising positions inside the vector, one a code, and codes of 1 or more",
  }),
  "E-DC-SYMBOL": entry<{ index: number; symbol: number; symbols: number }>({
    text: (f) =>
      `symbol ${f.index} is ${f.symbol}, and the code has the symbols 0…${f.symbols - 1} that were counted`,
    remedy: () => "count the symbols of the same stream that is encoded",
  }),
  "E-DC-LENGTHS": entry<{ problem: string }>({
    text: (f) => `these code lengths make no prefix code: ${f.problem}`,
    remedy: () => "use the lengths that huffmanLengths gave, unchanged",
  }),
  "E-DC-STREAM": entry<{ found: number; wanted: number }>({
    text: (f) => `the stream ends after ${f.found} of ${f.wanted} symbols`,
    remedy: () => "give the whole stream, and the number of symbols that went into it",
  }),
  "E-DC-SHAPE": entry<{ weights: number; rows: number; columns: number }>({
    text: (f) => `${f.weights} weights are no matrix of ${f.rows} × ${f.columns}`,
    remedy: () => "give rows · columns weights, row by row",
  }),
} satisfies Record<`E-DC-${string}`, Entry<never>>;

export type CompressionCode = keyof typeof compressionEntries;
export type CompressionFacts<C extends CompressionCode> =
  (typeof compressionEntries)[C] extends Entry<infer Facts> ? Facts : never;

/** Throws the `SystoleError` of a code. */
export function compressionFail<C extends CompressionCode>(code: C, facts: CompressionFacts<C>): never {
  const found = compressionEntries[code] as unknown as Entry<CompressionFacts<C>>;
  throw new SystoleError([
    { code, severity: "error", message: found.text(facts), remedy: found.remedy(facts) },
  ]);
}
