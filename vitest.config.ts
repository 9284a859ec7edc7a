import { configDefaults, defineConfig } from "vitest/config";

/** The normal tier: Node and npm are enough for it. */
export default defineConfig({
  test: {
    include: ["{sim,hw,tb,scripts}/**/*.test.ts"],
    exclude: [...configDefaults.exclude, "**/*.tools.test.ts", "**/*.long.test.ts", "**/*.packed.test.ts"],
    setupFiles: ["scripts/tools/property-seed.test-kit.ts"],
    // A test file loads most of the kit: workers keep what they have loaded, and all cores have one.
    isolate: false,
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    coverage: {
      provider: "v8",
      include: ["{sim,hw,tb,scripts}/**/*.ts"],
      exclude: ["**/*.test.ts", "**/*.test-kit.ts", "**/*-arbitrary.ts", "sim/conformance/**"],
    },
  },
});
