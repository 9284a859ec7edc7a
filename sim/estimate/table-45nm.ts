import type { OperationCost, UnitArea } from "./cost.ts";

/** An operation in the 45 nm table. */
export interface TableOperation {
  readonly picojoules: number;
  /** Area of the circuit where the table gives one. */
  readonly squareMicrometres?: number;
  /** Bits of an operand, or of the word that is read. */
  readonly bits: number;
}

/** Where the table comes from. */
export const table45nmSource =
  "M. Horowitz, Computing's Energy Problem, ISSCC 2014 (45 nm, 0.9 V), as tabulated by S. Han et al.";

/**
 * Energy and area of arithmetic and memories in 45 nm CMOS at 0.9 V, as printed. They order choices of architecture; nothing says how far
 * a chip's power may be from them.
 *
 * An SRAM read is one of 32 bits from 8 KB; Table I of the EIE paper prints the same 5 pJ for 32 KB, and the ISSCC talk 10 pJ for 64 bits
 * from 8 KB and 20 pJ from 32 KB, which agrees with the value here.
 */
export const table45nm = {
  intAdd8: { picojoules: 0.03, squareMicrometres: 36, bits: 8 },
  intAdd16: { picojoules: 0.05, squareMicrometres: 67, bits: 16 },
  intAdd32: { picojoules: 0.1, squareMicrometres: 137, bits: 32 },
  floatAdd16: { picojoules: 0.4, squareMicrometres: 1360, bits: 16 },
  floatAdd32: { picojoules: 0.9, squareMicrometres: 4184, bits: 32 },
  intMultiply8: { picojoules: 0.2, squareMicrometres: 282, bits: 8 },
  intMultiply32: { picojoules: 3.1, squareMicrometres: 3495, bits: 32 },
  floatMultiply16: { picojoules: 1.1, squareMicrometres: 1640, bits: 16 },
  floatMultiply32: { picojoules: 3.7, squareMicrometres: 7700, bits: 32 },
  registerFile32: { picojoules: 1, bits: 32 },
  sramRead32: { picojoules: 5, bits: 32 },
  dramRead32: { picojoules: 640, bits: 32 },
} as const satisfies Record<string, TableOperation>;

export type TableOperationName = keyof typeof table45nm;

/** Energy of an operation of the table. */
export function tableCost(name: TableOperationName): OperationCost {
  return { picojoules: table45nm[name].picojoules, class: "table", source: table45nmSource };
}

/** Area of a circuit of the table; undefined for memories, of which it has none. */
export function tableArea(name: TableOperationName): UnitArea | undefined {
  const { squareMicrometres }: TableOperation = table45nm[name];
  return squareMicrometres === undefined
    ? undefined
    : { squareMicrometres, class: "table", source: table45nmSource };
}
