import { defineKernels } from "../kernel/index.ts";
import { machineAreas } from "./areas.ts";
import { type KernelSource, wasmMachine } from "./wasm-machine.ts";
import type { MakeMachine } from "./machine.ts";

/** Kernels that are compiled: all of a design runs in WebAssembly. */
export const compiledKernels: KernelSource = {
  define: (plan, module) => defineKernels(plan.kernels, module, machineAreas(plan).end),
  imports: () => ({}),
};

export const compiledMachine: MakeMachine = (plan, calls) => wasmMachine(plan, compiledKernels, calls);
