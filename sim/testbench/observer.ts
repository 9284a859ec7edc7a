import type { Time } from "../engine/time/units.ts";

/**
 * Sees the settled state of every moment, when nothing more happens in it: waves and logs. `begin` is the first record.
 * The trace writers of `sim/trace` are observers.
 */
export interface Observer {
  /** The nets that it wants to hear of; all when left out. The fewer, the faster a compiled engine runs. */
  readonly nets?: readonly number[] | undefined;
  begin(time: Time): void;
  /** `changed` names at least the nets, of those that are wanted, that differ from the last record. */
  record(time: Time, changed: Iterable<number>): void;
  /**
   * Runs up to `most` edges of the only clock without a record between, where it can: calls `run` once with a number of them, at least 1, and gives what
   * that gives. Of the moments behind these edges, all but the last, and of the falling edges, it has seen then what records would have shown.
   */
  readonly ahead?: (most: number, run: (edges: number) => number) => number;
  end(time: Time): void;
}

/**
 * Acts once a cycle of its clock, between the tasks of a testbench and the hardware: monitors, checkers, drivers. No promise is involved.
 *
 * `sample` sees the values just before the edge and may not drive. `act` runs after the edge, before the tasks, and may drive:
 * its drives are applied together with those of the tasks.
 */
export interface Agent {
  readonly name: string;
  sample?(cycle: number): void;
  act?(cycle: number): void;
}
