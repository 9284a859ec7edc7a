import { SRAM_PORT_WORDS } from "../../hw/eie/index.ts";
import { bitsFor } from "../../hw/lib/index.ts";
import { eieFail } from "./errors.ts";
import type { Layer } from "./layer.ts";
import type { SparseMatrix } from "./sparse-matrix.ts";
import { paperCapacity, type PeCapacity, pointerWords, type Tile, tileLayer } from "./tiles.ts";

/**
 * How a layer that is larger than the registers is run: in batches on the paper's machine, or at once on a machine whose registers and SRAMs
 * are as large as the layer.
 */
export const batchings = ["paper", "none"] as const;
export type Batching = (typeof batchings)[number];

export interface PlanOptions {
  /** Default: paper. */
  readonly batching?: Batching | undefined;
  /** What a PE has room for where there are batches. Default: the paper's. */
  readonly capacity?: PeCapacity | undefined;
  /** Entries in a row of the matrix SRAM. */
  readonly entriesPerRow: number;
  /** The matrix before it was encoded, if at hand. */
  readonly matrix?: SparseMatrix | undefined;
  /** The inputs are in the activation SRAM from this word on. Default: from word 0 on if the layer has batches of columns, else in registers. */
  readonly sourceBase?: number | undefined;
  /** The outputs have to go to the activation SRAM. Default: only if the layer has more of them than registers. */
  readonly spills?: boolean | undefined;
  /** The destination registers hold something else at first. Default: false, as at power-on. */
  readonly clears?: boolean | undefined;
}

/** The settings of the start of a tile that concern transfers; `LayerSettings` of the machine says what they mean. */
export interface TileTransfers {
  readonly fetch: boolean;
  readonly clear: boolean;
  readonly prepareBlocks: number;
  readonly spillBlocks: number;
  readonly swap: boolean;
  readonly fetchBase: number;
  readonly spillBase: number;
}

/** A tile in its place. */
export interface PlannedTile extends Tile {
  readonly transfers: TileTransfers;
  /** Word of the pointer SRAM where its column 0 is. */
  readonly pointerBase: number;
  /** Per PE: number of its first entry, which begins a row of the matrix SRAM. */
  readonly entryBase: readonly number[];
}

/** Tiles that are in the SRAMs together. */
export interface Residence {
  readonly tiles: readonly PlannedTile[];
  readonly pointerWords: number;
  /** Per PE: rows of the matrix SRAM. */
  readonly matrixRows: readonly number[];
  /**
   * Cycles to load it in the I/O mode, all PEs: one word a cycle goes to one PE, which is a row of the matrix SRAM (64 bits in the paper's
   * machine) or a pointer. The paper has a DMA for this and does not give its width: this is assumed.
   */
  readonly loadCycles: number;
}

/** How a layer is run: the tiles in their order, what moves between them, and what is in the SRAMs at a time. */
export interface LayerPlan {
  readonly layer: Layer;
  readonly residences: readonly Residence[];
  /** Words of a register file that the plan uses. */
  readonly registers: number;
  /** Inputs come from the activation SRAM, from this word on; undefined: they are in the source registers. */
  readonly sourceBase: number | undefined;
  /** Outputs go to the activation SRAM, to this word and those after it; undefined: they are in the registers that have swapped. */
  readonly resultBase: number | undefined;
  /** Cycles in which residences behind the first are loaded. */
  readonly ioCycles: number;
}

/** Rows that a vector takes, N values a row. */
export function vectorRows(length: number, pes: number): number {
  return Math.ceil(length / pes);
}

/**
 * Plans a layer. The first residence is in place when the layer starts ("one-time cost", says the paper); where there are more, each is
 * loaded when its first tile is about to start.
 *
 * @throws E-EIE-TILE, E-EIE-ACTIVATION-SRAM
 */
export function planLayer(layer: Layer, options: PlanOptions): LayerPlan {
  const { batching = "paper", entriesPerRow, matrix } = options;
  const rows = { in: vectorRows(layer.inputs, layer.pes), out: vectorRows(layer.outputs, layer.pes) };
  const capacity =
    batching === "paper"
      ? (options.capacity ?? paperCapacity)
      : {
          registers: Math.max(rows.in, rows.out),
          pointers: Infinity,
          entries: Infinity,
          activationSram: 1024,
        };
  const tiles = tileLayer(layer, capacity, matrix);
  const fetches = options.sourceBase !== undefined || tiles.some(({ firstInput }) => firstInput > 0);
  const spills = (options.spills ?? false) || tiles.some(({ firstOutput }) => firstOutput > 0);
  const sourceBase = fetches ? (options.sourceBase ?? 0) : undefined;
  const resultBase = spills ? freeWords(layer, rows, sourceBase, capacity.activationSram) : undefined;
  const residences = placeTiles(tiles, capacity, entriesPerRow, (tile, first) =>
    transfersOf(tile, sourceBase, resultBase, first && (options.clears ?? false), capacity.registers),
  );
  return {
    layer,
    residences,
    registers: capacity.registers,
    sourceBase,
    resultBase,
    ioCycles: residences.slice(1).reduce((sum, { loadCycles }) => sum + loadCycles, 0),
  };
}

/** Words that a vector takes in the activation SRAM: the last transfer may go beyond its end. */
function sramWords(rows: number): number {
  return rows + SRAM_PORT_WORDS - 1;
}

/** Where results go: before or behind the inputs. */
function freeWords(
  { inputs, outputs }: Layer,
  rows: { readonly in: number; readonly out: number },
  sourceBase: number | undefined,
  most: number,
): number {
  const source = sourceBase === undefined ? 0 : sramWords(rows.in);
  const result = sramWords(rows.out);
  if (source + result > most)
    eieFail("E-EIE-ACTIVATION-SRAM", { words: source + result, most, inputs, outputs });
  return sourceBase === 0 ? most - result : 0;
}

function transfersOf(
  { layer, firstInput, firstOutput, first, last }: Tile,
  sourceBase: number | undefined,
  resultBase: number | undefined,
  clear: boolean,
  registers: number,
): TileTransfers {
  const width = Math.min(SRAM_PORT_WORDS, 2 ** bitsFor(registers));
  const blocks = (length: number) => Math.ceil(vectorRows(length, layer.pes) / width);
  const fetch = sourceBase !== undefined;
  const spill = last && resultBase !== undefined;
  return {
    fetch,
    clear: clear && first,
    prepareBlocks: Math.max(fetch ? blocks(layer.inputs) : 0, clear && first ? blocks(layer.outputs) : 0),
    spillBlocks: spill ? blocks(layer.outputs) : 0,
    swap: last && !spill,
    fetchBase: (sourceBase ?? 0) + firstInput / layer.pes,
    spillBase: (resultBase ?? 0) + firstOutput / layer.pes,
  };
}

/** Puts tiles side by side while there is room. */
function placeTiles(
  tiles: readonly Tile[],
  capacity: PeCapacity,
  entriesPerRow: number,
  transfers: (tile: Tile, first: boolean) => TileTransfers,
): readonly Residence[] {
  const residences: Residence[] = [];
  let placed: PlannedTile[] = [];
  let pointers = 0;
  let entries: number[] = [];
  const close = () => {
    const matrixRows = entries.map((count) => Math.ceil(count / entriesPerRow));
    const loadCycles = matrixRows.reduce((sum, rows) => sum + rows, 0) + matrixRows.length * pointers;
    residences.push({ tiles: placed, pointerWords: pointers, matrixRows, loadCycles });
  };
  for (const tile of tiles) {
    const words = pointerWords(tile.layer);
    const rowStart = (count: number) => Math.ceil(count / entriesPerRow) * entriesPerRow;
    const ends = tile.layer.slices.map((slice, pe) => rowStart(entries[pe] ?? 0) + slice.entries.length);
    const roomy = pointers + words <= capacity.pointers && Math.max(...ends) <= capacity.entries;
    if (placed.length > 0 && !roomy) {
      close();
      [placed, pointers, entries] = [[], 0, []];
    }
    const entryBase = tile.layer.slices.map((_, pe) => rowStart(entries[pe] ?? 0));
    const first = residences.length === 0 && placed.length === 0;
    placed.push({ ...tile, transfers: transfers(tile, first), pointerBase: pointers, entryBase });
    pointers += words;
    entries = tile.layer.slices.map((slice, pe) => entryBase[pe]! + slice.entries.length);
  }
  close();
  return residences;
}
