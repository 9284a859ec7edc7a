import { fail } from "../../errors/index.ts";
import type { EventCell } from "./event-cell.ts";
import { type MethodId, NOBODY, OUTSIDE } from "./method.ts";

/** A `value = …` that did not come from the net's driver: allowed on open and on forced nets, else an error. */
export function refusedDrive(cell: EventCell, value: unknown): void {
  const { kernel } = cell;
  const { hold } = cell.about;
  const { current } = kernel;
  if (current === OUTSIDE && cell.about.open) return kernel.onOutsideDrive(cell.net.index, value);
  if (hold && current === hold.driver) {
    hold.wanted = value;
    return;
  }
  refuse(cell, hold ? hold.driver : cell.driver, "value");
}

/** A `next = …` that did not come from the register's `update()`: ignored while forced, else an error. */
export function refusedLatch(cell: EventCell): void {
  const { hold } = cell.about;
  if (hold && cell.kernel.current === hold.latcher) return;
  refuse(cell, hold ? hold.latcher : cell.latcher, "next");
}

function refuse(cell: EventCell, writer: MethodId, field: "value" | "next"): never {
  const { kernel } = cell;
  const { current } = kernel;
  const signal = cell.signal.path;
  const owner = writer === NOBODY ? undefined : kernel.title(writer);
  const facts = { signal, field, by: kernel.title(current), owner };
  const sameModule =
    current !== OUTSIDE && owner !== undefined && kernel.modules[writer] === kernel.modules[current];
  fail(sameModule ? "E-PHASE" : "E-WRITER", facts, { path: signal });
}
