import { param, type ParamValues } from "../../sim/testbench/index.ts";
import { eieFail } from "./errors.ts";
import type { MachineParams } from "./layer-image.ts";
import { batchings } from "./layer-plan.ts";

/** What a user chooses of the accelerator, beside what its layer needs; in every testbench of EIE. */
export const machineParams = {
  queueDepth: param.integer({
    default: 8,
    max: 4096,
    description: "places for activations in a PE, 2 or more",
  }),
  lineEntries: param.integer({
    default: 8,
    min: 2,
    max: 512,
    description: "entries in a row of the matrix SRAM, a power of two",
  }),
};

/** How a layer that is larger than the registers is run. */
export const batchingParam = {
  batching: param.choice(batchings, {
    default: "paper",
    description: "paper: 64 registers a PE, larger layers in batches; none: registers as large as the layer",
  }),
};

type Given = ParamValues<typeof machineParams>;

/**
 * Refuses a machine that can't be built, before anything is prepared for it.
 *
 * @throws E-EIE-DEPTH, E-EIE-LINE
 */
export function checkMachine({ queueDepth, lineEntries }: Given): void {
  if (queueDepth < 2) eieFail("E-EIE-DEPTH", { depth: queueDepth });
  if (!Number.isInteger(Math.log2(lineEntries))) eieFail("E-EIE-LINE", { entries: lineEntries });
}

export function machineOf({ queueDepth, lineEntries }: Given): MachineParams {
  return { queueDepth, entriesPerRow: lineEntries };
}
