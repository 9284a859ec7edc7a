import { generator } from "./generator-files.ts";

const inGenerator = (paths: readonly string[]): readonly string[] =>
  paths.map((path) => `${generator}/${path}`);

/** Whole designs: mistakes by name, the table of the language, random designs. */
const designs = inGenerator([
  "mistakes-of-values.test.ts",
  "mistakes-of-structure.test.ts",
  "run/compiled-kernels.test.ts",
]);

/** By part of the generator: the tests that can notice its mistakes, those first that fail soonest; the first failure ends it. */
const byPart: Readonly<Record<string, readonly string[]>> = {
  plan: [
    ...inGenerator(["plan/layout.test.ts", "plan/schedule.test.ts"]),
    ...designs,
    ...inGenerator(["run/behaviours.test.ts"]),
  ],
  kernel: [...designs, ...inGenerator(["kernel/random-kernels.test.ts"])],
  encode: [
    ...inGenerator(["encode/encode.test.ts", "encode/scalar-instructions.test.ts"]),
    ...inGenerator(["encode/vector-instructions.test.ts"]),
    ...designs,
    ...inGenerator(["kernel/random-kernels.test.ts"]),
  ],
  run: [
    ...designs,
    ...inGenerator(["run/clocks.test.ts", "run/behaviours.test.ts", "run/commands.prop.test.ts"]),
  ],
};

/** The files that judge a mutant of a file, in the order in which they run. */
export function judgingTests(path: string): readonly string[] {
  const [part = ""] = path.slice(generator.length + 1).split("/");
  return byPart[part] ?? designs;
}
