import { bitsFor, requireParameter, requireWhole } from "../lib/index.ts";
import { fp32Format, type NumberFormat } from "./number-format.ts";

/** The parameters of the accelerator. Capacities are a PE's, and rounded up to powers of two. */
export interface EieParams {
  /** Processing elements, 1 … 4096. The paper's: 64. */
  readonly pes?: number;
  /** D: places for activations in a PE, the one in work included; 2 or more. The paper's: 8. */
  readonly queueDepth?: number;
  /** Bits in a row of the matrix SRAM: 8 bits an entry, a power of two. The paper's: 64. */
  readonly rowWidth?: number;
  /** Words of each of the two activation register files. The paper's: 64. */
  readonly activations?: number;
  /** Words of the activation SRAM, of an operand's width each. The paper's: 1024 (2 KB of 16 bits). */
  readonly activationSram?: number;
  /** Words of the two pointer SRAM banks together: one a column and one more. The paper's: 16,384 (32 KB). */
  readonly pointers?: number;
  /** Entries in the matrix SRAM. The paper's: 131,072 (128 KB). */
  readonly entries?: number;
  /** Type and arithmetic of weights and activations. The paper's chip is fixed point; its simulator is fp32. */
  readonly format?: NumberFormat;
}

/** Parameters checked, with the widths that follow from them. The constants of all modules of the accelerator. */
export interface EieConfig {
  readonly pes: number;
  /** Slots of an activation queue: D − 1, behind the pointer-read register. */
  readonly queueSlots: number;
  readonly rowWidth: number;
  readonly entriesPerRow: number;
  readonly format: NumberFormat;
  /** Width of the number of a PE, which is a lane of the scan. */
  readonly laneBits: number;
  /** Width of an address in a register file. */
  readonly activationBits: number;
  /** Width of an address in the activation SRAM. */
  readonly sramBits: number;
  /** Words that move in a cycle between the activation SRAM and a register file: 4, less if a file has less. */
  readonly transferWords: number;
  /** Width of the number of a transfer. */
  readonly blockBits: number;
  /** Width of the number of a column, which addresses the pointers. */
  readonly columnBits: number;
  /** Width of a pointer: an entry's number, or one past the last. */
  readonly pointerBits: number;
  readonly rowBits: number;
  readonly slotBits: number;
}

/**
 * Words of 16 bits that the 64-bit port of the activation SRAM moves in a cycle. The paper gives the size of that SRAM and not the width of
 * its port: it is taken to be that of the matrix SRAM. In fp32, which the paper's chip does not have, a word has 32 bits.
 */
export const SRAM_PORT_WORDS = 4;

/** Fewest cycles of a layer: from start until the first possible write of a destination register is over. */
export const FEWEST_CYCLES = 9;

/** @throws E-PARAMETER */
export function eieConfig(params: EieParams = {}): EieConfig {
  const { pes = 64, queueDepth = 8, rowWidth = 64, activations = 64, pointers = 16_384 } = params;
  const { activationSram = 1024, entries = 131_072, format = fp32Format } = params;
  requireWhole("Eie", "pes", pes, 1, 4096);
  requireParameter(
    Number.isInteger(queueDepth) && queueDepth >= 2 && queueDepth <= 4096,
    "Eie",
    "queueDepth",
    queueDepth,
    "one place is the pointer-read register, and with no slot behind it nothing could ever be pushed",
    "give a whole number from 2 to 4096",
  );
  requireParameter(
    Number.isInteger(Math.log2(rowWidth)) && rowWidth >= 16 && rowWidth <= 4096,
    "Eie",
    "rowWidth",
    rowWidth,
    "a row holds a power of two of 8-bit entries, at least two",
    "give a power of two from 16 to 4096",
  );
  requireWhole("Eie", "activations", activations, 1, 2 ** 20);
  requireWhole("Eie", "activationSram", activationSram, 1, 2 ** 20);
  requireWhole("Eie", "pointers", pointers, 2, 2 ** 24);
  requireWhole("Eie", "entries", entries, 1, 2 ** 26);
  const entriesPerRow = rowWidth / 8;
  const rowBits = bitsFor(Math.ceil(entries / entriesPerRow));
  const slotBits = bitsFor(entriesPerRow);
  const activationBits = bitsFor(activations);
  const transferWords = Math.min(SRAM_PORT_WORDS, 2 ** activationBits);
  return Object.freeze({
    pes,
    queueSlots: queueDepth - 1,
    rowWidth,
    entriesPerRow,
    format,
    laneBits: bitsFor(pes),
    activationBits,
    sramBits: bitsFor(activationSram),
    transferWords,
    blockBits: bitsFor(2 ** activationBits / transferWords + 1),
    columnBits: bitsFor(pointers),
    pointerBits: rowBits + slotBits + 1,
    rowBits,
    slotBits,
  });
}
