import type { Time } from "../engine/time/units.ts";
import type { ClockStates } from "./clock-states.ts";
import type { ResetLines } from "./reset-lines.ts";

/** A wire that is no signal of the design: a clock, a reset. */
export interface SimulationWire {
  readonly name: string;
  /** Its number in records. */
  readonly net: number;
  readonly read: () => boolean;
}

/** The clocks, the default one first, then the reset wires; numbered on from `first`. */
export function simulationWires(
  clocks: ClockStates,
  resets: ResetLines,
  first: number,
  now: () => Time,
): readonly SimulationWire[] {
  return [
    ...clocks.names.map((name, clock) => ({
      name,
      net: first + clock,
      read: () => clocks.isHigh(clock, now()),
    })),
    ...resets.held.map((line) => ({
      name: line.name,
      net: line.net,
      read: () => line.isActive === (line.active === "high"),
    })),
  ];
}
