import { fail } from "../errors/index.ts";
import { cactiPoints, cactiSource } from "./cacti-45nm.ts";
import type { OperationCost, UnitArea } from "./cost.ts";
import { table45nm, table45nmSource } from "./table-45nm.ts";

/** Capacity of the SRAM in the 45 nm table. */
const tableBytes = 8 * 1024;

/** Energy of an access grows with the square root of the capacity: with the length of the wires across the array. */
const capacityPower = 0.5;

/**
 * Energy of an SRAM access from the 45 nm table: E = 5 pJ · (width / 32) · √(capacity / 8 KB).
 *
 * Proportional to the width, because the table's source has 10 pJ for 64 bits of the same 8 KB; so it has no part that every access costs
 * whatever its width, and can't tell which width of a row is best. The square root meets that source's 20 pJ for 64 bits of 32 KB, and
 * gives 113 pJ where it has 100 pJ for 1 MB. A write is taken to cost what a read does (assumed).
 *
 * @throws E-ESTIMATE-CAPACITY, E-ESTIMATE-WIDTH
 */
export function tableSramCost(bytes: number, bits: number): OperationCost {
  checkSram(bytes, bits);
  const { picojoules, bits: tableBits } = table45nm.sramRead32;
  const printed = bytes === tableBytes && bits === tableBits;
  return {
    picojoules: picojoules * (bits / tableBits) * (bytes / tableBytes) ** capacityPower,
    class: printed ? "table" : "modelled",
    source: printed ? table45nmSource : `5 pJ · (${bits} / 32) · √(${bytes} B / 8 KB); ${table45nmSource}`,
  };
}

/**
 * Energy of an SRAM read from a grid of results of CACTI: bilinear in the logarithms of capacity, width and energy; beyond the grid its
 * outermost slopes go on. A wide word costs more an access, and less a bit. A write is taken to cost what a read does (assumed).
 *
 * @throws E-ESTIMATE-CAPACITY, E-ESTIMATE-WIDTH
 */
export function cactiSramCost(bytes: number, bits: number): OperationCost {
  return {
    picojoules: onGrid(bytes, bits, "picojoules"),
    class: "modelled",
    source: `${bytes} B, ${bits} bits: ${cactiSource}`,
  };
}

/**
 * Area of an SRAM with its decoders and sense amplifiers, from the same grid.
 *
 * @throws E-ESTIMATE-CAPACITY, E-ESTIMATE-WIDTH
 */
export function cactiSramArea(bytes: number, bits: number): UnitArea {
  return {
    squareMicrometres: onGrid(bytes, bits, "squareMicrometres"),
    class: "modelled",
    source: `${bytes} B, ${bits} bits: ${cactiSource}`,
  };
}

const capacities = [...new Set(cactiPoints.map(({ bytes }) => bytes))];
const widths = [...new Set(cactiPoints.map(({ bits }) => bits))];

function onGrid(bytes: number, bits: number, field: "picojoules" | "squareMicrometres"): number {
  checkSram(bytes, bits);
  const [lowBytes, highBytes, alongBytes] = between(capacities, bytes);
  const [lowBits, highBits, alongBits] = between(widths, bits);
  const at = (c: number, w: number) =>
    Math.log(cactiPoints.find((point) => point.bytes === c && point.bits === w)![field]);
  const mix = (a: number, b: number, share: number) => a + share * (b - a);
  const low = mix(at(lowBytes, lowBits), at(lowBytes, highBits), alongBits);
  const high = mix(at(highBytes, lowBits), at(highBytes, highBits), alongBits);
  return Math.exp(mix(low, high, alongBytes));
}

/** The interval of a rising list that holds a value, or the one next to it, and how far along it the value is in logarithms. */
function between(
  list: readonly number[],
  value: number,
): readonly [low: number, high: number, share: number] {
  let i = 0;
  while (i < list.length - 2 && value > list[i + 1]!) i += 1;
  const [low, high] = [list[i]!, list[i + 1]!];
  return [low, high, Math.log(value / low) / Math.log(high / low)];
}

function checkSram(bytes: number, bits: number): void {
  if (!(Number.isFinite(bits) && bits > 0)) fail("E-ESTIMATE-WIDTH", { what: "word of an SRAM", bits });
  if (!(Number.isFinite(bytes) && bytes * 8 >= bits)) fail("E-ESTIMATE-CAPACITY", { bytes, bits });
}
