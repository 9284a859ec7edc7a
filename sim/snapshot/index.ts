/**
 * The state of a design as plain data, and what was done to it from outside: so that a run can go on elsewhere, or a part of it be
 * run again without its testbench.
 */
export type { Deed, Journal } from "./deed.ts";
export { type DesignPrint, printOf, stateNets } from "./design-print.ts";
export {
  type DriveLog,
  driveLogForm,
  deedWords,
  type LogBatch,
  type LogEnd,
  type LogPart,
} from "./drive-log.ts";
export { putState, takeState } from "./engine-state.ts";
export { type LogSink, logToFile, logToMemory } from "./log-file.ts";
export { type LogMoment, type LogSource, logSource, type LogStart } from "./log-source.ts";
export { plainValue, valueOf } from "./plain-value.ts";
export { openDriveLog, readDriveLog } from "./read-log.ts";
export { checkDesign, checkSnapshot, type ClockState, clockOf, rationalText } from "./snapshot.ts";
export { type ResetState, type Snapshot, snapshotForm } from "./snapshot.ts";
