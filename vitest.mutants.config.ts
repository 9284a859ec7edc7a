import { matchesGlob, relative } from "node:path";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { type TestChoice, testChoiceVariable } from "./scripts/mutants/near-tests.ts";

const choice = JSON.parse(
  process.env[testChoiceVariable] ?? '{ "include": ["sim/**/*.test.ts"], "exclude": [] }',
) as TestChoice;

/** Runs the files of the first pattern first: those that judge quickly come before those that take long, and the first failure ends a run. */
class InOrderOfPatterns extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const rank = ({ moduleId }: TestSpecification): number =>
      choice.include.findIndex((pattern) => matchesGlob(relative(root, moduleId), pattern));
    return Promise.resolve([...files].sort((a, b) => rank(a) - rank(b)));
  }
}

/** The tests by which mutants of `sim/` are judged: all, or those that `npm run test:mutants` chooses for a pass. */
export default defineConfig({
  test: {
    include: [...choice.include],
    exclude: [...configDefaults.exclude, "**/*.tools.test.ts", "**/*.long.test.ts", ...choice.exclude],
    sequence: { sequencer: InOrderOfPatterns },
    setupFiles: ["scripts/tools/property-seed.test-kit.ts"],
    // A run of tests that judges one mutant has a worker of its own, whose files share what they load.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
