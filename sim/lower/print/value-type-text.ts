import { typeText } from "../../describe/index.ts";
import type { Reals, ValueType } from "../ir.ts";
import { realBounds, valueTypeText } from "../value-type.ts";

/**
 * The type of a value with the bounds that are proven for it: `0…15`, `-8n…7n`, `-8…7.9375 q4` (steps of 2^-4), `fp32`, `boolean`.
 * Bounds that leave out a zero between them end in ` ≠0`.
 */
export function boundsText(type: ValueType): string {
  switch (type.kind) {
    case "integer":
    case "big":
      return valueTypeText(type) + (type.nonZero ? " ≠0" : "");
    case "boolean":
      return "boolean";
    case "enumeration":
      return typeText(type.of);
    case "fixed": {
      const { low, high } = realBounds(type);
      return `${low === high ? low : `${low}…${high}`} q${type.fraction}`;
    }
    case "float":
      return type.format ? typeText(type.format) : realsText(type.reals);
  }
}

/** A real number that no format holds yet: its bits at most, the step that it is a multiple of, and what its size is below. */
function realsText({ exact, bits, low, high }: Reals): string {
  return `${exact ? "real" : "unrounded real"} of ${bits} bits, 2^${low}…2^${high}`;
}
