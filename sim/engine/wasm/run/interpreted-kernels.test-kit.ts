import { importCall } from "../kernel/index.ts";
import { interpretKernel } from "./interpreter.test-kit.ts";
import { type KernelSource, wasmMachine } from "./wasm-machine.ts";
import { viewsOf } from "./words.ts";
import type { MakeMachine } from "./machine.ts";

/** Kernels that JavaScript interprets in the memory of a WebAssembly module: the loop without the engine's kernels. */
const interpretedKernels: KernelSource = {
  define: ({ kernels }, module) =>
    kernels.map((kernel, number) =>
      kernel.kind === "call"
        ? importCall(kernel, number, module)
        : module.import(
            "kernels",
            `kernel${number}`,
            kernel.lanes.kind === "list" ? ["i32", "i32"] : [],
            kernel.kind === "check" ? ["i32"] : [],
          ),
    ),
  imports: ({ kernels }, memory) => {
    const views = viewsOf(memory);
    return {
      kernels: Object.fromEntries(
        kernels.map((kernel, number) => [
          `kernel${number}`,
          (from: number, to: number) => interpretKernel(kernel, views, from, to),
        ]),
      ),
    };
  },
};

export const loopOverInterpreter: MakeMachine = (plan, calls) => wasmMachine(plan, interpretedKernels, calls);
