import type { Eie } from "../../hw/eie/index.ts";
import type { Layer } from "./layer.ts";
import { peImage } from "./layer-image.ts";

/** Gives access to the words of memories by their path below the top. */
export interface Memories {
  memory(path: string): { load(words: readonly unknown[]): void };
}

/**
 * Puts a layer into an accelerator that has just been switched on: memories at once, not through the ports of the I/O mode, and
 * settings. The source registers are those of file A, the destination registers are 0.
 */
export function loadLayer(dut: Eie, memories: Memories, layer: Layer): void {
  const codebook = Array.from(layer.codebook);
  for (let pe = 0; pe < layer.pes; pe += 1) {
    const { even, odd, rows, activations } = peImage(layer, dut.config, pe);
    memories.memory(`pe[${pe}].pointers.even`).load(even);
    memories.memory(`pe[${pe}].pointers.odd`).load(odd);
    memories.memory(`pe[${pe}].matrix.sram`).load(rows);
    memories.memory(`pe[${pe}].decoder.codebook`).load(codebook);
    memories.memory(`pe[${pe}].registers.fileA`).load(activations);
  }
  const { settings } = dut;
  settings.inputs.value = layer.inputs;
  settings.bias.value = layer.bias;
  settings.relu.value = layer.relu;
  settings.shift.value = layer.operand.kind === "fixed16" ? layer.operand.shift : 0;
  settings.pointerBase.value = 0;
}

/** The outputs in a row of the register files: as many as there are, PE 0's first. */
export function outputRow(dut: Eie, layer: Layer, row: number): number[] {
  const count = Math.min(layer.pes, layer.outputs - row * layer.pes);
  return dut.activation.slice(0, count).map((signal) => signal.value);
}
