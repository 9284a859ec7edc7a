import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { folderOf, passesOf, type TestChoice, testChoiceVariable } from "./mutants/near-tests.ts";
import { sampleBlocks } from "./mutants/sample-blocks.ts";
import { folders, sourceFiles } from "./mutants/source-files.ts";
import { merge, type MutantReport, placesOfSurvivors, summary } from "./mutants/summary.ts";

/**
 * Mutation testing of the stages that decide what a design means, by Stryker: `npm run test:mutants -- --blocks 40 --seed 1`. The mutants
 * of a folder are judged by the tests near to it, and those that live by the other tests of conformance, engines and errors; `--near` leaves that out, and `--rest` does it
 * for all that live in the results that are there.
 *
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
    near: { type: "boolean", default: false },
    rest: { type: "boolean", default: false },
    summary: { type: "boolean", default: false },
  },
});

const root = new URL("..", import.meta.url).pathname;
const kept = `${root}reports/mutants`;
mkdirSync(kept, { recursive: true });
const readReport = (path: string) => JSON.parse(readFileSync(path, "utf8")) as MutantReport;

/** Has Stryker judge the mutants of these places. */
function judge(places: readonly string[], tests: TestChoice): MutantReport {
  const options = ["--mutate", places.join(","), "--concurrency", values.jobs];
  const env = { ...process.env, [testChoiceVariable]: JSON.stringify(tests) };
  const run = spawnSync("npx", ["stryker", "run", ...options], { cwd: root, stdio: "inherit", env });
  if (run.status !== 0) process.exit(run.status ?? 1);
  return readReport(`${root}reports/mutation.json`);
}

function keep(report: MutantReport, name: string): MutantReport {
  writeFileSync(`${kept}/${name}.json`, JSON.stringify(report));
  return report;
}

const readAll = (): MutantReport => merge(readdirSync(kept).map((name) => readReport(`${kept}/${name}`)));

/** Has the rest of the tests judge those that live by a report. */
function judgeSurvivors(report: MutantReport): MutantReport {
  const alive = placesOfSurvivors(report).filter((place) => place.startsWith(values.only));
  const reports = folders.map((folder) => {
    const places = alive.filter((place) => folderOf(place) === folder);
    return places.length === 0 ? { files: {} } : judge(places, passesOf(folder)[1]);
  });
  return merge([report, ...reports]);
}

function runSample(): MutantReport {
  const files = sourceFiles(root).filter(({ path }) => path.startsWith(values.only));
  const skip = Number(values.skip);
  const blocks = values.blocks === undefined ? files.length * 1000 : Number(values.blocks);
  const sample = sampleBlocks(files, skip + blocks, Number(values.seed)).slice(skip);
  console.log(`${sample.length} blocks of ${files.length} files, seed ${values.seed}`);
  const reports = folders.map((folder) => {
    const places = sample.filter((block) => folderOf(block) === folder);
    if (places.length === 0) return { files: {} };
    return judge(places, passesOf(folder)[0]);
  });
  const name = [values.only.replaceAll("/", "-") || "all", values.seed, skip, blocks].join("_");
  // Kept before the rest judges, which takes much longer.
  const first = keep(merge(reports), name);
  return values.near ? first : keep(judgeSurvivors(first), name);
}

function run(): MutantReport {
  if (values.summary) return readAll();
  return values.rest ? keep(judgeSurvivors(readAll()), "rest") : runSample();
}

const report = run();
const { scores, survivors } = summary(report);
console.log(["", "survivors", ...survivors, "", ...scores].join("\n"));
