import { type EieConfig, type EieParams, fixed16Format, fp32Format } from "../../hw/eie/index.ts";
import type { LayerPlan, Residence } from "./layer-plan.ts";
import type { Operand } from "./layer.ts";

/** What an accelerator is built with besides what its layers need. */
export interface MachineParams {
  /** D, 2 or more. */
  readonly queueDepth: number;
  /** Entries in a row of the matrix SRAM: a power of two. */
  readonly entriesPerRow: number;
}

/** The parameters of an accelerator that has room for what is planned, one layer or several: SRAMs no larger than that, to load fast. */
export function paramsFor(plans: readonly LayerPlan[], machine: MachineParams): EieParams {
  const residences = plans.flatMap((plan) => plan.residences);
  const [{ layer }] = plans as readonly [LayerPlan];
  return {
    pes: layer.pes,
    queueDepth: machine.queueDepth,
    rowWidth: 8 * machine.entriesPerRow,
    activations: Math.max(...plans.map(({ registers }) => registers)),
    pointers: Math.max(2, ...residences.map(({ pointerWords }) => pointerWords)),
    entries: Math.max(1, ...residences.flatMap(({ matrixRows }) => matrixRows)) * machine.entriesPerRow,
    format: formatOf(layer.operand),
  };
}

function formatOf(operand: Operand) {
  return operand.kind === "fp32" ? fp32Format : fixed16Format;
}

/** The words of the pointer and matrix memories of one PE, from word 0 on. */
export interface PeImage {
  /** Pointers of even and of odd columns. */
  readonly even: readonly number[];
  readonly odd: readonly number[];
  /** Rows of the matrix SRAM, entry k in bits 8k+7 … 8k. */
  readonly rows: readonly bigint[];
}

/** What has to be in the memories of PE `pe` before the tiles of a residence are started. */
export function peImage(residence: Residence, config: EieConfig, pe: number): PeImage {
  const pointers = new Array<number>(residence.pointerWords).fill(0);
  const entries = new Uint8Array(residence.matrixRows[pe]! * config.entriesPerRow);
  for (const { layer, pointerBase, entryBase } of residence.tiles) {
    const slice = layer.slices[pe]!;
    const base = entryBase[pe]!;
    for (const [column, pointer] of slice.pointers.entries()) pointers[pointerBase + column] = base + pointer;
    entries.set(slice.entries, base);
  }
  return {
    even: pointers.filter((_, word) => word % 2 === 0),
    odd: pointers.filter((_, word) => word % 2 === 1),
    rows: packRows(entries, config.entriesPerRow),
  };
}

/** The values of a vector that PE `pe` holds: value r · N + p is its word r. */
export function peValues(vector: ArrayLike<number>, pes: number, pe: number): readonly number[] {
  const words: number[] = [];
  for (let at = pe; at < vector.length; at += pes) words.push(vector[at]!);
  return words;
}

/** Entry k of a row is its byte k, the lowest first. */
function packRows(entries: Uint8Array, entriesPerRow: number): bigint[] {
  const view = new DataView(entries.buffer);
  return Array.from({ length: entries.length / entriesPerRow }, (_, row) =>
    rowWord(view, row * entriesPerRow, entriesPerRow),
  );
}

/** The little-endian word of 2, 4, 8, 16, … bytes. */
function rowWord(view: DataView, offset: number, bytes: number): bigint {
  if (bytes === 2) return BigInt(view.getUint16(offset, true));
  if (bytes === 4) return BigInt(view.getUint32(offset, true));
  let word = 0n;
  for (let at = bytes - 8; at >= 0; at -= 8) word = (word << 64n) | view.getBigUint64(offset + at, true);
  return word;
}
