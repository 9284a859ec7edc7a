import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { sampleBlocks } from "./mutants/sample-blocks.ts";
import { sourceFiles } from "./mutants/source-files.ts";
import { type MutantReport, summary } from "./mutants/summary.ts";

/**
 * Mutation testing of the stages that decide what a design means, by Stryker: `npm run test:mutants -- --blocks 40 --seed 1`.
 * Without `--blocks` it is all of them, which takes many hours; `--only sim/check` keeps to files whose path begins so.
 */
const { values } = parseArgs({
  options: {
    blocks: { type: "string" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
  },
});

const root = new URL("..", import.meta.url).pathname;
const files = sourceFiles(root).filter(({ path }) => path.startsWith(values.only));
const blocks = values.blocks === undefined ? files.length * 1000 : Number(values.blocks);
const mutate = sampleBlocks(files, blocks, Number(values.seed));
console.log(`${mutate.length} blocks of ${files.length} files, seed ${values.seed}`);
const run = spawnSync("npx", ["stryker", "run", "--mutate", mutate.join(",")], {
  cwd: root,
  stdio: "inherit",
});
if (run.status !== 0) process.exit(run.status ?? 1);

const report = JSON.parse(readFileSync(`${root}reports/mutation.json`, "utf8")) as MutantReport;
const { scores, survivors } = summary(report);
console.log(["", "survivors", ...survivors, "", ...scores].join("\n"));
