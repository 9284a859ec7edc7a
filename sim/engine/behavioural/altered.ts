import { type AnyLeafSignal, fitValue, numberRange } from "../../describe/index.ts";

/** Another value that a signal may have, as different as it can be: all bits of an integer are flipped. */
export function altered({ type, options }: AnyLeafSignal, value: unknown): unknown {
  switch (type.kind) {
    case "bit":
    case "uint":
    case "sint": {
      const { low, high } = numberRange(type);
      const other = high + low - (value as number);
      const [least, most] = options.range ?? [low, high];
      if (other >= least && other <= most) return other;
      return value === least ? most : least;
    }
    case "bigUint":
    case "bigSint":
      return fitValue(type, ~(value as bigint));
    case "enumeration":
      return type.labels[(type.labels.indexOf(value as string) + 1) % type.labels.length];
    case "float":
    case "fixed": {
      const other = fitValue(type, 1 - (value as number));
      return Object.is(other, value) || Number.isNaN(other) ? 0 : other;
    }
  }
}
