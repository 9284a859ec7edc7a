import { type EieConfig, type EieParams, fixed16Format, fp32Format } from "../../hw/eie/index.ts";
import { paddedInputs, type PeSlice } from "./encoded-matrix.ts";
import type { Layer } from "./layer.ts";

/** What an accelerator is built with besides what its layer needs. */
export interface MachineParams {
  /** D, 2 or more. */
  readonly queueDepth: number;
  /** Entries in a row of the matrix SRAM: a power of two. */
  readonly entriesPerRow: number;
}

/** The parameters of an accelerator that has room for a layer. */
export function paramsFor(layer: Layer, machine: MachineParams): EieParams {
  const rows = (vector: number) => Math.ceil(vector / layer.pes);
  return {
    pes: layer.pes,
    queueDepth: machine.queueDepth,
    rowWidth: 8 * machine.entriesPerRow,
    activations: Math.max(rows(layer.inputs), rows(layer.outputs)),
    pointers: paddedInputs(layer.inputs, layer.pes) + 2,
    entries: Math.max(1, ...layer.slices.map(({ entries }) => entries.length)),
    format: layer.operand.kind === "fp32" ? fp32Format : fixed16Format,
  };
}

/** The words of the memories of one PE for a layer, from word 0 on. */
export interface PeImage {
  /** Pointers of even and of odd columns. */
  readonly even: readonly number[];
  readonly odd: readonly number[];
  /** Rows of the matrix SRAM, entry k in bits 8k+7 … 8k. */
  readonly rows: readonly bigint[];
  /** Source activations: word r is activation r · N + p. */
  readonly activations: readonly number[];
}

/** What has to be in the memories of PE `pe` before a layer starts. The codebook, the same everywhere, is the layer's own. */
export function peImage(layer: Layer, config: EieConfig, pe: number): PeImage {
  const slice = layer.slices[pe]!;
  const pointers = Array.from(slice.pointers);
  const activations: number[] = [];
  for (let input = pe; input < layer.inputs; input += layer.pes) activations.push(layer.activations[input]!);
  return {
    even: pointers.filter((_, column) => column % 2 === 0),
    odd: pointers.filter((_, column) => column % 2 === 1),
    rows: packRows(slice, config.entriesPerRow),
    activations,
  };
}

/** Entry k of a row is its byte k, the lowest first. */
function packRows({ entries }: PeSlice, entriesPerRow: number): bigint[] {
  const rows = Math.ceil(entries.length / entriesPerRow);
  const bytes = new Uint8Array(rows * entriesPerRow);
  bytes.set(entries);
  const view = new DataView(bytes.buffer);
  return Array.from({ length: rows }, (_, row) => rowWord(view, row * entriesPerRow, entriesPerRow));
}

/** The little-endian word of 2, 4, 8, 16, … bytes. */
function rowWord(view: DataView, offset: number, bytes: number): bigint {
  if (bytes === 2) return BigInt(view.getUint16(offset, true));
  if (bytes === 4) return BigInt(view.getUint32(offset, true));
  let word = 0n;
  for (let at = bytes - 8; at >= 0; at -= 8) word = (word << 64n) | view.getBigUint64(offset + at, true);
  return word;
}
