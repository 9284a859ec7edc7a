import type { AnyLeafSignal, AnyMemory } from "../describe/index.ts";
import type { Program } from "../schedule/program.ts";

/** What the suite asks of an engine: one simulated design, at power-on with all unknowns 0, not yet settled. */
export interface ConformingEngine {
  /** Sets an input of the top; takes effect at the latest with the next `settle`. */
  readonly drive: (signal: AnyLeafSignal, value: unknown) => void;
  /** Combinational logic becomes stable. */
  readonly settle: () => void;
  /**
   * One clock edge on settled values; with `reset`, the domain's reset is active at it. Gives what the assertions say that keep it from
   * happening, as `cell[1] at edge 3: sum is 11`.
   */
  readonly edge: (reset: boolean) => readonly string[];
  /** Holds these reset wires, by name, and no others; asynchronous ones act at once. For designs with several clocks. */
  readonly hold?: (resets: readonly string[]) => void;
  /** One edge of these clocks, by name, on settled values, with what is held. Gives what `edge` does. */
  readonly tick?: (clocks: readonly string[]) => readonly string[];
  /** The value of any signal of the design in the form of `signal.value`. */
  readonly read: (signal: AnyLeafSignal) => unknown;
  readonly word: (memory: AnyMemory, address: number) => unknown;
  /** Called when the suite is done with the design. */
  readonly close?: () => void;
}

/** Starts a simulation of a compiled design. */
export type MakeEngine = (program: Program) => ConformingEngine;
