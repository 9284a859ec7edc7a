import { enumeration } from "../../sim/describe/index.ts";

/**
 * The modes of the central control unit: the two of the EIE paper (section IV), and before and after a computation the transfers between
 * activation SRAM and registers at "the beginning and end of a batch" (Activation Read/Write).
 */
export const Mode = enumeration("InputOutput", "Compute", "Prepare", "Spill");

/** What the scan of the source registers does at the coming edge. */
export const ScanStep = enumeration("Idle", "Begin", "Push", "Blocked", "Nothing", "Ended");

/**
 * What a PE's pointer read did in a cycle. Exactly one holds in each cycle of a layer; `Idle` is outside of layers.
 *
 * An idle pointer read is charged to what the scan did two edges before, at the latest edge whose push could have filled it.
 */
export const Activity = enumeration(
  "Idle",
  "Useful",
  "Padding",
  "EmptySlice",
  "StarvedBlocked",
  "StarvedScan",
  "Fill",
  "Drain",
);
