import { configDefaults, defineConfig } from "vitest/config";
import { type TestChoice, testChoiceVariable } from "./scripts/mutants/near-tests.ts";

const choice = JSON.parse(
  process.env[testChoiceVariable] ?? '{ "include": ["sim/**/*.test.ts"], "exclude": [] }',
) as TestChoice;

/** The tests by which mutants of `sim/` are judged: all, or those that `npm run test:mutants` chooses for a pass. */
export default defineConfig({
  test: {
    include: [...choice.include],
    exclude: [...configDefaults.exclude, "**/*.tools.test.ts", "**/*.long.test.ts", ...choice.exclude],
    setupFiles: ["scripts/tools/property-seed.test-kit.ts"],
    // A run of tests that judges one mutant has a worker of its own, whose files share what they load.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
