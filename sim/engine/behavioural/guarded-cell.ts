import {
  type AnyLeafSignal,
  type AnyMemory,
  type Cell,
  fitValue,
  type MemoryStore,
} from "../../describe/index.ts";
import type { CallGuard } from "./call-guard.ts";
import { misassigned } from "./misassigned.ts";
import type { PortGuard } from "./port-guard.ts";

/** Who stands between the methods of behavioural modules and the engine's cells. */
export interface Gate {
  /** Of the method that runs now; undefined while no method of a behavioural module does. */
  guard: CallGuard | undefined;
  /** Set while a method is tried out with other values: nothing that it does counts. */
  trial: Trial | undefined;
}

/** A call of `propagate()` that reads some nets as given and keeps what it drives to itself. */
export interface Trial {
  readonly given: ReadonlyMap<number, unknown>;
  readonly driven: Map<number, unknown>;
}

/** The cell of one signal that a behavioural module can reach: others that reach it see the engine's cell behind it. */
export class GuardedCell implements Cell {
  private readonly cell: Cell;
  private readonly signal: AnyLeafSignal;
  private readonly gate: Gate;

  constructor(cell: Cell, signal: AnyLeafSignal, gate: Gate) {
    this.cell = cell;
    this.signal = signal;
    this.gate = gate;
  }

  get v(): unknown {
    const { guard, trial } = this.gate;
    if (guard === undefined) return this.cell.v;
    const { signal } = this;
    if (trial === undefined) guard.read(signal);
    else if (trial.driven.has(signal.net)) return trial.driven.get(signal.net);
    else if (trial.given.has(signal.net)) return trial.given.get(signal.net);
    return this.cell.v;
  }

  drive(value: unknown): void {
    const { guard, trial } = this.gate;
    if (trial) trial.driven.set(this.signal.net, fitted(this.signal, value));
    else {
      guard?.drive(this.signal, value);
      this.cell.drive(value);
    }
  }

  latch(value: unknown): void {
    this.gate.guard?.latch(this.signal, value);
    this.cell.latch(value);
  }
}

/** What the method reads back of what it has driven. */
function fitted({ type }: AnyLeafSignal, value: unknown): unknown {
  return misassigned(type, value) === undefined ? fitValue(type, value) : value;
}

/** The words of a behavioural module's memory. */
export function guardedStore(
  store: MemoryStore,
  memory: AnyMemory,
  ports: PortGuard,
  gate: Gate,
): MemoryStore {
  return {
    read(address) {
      if (gate.guard && !gate.trial) ports.read();
      return store.read(address);
    },
    write(address, value, mask) {
      gate.guard?.checkWord(memory.path, memory.type, value);
      store.write(address, value, mask);
      if (gate.guard) ports.write();
    },
  };
}
