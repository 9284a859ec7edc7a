import type { Blackbox } from "./blackbox.ts";
import type { Module } from "./module.ts";

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
