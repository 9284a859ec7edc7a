import type { Module } from "./module.ts";

/** A value, or how each instance of the class makes one of its parameters. */
export type OfInstance<M, T> = T | ((instance: M) => T);

/** What stands at a pin: a name in the class, or the constant that the pin is tied to. */
export type BlackboxPin = string | number | bigint | boolean;

/** An integer, a real, a text or a bit. */
export type BlackboxParam = number | bigint | string | boolean;

/**
 * A part that exported hardware takes from elsewhere (a vendor's SRAM, a PLL), described here by a behavioural module:
 *
 * ```ts
 * static readonly blackbox: Blackbox<Rom> = {
 *   module: (rom) => `rom_${rom.depth}x8`,
 *   ports: { CLK: "clock", CEN: "!enable", A: "address", Q: "data", TEST: 0 },
 * };
 * ```
 *
 * Every input and output of the class stands at exactly one pin; pins that are not named are left open. Errors, at elaboration: E-BLACKBOX.
 */
export interface Blackbox<M extends Module = never> {
  /** The name of the SystemVerilog module. */
  readonly module: OfInstance<M, string>;
  /**
   * For each pin of that module what it is here:
   *
   * - an input or output of the class by its name: `data`, `in.valid`, `lane[3]`; a vec or struct signal is one pin, its elements side by side
   * - `clock` and `reset`, those of the module's domain, unless a port has this name; `reset` is active as the domain's is
   * - `!name`: the same with each bit inverted, for what is active low
   * - a number, bigint or boolean: an input that is tied to a constant
   */
  readonly ports: OfInstance<M, Readonly<Record<string, BlackboxPin>>>;
  /** Its parameters. */
  readonly params?: Readonly<Record<string, OfInstance<M, BlackboxParam>>>;
}
