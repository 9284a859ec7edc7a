import type { Force } from "../engine.ts";
import type { EventCell, Hold } from "./event-cell.ts";
import { NOBODY } from "./method.ts";

/** Takes the net away from its writer, who may go on writing without effect. */
export function forceCell(cell: EventCell, value: unknown): void {
  cell.about.hold ??= { driver: cell.driver, latcher: cell.latcher, wanted: cell.v };
  cell.driver = NOBODY;
  cell.latcher = NOBODY;
  cell.assign(value);
  runDriver(cell, cell.about.hold);
}

/** Gives the net back: what is driven takes its driver's value, a register keeps the forced one until it is assigned. */
export function releaseCell(cell: EventCell): void {
  const { hold } = cell.about;
  if (!hold) return;
  cell.about.hold = undefined;
  cell.driver = hold.driver;
  cell.latcher = hold.latcher;
  if (hold.latcher === NOBODY) cell.assign(hold.wanted);
  else cell.kernel.markDirty(hold.latcher);
  runDriver(cell, hold);
}

/** A method may read what it drives, and is no reader of it else: it has to see that the net was forced or released. */
function runDriver(cell: EventCell, { driver }: Hold): void {
  if (driver >= 0) cell.kernel.markDirty(driver);
}

export function forcesOf(cells: readonly EventCell[]): readonly Force[] {
  return cells.flatMap(({ index, about: { hold } }) => (hold ? [{ net: index, wanted: hold.wanted }] : []));
}
