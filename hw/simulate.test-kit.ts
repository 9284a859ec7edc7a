import type { Module } from "../sim/describe/index.ts";
import { compile } from "../sim/schedule/index.ts";
import type { Program } from "../sim/schedule/program.ts";
import { simulate, type Simulation } from "../sim/testbench/index.ts";

/**
 * One design a parameter, compiled when it is first asked for; a fresh simulation of it, at power-on, each time. For properties,
 * which run a design many times.
 */
export function simulations<P, T extends Module>(make: (parameter: P) => T): (parameter: P) => Simulation<T> {
  const programs = new Map<P, Program>();
  const running = new Map<P, Simulation<T>>();
  return (parameter) => {
    running.get(parameter)?.close();
    const program = programs.get(parameter) ?? compile(make(parameter));
    const simulation = simulate(program) as Simulation<T>;
    programs.set(parameter, program);
    running.set(parameter, simulation);
    return simulation;
  };
}
