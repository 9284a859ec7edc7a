import type { Expression, MemoryIndex, SignalIndex } from "../../../../lower/index.ts";
import type { FunctionBuilder, Instruction, Label, Local, WasmType } from "../../encode/index.ts";
import type { Kernel } from "../../plan/plan.ts";
import type { KernelModule, Scratch } from "../kernel-module.ts";
import type { LaneLoop } from "../lanes.ts";
import type { Roles } from "./roles.ts";
import type { StoreLog } from "./store-log.ts";

/**
 * What the compilation of one kernel knows. Code goes to `out` statement by statement; the values of expressions are trees that read
 * variables and memory only, so that whatever they need stands in `out` before them.
 */
export interface ScalarContext {
  readonly kernel: Kernel;
  readonly module: KernelModule;
  readonly builder: FunctionBuilder;
  readonly lanes: LaneLoop;
  readonly scratch: Scratch;
  /** Variables of the IR's locals, by index; of limbs, the address of their own space. */
  readonly locals: Map<number, Variable>;
  readonly labels: Map<number, Label>;
  readonly roles: Roles;
  /** Variables of signals that this run drives. */
  readonly current: Map<SignalIndex, Variable>;
  /** Variables of the next values of registers. */
  readonly next: Map<SignalIndex, Variable>;
  /** Variables of words that are read. */
  readonly words: Map<SignalIndex, Local>;
  /** For variables and comments. */
  nameOf(signal: SignalIndex): string;
  /** Whether this point may be skipped. */
  conditional: boolean;
  /** What stands at the start of the run of an instance. */
  readonly prologue: Instruction[];
  /** What acts behind the last statement: latches and stores, in their order. */
  readonly epilogue: Instruction[];
  /** By memory: the log of its stores that wait. */
  readonly logs: Map<MemoryIndex, StoreLog>;
  /** What expressions are computed with, which call each other. */
  readonly compute: Computations;
  out: Instruction[];
  /** Words that have been loaded on the way to this point. */
  loaded: LoadedWords;
}

export interface Computations {
  readonly value: (cx: ScalarContext, expr: Expression, want: WasmType) => Instruction;
  readonly condition: (cx: ScalarContext, expr: Expression) => Instruction;
  readonly limbs: (cx: ScalarContext, expr: Expression, count: number) => Instruction;
}

/** A variable, or a space of limbs at a fixed address. */
export type Variable =
  | { readonly kind: "local"; readonly local: Local }
  | { readonly kind: "limbs"; readonly address: number; readonly count: number };

/** Loads that are done at a point: those of the enclosing lists, and its own. */
export interface LoadedWords {
  readonly outer: LoadedWords | undefined;
  readonly own: Map<string, Local>;
}

export function findLoaded(loaded: LoadedWords, key: string): Local | undefined {
  for (let at: LoadedWords | undefined = loaded; at; at = at.outer) {
    const found = at.own.get(key);
    if (found) return found;
  }
  return undefined;
}

/** The code of a list that may not run: what it loads is not known behind it. */
export function inside(cx: ScalarContext, write: () => void): readonly Instruction[] {
  const { out, loaded, conditional } = cx;
  cx.conditional = true;
  cx.out = [];
  cx.loaded = { outer: loaded, own: new Map() };
  write();
  const made = cx.out;
  cx.out = out;
  cx.loaded = loaded;
  cx.conditional = conditional;
  return made;
}

export function temporary(cx: ScalarContext, type: WasmType, name: string): Local {
  return cx.builder.local(type, name);
}
