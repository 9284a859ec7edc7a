import { type Cell, type MemoryStore, placeOf } from "../../describe/index.ts";
import type { Design } from "../../elaborate/design.ts";
import { fail } from "../../errors/index.ts";

/** What an engine puts behind the signals and memories of a design. */
export interface Backing {
  cell(net: number): Cell;
  /** By the memory's position in `design.memories`. */
  store(index: number): MemoryStore;
  onAssert(holds: boolean, message: string): void;
}

/** Connects a design to an engine. Errors: E-SIMULATED-TWICE. */
export function bindDesign(design: Design, backing: Backing): void {
  const top = design.top.module;
  if (placeOf(top).onAssert) fail("E-SIMULATED-TWICE", { top: top.path }, { path: top.path });
  for (const net of design.nets) {
    const cell = backing.cell(net.index);
    for (const signal of net.signals) signal.cell = cell;
  }
  design.memories.forEach((memory, index) => {
    memory.store = backing.store(index);
  });
  const onAssert = (holds: boolean, message: string): void => backing.onAssert(holds, message);
  for (const { module } of design.instances) placeOf(module).onAssert = onAssert;
}

/** Lets the design go. Its signals keep their last values. */
export function unbindDesign(design: Design): void {
  for (const { module } of design.instances) placeOf(module).onAssert = undefined;
}
