import type { Eie } from "../../hw/eie/index.ts";
import { peImage, peValues } from "./layer-image.ts";
import type { LayerPlan, PlannedTile, Residence } from "./layer-plan.ts";
import type { Layer } from "./layer.ts";

/** Gives access to the words of memories by their path below the top. */
export interface Memories {
  memory(path: string): { load(words: readonly unknown[], at?: number): void };
}

/** Puts the tiles of a residence into the SRAMs, at once and not through the ports of the I/O mode. */
export function loadResidence(dut: Eie, memories: Memories, residence: Residence): void {
  for (let pe = 0; pe < dut.config.pes; pe += 1) {
    const { even, odd, rows } = peImage(residence, dut.config, pe);
    memories.memory(`pe[${pe}].pointers.even`).load(even);
    memories.memory(`pe[${pe}].pointers.odd`).load(odd);
    memories.memory(`pe[${pe}].matrix.sram`).load(rows);
  }
}

/** Puts the codebook of a layer, the same everywhere, into all PEs. */
export function loadCodebook(dut: Eie, memories: Memories, { codebook }: Layer): void {
  for (let pe = 0; pe < dut.config.pes; pe += 1)
    memories.memory(`pe[${pe}].decoder.codebook`).load(Array.from(codebook));
}

/** Puts the inputs of a layer where its plan wants them; the source registers are those of file A, as at power-on. */
export function loadInputs(memories: Memories, { layer, sourceBase }: LayerPlan): void {
  for (let pe = 0; pe < layer.pes; pe += 1) {
    const values = peValues(layer.activations, layer.pes, pe);
    if (sourceBase === undefined) memories.memory(`pe[${pe}].registers.fileA`).load(values);
    else memories.memory(`pe[${pe}].registers.sram`).load(values, sourceBase);
  }
}

/** Drives the settings of a tile; they are applied before the next edge. */
export function setTile({ settings }: Eie, { layer, transfers, pointerBase }: PlannedTile): void {
  settings.inputs.value = layer.inputs;
  settings.bias.value = layer.bias;
  settings.relu.value = layer.relu;
  settings.shift.value = layer.operand.kind === "fixed16" ? layer.operand.shift : 0;
  settings.pointerBase.value = pointerBase;
  settings.compute.value = 1;
  settings.fetch.value = transfers.fetch;
  settings.clear.value = transfers.clear;
  settings.prepareBlocks.value = transfers.prepareBlocks;
  settings.spillBlocks.value = transfers.spillBlocks;
  settings.swap.value = transfers.swap;
  settings.fetchBase.value = transfers.fetchBase;
  settings.spillBase.value = transfers.spillBase;
}
