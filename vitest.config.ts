import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{sim,hw,tb,scripts}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/*.tools.test.ts", "**/*.long.test.ts"],
    testTimeout: 60_000,
    reporters: ["default"],
  },
});
