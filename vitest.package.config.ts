import { defineConfig } from "vitest/config";

/** Tests of the package as others get it: built, packed, installed beside their own sources. */
export default defineConfig({
  test: {
    include: ["scripts/package/*.packed.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
