import { fail } from "../../errors/index.ts";
import type { Link } from "../connect.ts";
import { type Module, placeOf } from "../module.ts";
import type { HardwareType, LeafType } from "../types/type.ts";
import type { Cell } from "./cell.ts";

/** Says that something is a signal, and which kind of one, in a way that survives two loaded copies of the kit. */
export const signalMark: unique symbol = Symbol.for("systole.signal") as never;

/** What the mark says, if there is one: reading it is faster than to ask whether it is there, and half a million signals are asked. */
export interface Marked {
  readonly [signalMark]?: "leaf" | "composite";
}

/** The role of a signal in the module that holds it. */
export type Direction = "input" | "output" | "outputReg" | "wire" | "reg";

export interface SignalOptions<T extends HardwareType> {
  /** Input: the value when nothing is connected. */
  readonly default?: T["~read"] | T["~write"] | undefined;
  /** Register: power-on and reset value. */
  readonly init?: T["~read"] | T["~write"] | undefined;
  /** Least and greatest value that is ever assigned, when it is less than what the width holds. */
  readonly range?: readonly [number, number] | undefined;
}

/** A signal of one word: a leaf of the design. */
export abstract class LeafSignal<T extends HardwareType = HardwareType> {
  abstract readonly direction: Direction;
  readonly type: T;
  readonly options: SignalOptions<T>;
  /** The module whose field holds the signal; set by the elaborator. */
  owner: Module | undefined = undefined;
  /** The name below the owner (`psumIn`, `lane[3]`, `in.valid`); set by the elaborator. */
  key = "";
  /** The connection that names this signal, or those that do: most signals have one, and a list of one would be as large as the signal. */
  linked: Link | Link[] | undefined = undefined;
  /** Number of the net in the design; set by the elaborator. */
  net = -1;
  /** Undefined until an engine, or the signal itself at its first use, binds one. */
  cell: Cell | undefined = undefined;

  constructor(type: T, options: SignalOptions<T>) {
    this.type = type;
    this.options = options;
  }

  get [signalMark](): "leaf" {
    return "leaf";
  }

  /** The connections that name this signal. */
  get links(): readonly Link[] {
    const { linked } = this;
    return linked === undefined ? [] : Array.isArray(linked) ? linked : [linked];
  }

  /** Path in the hierarchy from the top, such as `tpu.array.cell[3][7].psumIn`. */
  get path(): string {
    return this.owner ? `${this.owner.path}.${this.key}` : "(a signal that no module holds)";
  }
}

/** Any leaf signal, whatever its direction. */
export interface AnyLeafSignal {
  readonly direction: Direction;
  readonly type: LeafType;
  readonly options: SignalOptions<LeafType>;
  owner: Module | undefined;
  key: string;
  linked: Link | Link[] | undefined;
  readonly links: readonly Link[];
  net: number;
  cell: Cell | undefined;
  readonly path: string;
}

/** The cell of a signal that none is bound to yet: its engine makes one, and there may be no engine. */
export function bindCell(signal: LeafSignal): Cell {
  const self = signal as unknown as AnyLeafSignal;
  const { owner } = self;
  const cellOf = owner && placeOf(owner).cellOf;
  if (!cellOf) return new UnboundCell(self);
  return (self.cell = cellOf(self));
}

export function isLeafSignal(value: unknown): value is AnyLeafSignal {
  return typeof value === "object" && value !== null && (value as Marked)[signalMark] === "leaf";
}

/** The cell of a signal that no engine simulates yet. */
class UnboundCell implements Cell {
  readonly #signal: AnyLeafSignal;
  constructor(signal: AnyLeafSignal) {
    this.#signal = signal;
  }
  get v(): never {
    return fail("E-NOT-RUNNING", { action: "read", signal: this.#signal.path });
  }
  drive(): never {
    return fail("E-NOT-RUNNING", { action: "written", signal: this.#signal.path });
  }
  latch(): never {
    return fail("E-NOT-RUNNING", { action: "written", signal: this.#signal.path });
  }
}
