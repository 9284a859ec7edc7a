import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { sampleBlocks } from "./mutants/sample-blocks.ts";
import { sourceFiles } from "./mutants/source-files.ts";
import { merge, type MutantReport, summary } from "./mutants/summary.ts";

/**
 * Mutation testing of the stages that decide what a design means, by Stryker: `npm run test:mutants -- --blocks 40 --seed 1`.
 * Without `--blocks` it is all of them, which takes many hours; `--only sim/check` keeps to files whose path begins so, `--skip 40`
 * goes on behind the first 40 blocks of the sample, `--jobs 1` leaves a processor to others. Each run leaves its results in
 * `reports/mutants`; `--summary` runs nothing and tells of all that are there.
 */
const { values } = parseArgs({
  options: {
    blocks: { type: "string" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "" },
    skip: { type: "string", default: "0" },
    jobs: { type: "string", default: "2" },
    summary: { type: "boolean", default: false },
  },
});

const root = new URL("..", import.meta.url).pathname;
const kept = `${root}reports/mutants`;
mkdirSync(kept, { recursive: true });
const readReport = (path: string) => JSON.parse(readFileSync(path, "utf8")) as MutantReport;

function runSample(): MutantReport {
  const files = sourceFiles(root).filter(({ path }) => path.startsWith(values.only));
  const skip = Number(values.skip);
  const blocks = values.blocks === undefined ? files.length * 1000 : Number(values.blocks);
  const mutate = sampleBlocks(files, skip + blocks, Number(values.seed)).slice(skip);
  console.log(`${mutate.length} blocks of ${files.length} files, seed ${values.seed}`);
  const options = ["--mutate", mutate.join(","), "--concurrency", values.jobs];
  const run = spawnSync("npx", ["stryker", "run", ...options], { cwd: root, stdio: "inherit" });
  if (run.status !== 0) process.exit(run.status ?? 1);
  const report = readReport(`${root}reports/mutation.json`);
  const name = [values.only.replaceAll("/", "-") || "all", values.seed, skip, blocks].join("_");
  writeFileSync(`${kept}/${name}.json`, JSON.stringify(report));
  return report;
}

const report = values.summary
  ? merge(readdirSync(kept).map((name) => readReport(`${kept}/${name}`)))
  : runSample();
const { scores, survivors } = summary(report);
console.log(["", "survivors", ...survivors, "", ...scores].join("\n"));
