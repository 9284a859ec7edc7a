import type { AnyLeafSignal, AnyMemory, LeafType, Module } from "../describe/index.ts";

/** One module object in the hierarchy. */
export interface Instance {
  /** Position in `Design.instances`: parents before children, fields in the order of their declaration. */
  readonly index: number;
  readonly module: Module;
  readonly parent: Instance | undefined;
  readonly children: readonly Instance[];
  /** Own leaf signals in the order of their declaration. */
  readonly signals: readonly AnyLeafSignal[];
  readonly memories: readonly AnyMemory[];
}

/**
 * Leaf signals that connections make one: a driver and all inputs, outputs and wires that it reaches.
 *
 * The root is the signal that no connection drives: a register, an output or wire that its module's `propagate()` drives, an
 * input that its parent's `propagate()` drives, an input with a default, or an input of the top.
 */
export interface Net {
  readonly index: number;
  readonly type: LeafType;
  readonly root: AnyLeafSignal;
  /** All signals of the net, the root first. */
  readonly signals: readonly AnyLeafSignal[];
}

/** An elaborated hierarchy: names and owners are set, connections are resolved to nets. Read-only. */
export interface Design {
  readonly top: Instance;
  readonly instances: readonly Instance[];
  readonly nets: readonly Net[];
  /** All memories, in the order of the instances. */
  readonly memories: readonly AnyMemory[];
}
