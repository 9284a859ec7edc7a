import type { AnyLeafSignal, AnyMemory, AnyState, LeafType, Module } from "../describe/index.ts";
import type { BlackboxInstance } from "./blackbox-instance.ts";

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
  /** Of behavioural modules. */
  readonly states: readonly AnyState[];
  /** Position in `Design.domains`. */
  readonly domain: number;
  /** Of a black box: what export instantiates in its place. */
  readonly blackbox: BlackboxInstance | undefined;
}

/** A wire that resets registers. The testbench holds it, unless a signal of the design gives it. */
export interface ResetLine {
  readonly index: number;
  /** `reset`; of a domain's own `reset_bus`; the path of the signal that gives it. */
  readonly name: string;
  /** Undefined where it is left to the testbench: the reset that the top has from nobody. */
  readonly kind: "sync" | "async" | undefined;
  readonly active: "high" | "low" | undefined;
  /** The signal of the design that gives it. */
  readonly by: AnyLeafSignal | undefined;
}

/** Modules that share a clock and a reset. Domains of one clock have all their edges together. */
export interface Domain {
  readonly index: number;
  /** Position in `Design.clocks`. */
  readonly clock: number;
  readonly reset: ResetLine | undefined;
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
  /** All `state()` fields of behavioural modules, in the order of the instances. */
  readonly states: readonly AnyState[];
  /** The instances of behavioural modules and black boxes, which may draw random numbers. */
  readonly behavioural: readonly Instance[];
  /** Names of the clocks; that of the top comes first and is the default one. */
  readonly clocks: readonly string[];
  readonly resets: readonly ResetLine[];
  /** The domain of the top comes first. */
  readonly domains: readonly Domain[];
}
