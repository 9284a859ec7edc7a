import { produce } from "immer";
import type { Module } from "../describe/index.ts";
import { type Diagnostic, SystoleError } from "../errors/index.ts";
import { createExpect, ExpectationFailure } from "../testbench/expect.ts";
import type { Observer } from "../testbench/observer.ts";
import type { Compiler } from "../schedule/index.ts";
import { simulate } from "../testbench/simulate.ts";
import type { Simulation } from "../testbench/simulation.ts";
import type { Cycle, Property } from "./property.ts";

/** How one run of a property failed. */
export interface PlayFailure {
  /** Number of the cycle, counted from the first one after reset. */
  readonly cycle: number;
  readonly message: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly expected: string | undefined;
  readonly seen: string | undefined;
  /** The model before the cycle that failed. */
  readonly model: unknown;
}

/** Plays cycles on a fresh design and a fresh model side by side; gives the first disagreement. */
export function play<Dut extends Module, State, Givens extends object>(
  spec: Property<Dut, State, Givens>,
  cycles: readonly Cycle<Givens>[],
  compiler: Compiler,
  observe?: (sim: Simulation) => Observer,
): PlayFailure | undefined {
  const top = spec.dut();
  const sim = simulate(compiler.compile(top), { clocks: spec.clocks });
  if (observe) sim.observe(observe(sim));
  const expect = createExpect(() => sim.when());
  const names = Object.keys(spec.commands) as (keyof Givens)[];
  let model = spec.model;
  let at = 0;
  try {
    for (const name of names) spec.commands[name].drive(top, undefined);
    sim.applyReset();
    for (const cycle of cycles) {
      for (const name of names) spec.commands[name].drive(top, cycle[name]);
      spec.check(model, top, expect);
      const before = model;
      model = produce(before, (draft) => {
        for (const name of names) spec.commands[name].step?.(draft as State, top, cycle[name]);
      });
      sim.step();
      at += 1;
    }
    return undefined;
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    const [first] = error.diagnostics;
    const expectation = error instanceof ExpectationFailure ? error : undefined;
    return {
      cycle: at,
      message: first?.message ?? error.message,
      diagnostics: error.diagnostics,
      expected: expectation?.expected,
      seen: expectation?.seen,
      model,
    };
  } finally {
    sim.close();
  }
}
