/** The waves of a simulation: from an elaborated design and its clock to the tree that `sim/trace` draws. */
export { shownWords } from "./shown-words.ts";
export {
  simulationTree,
  type SimulationWaves,
  simulationWaves,
  type SimulationWavesOptions,
} from "./simulation-waves.ts";
export {
  type DomainWire,
  type ShownWords,
  type TraceSource,
  type TraceTree,
  traceTree,
} from "./trace-tree.ts";
export { traceType } from "./trace-type.ts";
export { type Moment, parseMoment, type WaveWindow, windowTimes } from "./wave-window.ts";
