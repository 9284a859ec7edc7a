import type { Module } from "../../sim/describe/index.ts";
import type { Simulation } from "../../sim/testbench/index.ts";
import type { Harness } from "./designs/harness.ts";
import type { Contender } from "./measure.ts";
import type { Checksum, Random } from "./stimulus.ts";

/** A design on which engines and peers are measured; all do the same with it, and end with the same checksum. */
export interface BenchDesign<Top extends Harness = Harness> {
  readonly name: string;
  readonly title: string;
  /** The design alone, anew at each call. */
  readonly bare: () => Module;
  /** The design with its inputs and its checksum as hardware, anew at each call. */
  readonly harness: () => Top;
  /** Puts contents into its memories, outside the clock. */
  load?(harness: Top, sim: Simulation): void;
  /** The same from JavaScript, signal by signal, where that is measured too. */
  readonly driven?: () => Driven;
  /** The same design in SystemVerilog. */
  readonly verilog?: VerilogPeer;
  /** Why there is no such peer, for the table. */
  readonly remark?: string;
  /** The hand-written WebAssembly of it. */
  readonly kernel?: () => Kernel;
  /** Prepares data that all runs share, so that it is nobody's time. */
  warm?(): void;
  /** Path of the design below its harness. */
  readonly dutPath: string;
  /** A part of it whose waves are measured, beside those of all of it. */
  readonly scope?: WaveScope;
  /** The simulator of those who made the design. */
  readonly authors?: () => Contender;
}

export interface WaveScope {
  /** How many signals, of what. */
  readonly title: string;
  /** Below the harness. */
  readonly paths: readonly string[];
  /** Whose waves of all signals are measured beside ours: Verilator may build them for an hour. */
  readonly peer?: VerilogPeer;
}

/** A design that is driven and looked at from JavaScript. */
export interface Driven {
  readonly top: Module;
  /** Cycles before the measured ones, and their inputs. */
  readonly prepareCycles: number;
  prepare(random: Random): void;
  /** The inputs of a cycle. */
  drive(random: Random): void;
  /** The outputs that belong to these inputs, before the edge. */
  fold(checksum: Checksum): void;
}

export interface VerilogPeer {
  /** Files in scripts/bench/verilog: the design, and the inputs and outputs of its harness. */
  readonly design: string;
  readonly harness: string;
  /** The harness in SystemVerilog, for Icarus Verilog, where there is one. */
  readonly icarusHarness?: string;
  readonly top: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** Files that the design reads when it starts, with their contents. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A WebAssembly module that exports `prepare()`, `run(cycles)` and `checksum()`. */
export interface Kernel {
  readonly bytes: Uint8Array<ArrayBuffer>;
}
