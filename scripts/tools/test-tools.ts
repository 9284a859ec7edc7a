import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { missingTools, missingToolsText } from "./missing-tools.ts";

/** `npm run test:tools`: says what is missing, or runs the tests that need it. Further arguments go to Vitest. */
function main(): number {
  const missing = missingTools(process.env.PATH ?? "");
  if (missing.length > 0) {
    console.error(missingToolsText(missing));
    return 1;
  }
  const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
  const options = ["run", "--config", "vitest.tools.config.ts", ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, [vitest, ...options], { stdio: "inherit" });
  return status ?? 1;
}

process.exitCode = main();
