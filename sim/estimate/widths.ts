import { fail } from "../errors/index.ts";
import type { OperationCost, UnitArea } from "./cost.ts";
import { table45nm, table45nmSource, type TableOperation, type TableOperationName } from "./table-45nm.ts";

/** What arithmetic is done in. A float has 16 or more bits here; bfloat16 is taken for a float of 16. */
export type NumberKind = "int" | "float";

const adders: Readonly<Record<NumberKind, readonly TableOperationName[]>> = {
  int: ["intAdd8", "intAdd16", "intAdd32"],
  float: ["floatAdd16", "floatAdd32"],
};
const multipliers: Readonly<Record<NumberKind, readonly TableOperationName[]>> = {
  int: ["intMultiply8", "intMultiply32"],
  float: ["floatMultiply16", "floatMultiply32"],
};

/** Power of the width with which adders and multipliers grow beyond the table: a chain of bits, and a square of partial products. */
const adderPower = 1;
const multiplierPower = 2;

/**
 * Energy of an adder of any width. At a width of the table its value; between two widths of the table a power law through both (a straight
 * line in logarithms); narrower or wider proportional to the width.
 *
 * @throws E-ESTIMATE-WIDTH
 */
export function addCost(bits: number, kind: NumberKind = "int"): OperationCost {
  return energyOf(adders[kind], adderPower, bits, "adder");
}

/**
 * Energy of a multiplier of any width, by the same rule; narrower or wider than the table it grows with the square of the width. With two
 * operands of different widths it is that of a square one with as many partial products: √(a · b) bits.
 *
 * @throws E-ESTIMATE-WIDTH
 */
export function multiplyCost(
  bits: number,
  kind: NumberKind = "int",
  otherBits: number = bits,
): OperationCost {
  checkBits("multiplier", otherBits);
  checkBits("multiplier", bits);
  return energyOf(multipliers[kind], multiplierPower, Math.sqrt(bits * otherBits), "multiplier");
}

/** Area of an adder, by the rule of `addCost`. */
export function addArea(bits: number, kind: NumberKind = "int"): UnitArea {
  return areaOf(adders[kind], adderPower, bits, "adder");
}

/** Area of a multiplier, by the rule of `multiplyCost`. */
export function multiplyArea(bits: number, kind: NumberKind = "int", otherBits: number = bits): UnitArea {
  checkBits("multiplier", otherBits);
  checkBits("multiplier", bits);
  return areaOf(multipliers[kind], multiplierPower, Math.sqrt(bits * otherBits), "multiplier");
}

/** Energy of reading or writing a word of a small register file: proportional to its width. */
export function registerFileCost(bits: number): OperationCost {
  return energyOf(["registerFile32"], 1, bits, "register file");
}

/** Energy of reading or writing DRAM: proportional to the bits that move. */
export function dramCost(bits: number): OperationCost {
  return energyOf(["dramRead32"], 1, bits, "DRAM access");
}

function energyOf(
  names: readonly TableOperationName[],
  power: number,
  bits: number,
  what: string,
): OperationCost {
  const points = names.map((name) => ({ bits: table45nm[name].bits, value: table45nm[name].picojoules }));
  return { picojoules: valueAt(points, power, bits, what), ...provenance(points, power, bits, what) };
}

function areaOf(names: readonly TableOperationName[], power: number, bits: number, what: string): UnitArea {
  const points = names.map((name) => {
    const operation: TableOperation = table45nm[name];
    return { bits: operation.bits, value: operation.squareMicrometres ?? 0 };
  });
  return { squareMicrometres: valueAt(points, power, bits, what), ...provenance(points, power, bits, what) };
}

interface Point {
  readonly bits: number;
  readonly value: number;
}

function provenance(points: readonly Point[], power: number, bits: number, what: string) {
  const printed = points.some((point) => point.bits === bits);
  const rule = `${what} of ${Number(bits.toFixed(2))} bits, power law through the table, width^${power} beyond it`;
  return printed
    ? ({ class: "table", source: table45nmSource } as const)
    : ({ class: "modelled", source: `${rule}; ${table45nmSource}` } as const);
}

function valueAt(points: readonly Point[], power: number, bits: number, what: string): number {
  checkBits(what, bits);
  const last = points.at(-1)!;
  const above = points.find((point) => point.bits >= bits);
  if (above === undefined) return last.value * (bits / last.bits) ** power;
  const below = points[points.indexOf(above) - 1];
  if (below === undefined || above.bits === bits) return above.value * (bits / above.bits) ** power;
  const slope = Math.log(above.value / below.value) / Math.log(above.bits / below.bits);
  return below.value * (bits / below.bits) ** slope;
}

function checkBits(what: string, bits: number): void {
  if (!(Number.isFinite(bits) && bits > 0)) fail("E-ESTIMATE-WIDTH", { what, bits });
}
