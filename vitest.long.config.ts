import { defineConfig } from "vitest/config";

/** Tests that take minutes: more random designs, more layers, larger arrays. */
export default defineConfig({
  test: {
    include: ["{sim,hw,tb,scripts}/**/*.long.test.ts"],
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
});
