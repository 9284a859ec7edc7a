import type { LeafType } from "../../describe/index.ts";
import type { CycleGene } from "./genes.ts";

/** The value of one of the top's inputs in a cycle; both ends of the type are likely. */
export function stimulusValue(type: LeafType, cycle: CycleGene, input: number): unknown {
  const { pick, value } = cycle.values[input % cycle.values.length]!;
  if (type.kind === "enumeration") return type.labels[value % type.labels.length];
  if (type.kind === "float")
    return type(floats[(pick + input) % floats.length] ?? (value - 2 ** 30) / 2 ** (pick * 2));
  const signed = type.kind === "sint" || type.kind === "bigSint" || type.kind === "fixed";
  const span = 2n ** BigInt(type.width);
  const low = signed ? -(span / 2n) : 0n;
  const spread = BigInt(value) * 0x9e3779b97f4a7c15f39cc0605cedc835n;
  const offset = [0n, 1n, span - 1n, span / 2n, BigInt(value), spread][(pick + input) % 6]!;
  const chosen = low + ((offset + (signed ? span / 2n : 0n)) % span);
  if (type.kind === "fixed") return Number(chosen) / 2 ** type.fraction;
  return type.kind === "bigUint" || type.kind === "bigSint" ? chosen : Number(chosen);
}

const floats = [
  0,
  1,
  -0,
  -1.5,
  Infinity,
  NaN,
  2 ** -149,
  -Infinity,
  Math.fround(3.4e38),
  undefined,
  undefined,
  undefined,
];
