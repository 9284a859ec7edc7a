import { readdirSync } from "node:fs";
import { join } from "node:path";

/** What makes the plan, the kernels, the loop and the bytes. */
export const generator = "sim/engine/wasm";

/** Texts for people, of which no simulation depends. */
const shown = ["sim/engine/wasm/plan/plan-report.ts", "sim/engine/wasm/encode/print-wat.ts"];

/** The generator's sources, in the order of their paths. */
export function generatorFiles(root: string): readonly string[] {
  return readdirSync(join(root, generator), { recursive: true, encoding: "utf8" })
    .map((name) => `${generator}/${name.replaceAll("\\", "/")}`)
    .filter((path) => path.endsWith(".ts") && !/\.(test|test-kit|prop\.test)\.ts$|\/index\.ts$/.test(path))
    .filter((path) => !shown.includes(path))
    .sort();
}
