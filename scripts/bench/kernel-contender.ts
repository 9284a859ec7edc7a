import { webAssembly } from "../../sim/engine/wasm/encode/index.ts";
import type { Kernel } from "./design.ts";
import { type Runner, timed } from "./measure.ts";

/**
 * Cycles a call: V8 doesn't replace a function's code while it runs, so a long run is many calls. Small, so that the first calls,
 * in unoptimised code, are short.
 */
const CYCLES_PER_CALL = 1000;

interface KernelExports {
  readonly prepare: () => void;
  readonly run: (cycles: number) => void;
  readonly checksum: () => number;
}

/** A hand-written WebAssembly kernel: the limit that an engine is compared with. */
export function kernelContender(make: () => Kernel): Runner {
  const { Module, Instance } = webAssembly();
  const compiled = timed(() => new Module(make().bytes));
  return {
    name: "WASM by hand",
    detail: `V8 ${process.versions.v8}`,
    setup: () => compiled.seconds,
    run(cycles) {
      const kernel = new Instance(compiled.value).exports as unknown as KernelExports;
      kernel.prepare();
      const took = timed(() => {
        for (let left = cycles; left > 0; left -= CYCLES_PER_CALL)
          kernel.run(Math.min(left, CYCLES_PER_CALL));
      });
      return { cycles, ...took, checksum: kernel.checksum() >>> 0 };
    },
  };
}
