import { generator } from "./generator-files.ts";
import type { JudgingTest } from "./judgement.ts";

const inGenerator = (...paths: readonly string[]): readonly JudgingTest[] =>
  paths.map((path) => ({ path: `${generator}/${path}` }));

/** Whole designs: mistakes by name, the table of the language, random designs. */
const designs = inGenerator(
  "mistakes-of-operators.test.ts",
  "mistakes-of-floats.test.ts",
  "mistakes-of-masks.test.ts",
  "mistakes-of-constants.test.ts",
  "mistakes-of-values.test.ts",
  "mistakes-of-choices.test.ts",
  "mistakes-of-structure.test.ts",
  "mistakes-of-places.test.ts",
  "run/compiled-kernels.test.ts",
);

/** By part of the generator: the tests that can notice its mistakes, those first that fail soonest; the first failure ends it. */
const byPart: Readonly<Record<string, readonly JudgingTest[]>> = {
  plan: [
    ...inGenerator("plan/fit.test.ts", "plan/layout.test.ts", "plan/hazards.test.ts"),
    ...inGenerator("plan/schedule.test.ts", "plan/update-parts.test.ts"),
    ...designs,
    ...inGenerator("run/behaviours.test.ts"),
  ],
  kernel: [
    ...inGenerator("kernel/helpers/limbs.test.ts", "kernel/helpers/round-float.test.ts"),
    ...inGenerator("kernel/spared-code.test.ts"),
    ...designs,
    ...inGenerator("kernel/random-kernels.test.ts"),
  ],
  // Waves that the loop itself writes.
  follow: [
    ...inGenerator("follow/follow-code.test.ts"),
    { path: "sim/waves/followed-waves.test.ts" },
    { path: "sim/waves/followed-runs.test.ts" },
  ],
  encode: [
    ...inGenerator("encode/encode.test.ts", "encode/scalar-instructions.test.ts"),
    ...inGenerator("encode/vector-instructions.test.ts"),
    ...designs,
    ...inGenerator("kernel/random-kernels.test.ts"),
  ],
  run: [
    ...inGenerator("run/conditions.test.ts", "run/reset-code.test.ts", "run/forces.test.ts"),
    ...inGenerator("plan/hazards.test.ts"),
    ...designs,
    ...inGenerator("run/clocks.test.ts", "run/behaviours.test.ts"),
    { path: `${generator}/run/commands.prop.test.ts`, only: "^compiled kernels" },
  ],
};

/** What judges a mutant of a file, in the order in which it runs. */
export function judgingTests(path: string): readonly JudgingTest[] {
  const [part = ""] = path.slice(generator.length + 1).split("/");
  return byPart[part] ?? designs;
}
