import { configDefaults, defineConfig } from "vitest/config";

/** The tests by which mutants of `sim/` are judged. */
export default defineConfig({
  test: {
    include: ["sim/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "**/*.tools.test.ts", "**/*.long.test.ts"],
    setupFiles: ["scripts/tools/property-seed.test-kit.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
