import { countTiers } from "./count-tests.ts";

/** `print-counts <failed steps> <folder> <tier…>`: the last lines of `.ci/run`, and its exit code. */
const [steps = "0", folder = ".", ...tiers] = process.argv.slice(2);
const { passed, failed, skipped } = countTiers(folder, tiers);
const failures = failed + Number(steps);
if (skipped > 0) console.log(`${skipped} skipped`);
console.log(`${passed} passed, ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
