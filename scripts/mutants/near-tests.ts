import { folders, type MutatedFolder } from "./source-files.ts";

/** Which tests judge: those whose path fits one of `include` and none of `exclude`. */
export interface TestChoice {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** How `vitest.mutants.config.ts` learns which tests judge. */
export const testChoiceVariable = "SYSTOLE_MUTANT_TESTS";

const beside = (folder: string): string => `${folder}/**/*.test.ts`;

/**
 * The tests that judge the mutants of a folder first, the quickest ones in front: those beside it, and those that hold its results
 * against what SEMANTICS says at little cost.
 */
const near: Readonly<Record<MutatedFolder, readonly string[]>> = {
  "sim/describe": [
    ...["sim/describe", "sim/elaborate", "sim/engine/event", "sim/snapshot"].map(beside),
    "sim/conformance/evaluator/*.test.ts",
  ],
  "sim/lower": [
    "sim/lower/*.test.ts",
    ...["arithmetic", "print", "refusals", "tables"].map((folder) => beside(`sim/lower/${folder}`)),
    // Not places.test.ts, whose processes know of no mutant.
    "sim/lower/source/!(places).test.ts",
    beside("sim/check"),
    "sim/conformance/evaluator/*.test.ts",
    "sim/conformance/{rules-of-*,sceptic,*-operators.prop}.test.ts",
  ],
  "sim/check": ["sim/check", "sim/elaborate"].map(beside),
  "sim/engine/event": [
    ...["sim/engine/event", "sim/engine/oblivious", "sim/engine/behavioural"].map(beside),
    "sim/testbench/rules-of-*.test.ts",
    "sim/conformance/clocks.test.ts",
  ],
};

/** What holds the results of all of these folders against each other and against SEMANTICS, which takes longer. */
const others = ["sim/conformance", "sim/engine", "sim/errors", "sim/snapshot"].map(beside);

/** The two passes in which the mutants of a folder are judged: by the tests near to it, and by others that ask for its results. */
export function passesOf(folder: MutatedFolder): readonly [near: TestChoice, rest: TestChoice] {
  return [
    { include: near[folder], exclude: [] },
    { include: others, exclude: near[folder] },
  ];
}

/** The folder that a path is in. */
export function folderOf(path: string): MutatedFolder | undefined {
  return folders.find((folder) => path.startsWith(`${folder}/`));
}
