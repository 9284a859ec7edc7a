/**
 * Where a leaf signal's value lives while it is simulated. Connected signals share one cell.
 *
 * An engine makes the cells and binds them to the signals (`signal.cell = …`). The signal's accessors go straight to the
 * cell, so that a method of a module runs at the speed of plain property access.
 */
export interface Cell {
  /** The settled value, or inside `propagate()` what the method wrote last. */
  readonly v: unknown;
  /** A write outside the clock edge: by `propagate()`, a testbench or a behavioural module. Fits the value to the type. */
  drive(value: unknown): void;
  /** A write that takes effect at the commit of this edge. Fits the value to the type. */
  latch(value: unknown): void;
}
