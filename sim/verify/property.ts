import type { Arbitrary } from "fast-check";
import type { Module } from "../describe/index.ts";
import type { ClocksOptions } from "../engine/time/clock-set.ts";
import type { Expect } from "../testbench/expect.ts";

/**
 * One thing that the environment of a design may do in a cycle. In each cycle a command is either given, with a value from its
 * arbitrary, or stalled; commands of one property act in the same cycle, independently.
 */
export interface Command<Dut extends Module, State, Given> {
  readonly given: Arbitrary<Given>;
  /** Drives the inputs of the coming cycle; `given` is undefined where the command stalls. */
  readonly drive: (dut: Dut, given: Given | undefined) => void;
  /**
   * What the cycle does to the model: edits the draft (immer), from the settled values that the clock edge will use. The
   * model of the next cycle follows; the dut follows at the edge.
   */
  readonly step?: (model: State, dut: Dut, given: Given | undefined) => void;
}

/** A claim that a design behaves like a model, whatever the commands and however they stall. */
export interface Property<Dut extends Module, State, Givens extends object> {
  readonly name: string;
  readonly dut: () => Dut;
  /** The model's state after reset. */
  readonly model: State;
  readonly commands: { readonly [Name in keyof Givens]: Command<Dut, State, Givens[Name]> };
  /** What must hold in every cycle, judged on the settled values just before the edge, before the model steps. */
  readonly check: (model: Readonly<State>, dut: Dut, expect: Expect) => void;
  /** The clocks of a design with several domains; cycles are those of the default one. */
  readonly clocks?: ClocksOptions;
  /** Longest run that is tried, in cycles (100). */
  readonly cycles?: number;
}

/**
 * Declares a property of a design against a model.
 *
 * ```ts
 * const fifoIsAnArray = property({
 *   name: "RegisterFifo is an array",
 *   dut: () => new RegisterFifo(uint(8), 4),
 *   model: { words: [] as number[] },
 *   commands: {
 *     push: {
 *       given: fc.integer({ min: 0, max: 255 }),
 *       drive(dut, word) { dut.in.valid.value = word !== undefined; dut.in.payload.value = word ?? 0; },
 *       step(model, dut, word) { if (dut.in.fires) model.words.push(word ?? 0); },
 *     },
 *     pop: {
 *       given: fc.constant(true),
 *       drive(dut, now) { dut.out.ready.value = now !== undefined; },
 *       step(model, dut) { if (dut.out.fires) model.words.shift(); },
 *     },
 *   },
 *   check(model, dut, expect) {
 *     expect(dut.out.valid).toBe(model.words.length > 0 ? 1 : 0);
 *     if (model.words.length > 0) expect(dut.out.payload).toBe(model.words[0]!);
 *   },
 * });
 * ```
 *
 * Run it with `checkProperty`, in any test runner.
 */
export function property<Dut extends Module, State, Givens extends object>(
  options: Property<Dut, State, Givens>,
): Property<Dut, State, Givens> {
  return Object.freeze(options);
}

/** What happens in one cycle: a value for each command, undefined where it stalls. */
export type Cycle<Givens extends object> = { readonly [Name in keyof Givens]: Givens[Name] | undefined };
