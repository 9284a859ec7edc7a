/**
 * Waves: a tree of readable signals → an extract of it (`selectScope`) → a VCD, written while the run goes on
 * (`createVcdWriter`) → files for a viewer (`openWaves`). Beside that, waves as text, and a reader.
 */
export type {
  TraceScope,
  TraceSink,
  TraceTime,
  TraceType,
  TraceVariable,
  TraceWriter,
} from "./trace-source.ts";
export { closestPath } from "./closest-path.ts";
export { selectScope } from "./select-scope.ts";
export { checkWindow, type TraceWindow } from "./trace-window.ts";
export { planVcd, type VcdPlan } from "./vcd-plan.ts";
export { createVcdWriter, type VcdOptions, type VcdWriter } from "./vcd-writer.ts";
export type { FindLineSource } from "./line-writer.ts";
export type { AheadClock } from "./run-ahead.ts";
export { createFileSink } from "./file-sink.ts";
export { createMemorySink, type MemorySink } from "./memory-sink.ts";
export { openWaves, type Waves, type WavesOptions } from "./open-waves.ts";
export { closeAtExit } from "./close-at-exit.ts";
export { formatTime } from "./time-unit.ts";
export { formatValue } from "./format-value.ts";
export { renderWaves, type RenderOptions, type WaveLine } from "./render-waves.ts";
export { createWaveSampler, type WaveSampler } from "./wave-sampler.ts";
export { createVcdParser, type VcdDeclaration, type VcdHandler, type VcdParser } from "./vcd-parser.ts";
export { readVcd, type VcdChange, type VcdContents, type VcdTrace } from "./read-vcd.ts";
