import { fromBits, type LeafType } from "../describe/index.ts";
import { createRandom, type Random } from "../random/random.ts";

/** What registers and memory words without `init` hold at power-on: zero bits, or random ones by seed. */
export type PowerOnOption = "zero" | { readonly seed: number };

type Range = readonly [low: number, high: number];

/** A signal or memory. Its path is made when it is asked for, which is rare. */
interface Named {
  readonly path: string;
  readonly type: LeafType;
}

export interface PowerOn {
  /**
   * Gives unknown values for one signal or memory, within its range where it has one; undefined where they are zero. Depends on seed and path
   * alone.
   */
  unknown(of: Named, range?: Range): (() => unknown) | undefined;
}

export function createPowerOn(option: PowerOnOption): PowerOn {
  if (option === "zero") return { unknown: (_, range) => nearestZero(range) };
  const base = createRandom(option.seed).split("power-on");
  return {
    unknown: ({ path, type }, range) => {
      const random = base.split(path);
      return () => (range ? random.integer(...range) : randomValue(type, random));
    },
  };
}

/** What has been proven of a register rests on its range: not even at power-on it holds anything else. */
function nearestZero(range: Range | undefined): (() => number) | undefined {
  if (!range || (range[0] <= 0 && range[1] >= 0)) return undefined;
  const value = range[0] > 0 ? range[0] : range[1];
  return () => value;
}

/** Any value of a type; bit patterns are equally likely. */
export function randomValue(type: LeafType, random: Random): unknown {
  switch (type.kind) {
    case "bit":
    case "uint":
      return random.bits(type.width);
    case "sint":
      return random.bits(type.width) - 2 ** (type.width - 1);
    case "bigUint":
      return random.bigBits(type.width);
    case "bigSint":
      return random.bigBits(type.width) - (1n << BigInt(type.width - 1));
    case "enumeration":
      return type.labels[random.integer(0, type.labels.length - 1)];
    case "float":
    case "fixed":
      return fromBits(random.bits(type.width), type);
  }
}
