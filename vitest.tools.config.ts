import { defineConfig } from "vitest/config";

/** Tests that need tools from Debian packages. `npm run test:tools` says which are missing. */
export default defineConfig({
  test: {
    include: ["{sim,hw,tb,scripts}/**/*.tools.test.ts"],
    setupFiles: ["scripts/tools/property-seed.test-kit.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    passWithNoTests: false,
  },
});
