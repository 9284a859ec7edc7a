import type { AnyLeafSignal, Cell } from "../index.ts";

/** A cell that keeps what was written to it. */
export interface FakeCell extends Cell {
  v: unknown;
  driven: unknown[];
  latched: unknown[];
}

/** Puts cells behind leaf signals, as an engine does; each starts with a value. */
export function withCells<S>(signals: readonly S[], values: readonly unknown[]): readonly FakeCell[] {
  return signals.map((signal, i) => {
    const cell: FakeCell = {
      v: values[i],
      driven: [],
      latched: [],
      drive: (value) => void cell.driven.push(value),
      latch: (value) => void cell.latched.push(value),
    };
    (signal as AnyLeafSignal).cell = cell;
    return cell;
  });
}
