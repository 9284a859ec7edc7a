import type { Module } from "./module.ts";

/**
 * A part that exported hardware takes from elsewhere (a vendor's SRAM, a PLL), described here by a behavioural module:
 * `static readonly blackbox: Blackbox = { module: "sram_256x32", ports: { CLK: "clock", A: "address", Q: "data" } }`.
 */
export interface Blackbox {
  /** The name of the SystemVerilog module. */
  readonly module: string;
  /**
   * For each port of that module what it is here: an input or output of the class (`data`, `in.valid`), or `clock` and `reset`, which
   * are those of the module's domain unless a port has this name.
   */
  readonly ports: Readonly<Record<string, string>>;
  /** Its parameters. */
  readonly params?: Readonly<Record<string, number | bigint | string | boolean>>;
}

/** For each combinational output (or wire, or input of a child) of a behavioural module the inputs that it may depend on. */
export type CombDeclaration = Readonly<Record<string, readonly string[]>>;

/** What a class says about itself instead of being read. */
export interface BehaviouralMarks {
  /** Any TypeScript; not read, not exported. */
  readonly behavioural?: boolean;
  readonly blackbox?: Blackbox;
  readonly comb?: CombDeclaration;
}

export function marksOf(module: Module): BehaviouralMarks {
  return module.constructor as BehaviouralMarks;
}

/** Whether a module's methods are any TypeScript, which only engines that run the methods themselves can run. */
export function isBehavioural(module: Module): boolean {
  const { behavioural, blackbox } = marksOf(module);
  return behavioural === true || blackbox !== undefined;
}
