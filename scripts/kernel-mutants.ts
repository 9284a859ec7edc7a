import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { createRandom } from "../sim/random/random.ts";
import { generatorFiles } from "./mutants/kernel/generator-files.ts";
import { createJudgeProcess } from "./mutants/kernel/judge-process.ts";
import { judgingTests } from "./mutants/kernel/judging-tests.ts";
import { keyOf, kernelSummary, latest, type Result } from "./mutants/kernel/kernel-summary.ts";
import { mutated, type Site, sitesOf } from "./mutants/kernel/sites.ts";

/**
 * Mutation testing of the WebAssembly engine's generator: `npm run test:kernel-mutants -- --count 60 --seed 1`. Mutants are made by six fixed
 * operators at every site, and a seed draws so many of them. `--only sim/engine/wasm/plan` keeps to files whose path begins so, `--operator
 * reorder` to one operator, `--skip 60` goes on behind the first 60 of the sample, `--seconds 150` is how long a mutant may take. `--list` shows
 * them and runs nothing; `--survivors` judges those again that survived in the runs that `reports/kernel-mutants` holds; `--summary` tells of all of
 * those runs.
 */
const { values } = parseArgs({
  options: {
    count: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    skip: { type: "string", default: "0" },
    only: { type: "string", default: "" },
    operator: { type: "string" },
    seconds: { type: "string", default: "150" },
    list: { type: "boolean", default: false },
    survivors: { type: "boolean", default: false },
    summary: { type: "boolean", default: false },
  },
});

const root = new URL("..", import.meta.url).pathname;
const kept = `${root}reports/kernel-mutants`;
mkdirSync(kept, { recursive: true });

const textOf = (path: string): string => readFileSync(root + path, "utf8");
const all = generatorFiles(root).flatMap((path) => sitesOf(path, textOf(path)));
const oneLine = (text: string): string => text.replace(/\s+/g, " ").slice(0, 70);
const resultOf = (site: Site, end: Result["end"], seconds: number, by?: Result["by"]): Result => {
  const { path, operator, line, column, edits } = site;
  const text = textOf(path);
  const change = edits.map((edit) => `${oneLine(text.slice(edit.from, edit.to))} → ${oneLine(edit.text)}`);
  return { path, operator, line, column, change: change.join("; "), end, seconds, by };
};

/** The results of all runs, in the order in which they were made. */
function earlier(): readonly Result[] {
  const runs = readdirSync(kept).map(
    (name) => JSON.parse(readFileSync(`${kept}/${name}`, "utf8")) as { at: number; results: Result[] },
  );
  return latest(runs.sort((a, b) => a.at - b.at).flatMap(({ results }) => results));
}

function sample(): readonly Site[] {
  const { only, operator, seed } = values;
  const wanted = all.filter(
    (site) => site.path.startsWith(only) && (operator === undefined || site.operator === operator),
  );
  if (values.survivors) {
    const alive = new Set(earlier().flatMap((result) => (result.end === "alive" ? [keyOf(result)] : [])));
    return wanted.filter((site) => alive.has(keyOf(resultOf(site, "alive", 0))));
  }
  const skip = Number(values.skip);
  console.log(`${values.count} of ${wanted.length} mutants, seed ${seed}`);
  return createRandom(Number(seed))
    .shuffle(wanted)
    .slice(skip, skip + Number(values.count));
}

async function judgeAll(sites: readonly Site[]): Promise<readonly Result[]> {
  const judge = createJudgeProcess(Number(values.seconds));
  const at = Date.now();
  const results: Result[] = [];
  for (const site of sites) {
    const text = mutated(textOf(site.path), site);
    const verdict = await judge.ask({ file: root + site.path, text, tests: judgingTests(site.path) });
    const end = !verdict ? "late" : verdict.by ? "dead" : "alive";
    const result = resultOf(site, end, verdict?.seconds ?? Number(values.seconds), verdict?.by);
    results.push(result);
    writeFileSync(`${kept}/${at}.json`, JSON.stringify({ at, results }));
    const { path, line, operator, change, seconds } = result;
    console.log(`${results.length} ${end} ${seconds.toFixed(0)} s  ${path}:${line}  ${operator}  ${change}`);
  }
  judge.close();
  return results;
}

if (values.list) {
  for (const site of sample()) {
    const { path, line, column, operator, change } = resultOf(site, "alive", 0);
    console.log(`${path}:${line}:${column}  ${operator}  ${change}`);
  }
} else {
  const results = values.summary ? earlier() : await judgeAll(sample());
  const { scores, survivors } = kernelSummary(results);
  console.log(["", "survivors", ...survivors, "", ...scores].join("\n"));
}
