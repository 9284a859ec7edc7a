import { type Draft, type Immutable, produce } from "immer";
import { fail } from "../errors/index.ts";
import { FrozenData } from "./frozen-data.ts";
import type { Module } from "./module.ts";

/** Marks states, in a way that survives two loaded copies of the kit. */
const stateMark: unique symbol = Symbol.for("systole.state") as never;

/** Where a state's value lives while it is simulated; made by the engine. */
export interface StateStore {
  read(): unknown;
  /** The value that the coming edge will commit, as far as it is known. */
  pending(): unknown;
  write(value: unknown): void;
}

export interface StateOptions {
  /** Whether a reset gives the initial value back; `false` for what survives one, as words of a memory do. `true` if left out. */
  readonly reset?: boolean;
}

/**
 * What a behavioural module remembers beside its registers and memories: any plain data (numbers, bigints, strings, booleans, null,
 * undefined, arrays and records of these), deeply frozen.
 *
 * `value` is that from before the edge; `next = …` and `update(recipe)` are for `update()` of the module and take effect at the
 * edge, as with a register. Reset gives the initial value back, unless `{ reset: false }` says that it leaves the state alone.
 */
export class State<T> {
  readonly initial: Immutable<T>;
  owner: Module | undefined = undefined;
  key = "";
  store: StateStore;
  /** Checks and freezes values; parts that went through it once cost nothing again. */
  readonly data = new FrozenData();
  readonly options: StateOptions;

  constructor(initial: T, options: StateOptions) {
    const problem = this.data.problemOf(initial);
    if (problem) fail("E-STATE", { state: "a state", problem });
    this.initial = initial as Immutable<T>;
    this.options = options;
    this.store = {
      read: () => fail("E-NOT-RUNNING", { action: "read", signal: this.path }),
      pending: () => fail("E-NOT-RUNNING", { action: "read", signal: this.path }),
      write: () => fail("E-NOT-RUNNING", { action: "written", signal: this.path }),
    };
  }

  get [stateMark](): true {
    return true;
  }

  get path(): string {
    return this.owner ? `${this.owner.path}.${this.key}` : "(a state that no module holds)";
  }

  /** The value before the edge. Frozen. */
  get value(): Immutable<T> {
    return this.store.read() as Immutable<T>;
  }

  get next(): never {
    return fail("E-NEXT-READ", { signal: this.path }, { path: this.path });
  }

  /** The value from the coming edge on; the last one in a call wins. Errors: E-STATE. */
  set next(value: Immutable<T>) {
    this.store.write(value);
  }

  /**
   * Changes a draft of the coming value, which earlier changes of the same call have reached, or returns a new one:
   * `this.queue.update((draft) => { draft.push(word); })`. Errors: E-STATE.
   */
  update(recipe: (draft: Draft<T>) => T | Immutable<T> | undefined | void): void {
    this.store.write(produce(this.store.pending(), recipe as (draft: unknown) => unknown));
  }
}

/** Any state. */
export interface AnyState {
  readonly initial: unknown;
  readonly data: FrozenData;
  readonly options: StateOptions;
  owner: Module | undefined;
  key: string;
  store: StateStore;
  readonly path: string;
}

/** What a behavioural module remembers. Errors: E-STATE for anything but plain data. */
export function state<T>(initial: T, options: StateOptions = {}): State<T> {
  return new State(initial, options);
}

export function isState(value: unknown): value is AnyState {
  return typeof value === "object" && value !== null && stateMark in value;
}
