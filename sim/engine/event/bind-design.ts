import {
  type AnyLeafSignal,
  type Cell,
  type MemoryStore,
  placeOf,
  type StateStore,
} from "../../describe/index.ts";
import type { Design } from "../../elaborate/design.ts";
import { fail } from "../../errors/index.ts";
import type { Random } from "../../random/random.ts";

/** What an engine puts behind the signals and memories of a design. */
export interface Backing {
  cell(net: number): Cell;
  /** Makes cells at the first use of each signal; else all are made at once, one a net. */
  readonly isLazy?: boolean;
  /** By the memory's position in `design.memories`. */
  store(index: number): MemoryStore;
  /** By the state's position in `design.states`; left out by an engine that refuses behavioural modules. */
  state?(index: number): StateStore;
  /** The stream of an instance, by its position in `design.behavioural`. */
  takeRandom?(index: number): Random;
  onAssert(holds: boolean, message: string): void;
}

/** Connects a design to an engine. Errors: E-SIMULATED-TWICE. */
export function bindDesign(design: Design, backing: Backing): void {
  const top = design.top.module;
  if (placeOf(top).onAssert) fail("E-SIMULATED-TWICE", { top: top.path }, { path: top.path });
  if (!backing.isLazy) {
    for (const net of design.nets) {
      const cell = backing.cell(net.index);
      for (const signal of net.signals) signal.cell = cell;
    }
  }
  design.memories.forEach((memory, index) => {
    memory.store = backing.store(index);
  });
  design.states.forEach((state, index) => {
    if (backing.state) state.store = backing.state(index);
  });
  design.behavioural.forEach(({ module }, index) => {
    placeOf(module).takeRandom = backing.takeRandom && (() => backing.takeRandom!(index));
  });
  const onAssert = (holds: boolean, message: string): void => backing.onAssert(holds, message);
  const cellOf = (signal: AnyLeafSignal): Cell => backing.cell(signal.net);
  for (const { module, signals } of design.instances) {
    const at = placeOf(module);
    at.onAssert = onAssert;
    // Cells of an earlier engine are not its own.
    if (backing.isLazy && at.cellOf) for (const signal of signals) signal.cell = undefined;
    at.cellOf = cellOf;
  }
}

/** Lets the design go. Its signals keep their last values. */
export function unbindDesign(design: Design): void {
  for (const { module } of design.instances) {
    placeOf(module).onAssert = undefined;
    placeOf(module).takeRandom = undefined;
  }
}
