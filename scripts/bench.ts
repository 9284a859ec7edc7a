import { cpus } from "node:os";
import { type NamedStart, readRecord, writeRecord } from "./bench/bench-record.ts";
import { comparisonsOf } from "./bench/contenders-of.ts";
import type { BenchDesign } from "./bench/design.ts";
import { benchDesigns } from "./bench/designs/index.ts";
import { markdownOf } from "./bench/markdown.ts";
import { measure } from "./bench/measure-comparison.ts";
import { type BenchOptions, benchOptions, chosenDesigns, chosenEngines } from "./bench/options.ts";
import { measureStart, startOf } from "./bench/start-of.ts";
import { tableOf, wakeLine } from "./bench/table.ts";
import { wakeCosts } from "./bench/wakes.ts";

/**
 * `npm run bench`: Systole's engines, WebAssembly written by hand, Verilator and others where they are installed, on the designs of
 * bench/designs; all with one thread, the same random inputs and the same checksum, in turns, in one run on one machine. Prints a table,
 * writes `bench-results.json`, and fails where checksums differ.
 *
 * `npm run bench -- --only ws16,mesh --contenders event,verilator --rounds 3 --seconds 0.5` measures less, `--only wakes` what a task of a testbench
 * costs that wakes in every cycle; `npm run bench -- --markdown` measures nothing, and prints the last results as README has them.
 */
const options = benchOptions(process.argv.slice(2));
const designs = chosenDesigns(benchDesigns(), options.only);

if (options.start !== undefined) {
  process.stdout.write(JSON.stringify(measureStart(designs[0]!, options.start)));
} else if (options.markdown) {
  console.log(markdownOf(readRecord()));
} else await measureAll();

async function measureAll(): Promise<void> {
  const { rounds, seconds } = options;
  const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} threads, Node ${process.versions.node}`;
  console.log(`${machine}; ${rounds} rounds of about ${seconds} s in turns, one thread each\n`);
  const results = designs.flatMap(comparisonsOf).map((comparison) => {
    const result = measure(comparison, options);
    if (result.contenders.length > 0) console.log(tableOf(result));
    return result;
  });
  const starts = designs.flatMap((design) => startsOf(design, options));
  const wakes = options.wakes ? await wakeCosts(rounds, Math.round(1e6 * seconds)) : [];
  for (const wake of wakes) console.log(wakeLine(wake));
  writeRecord({ date: new Date().toISOString(), machine, rounds, seconds, results, starts, wakes });
  if (results.some(({ checksumsEqual }) => !checksumsEqual)) process.exitCode = 1;
}

function startsOf(design: BenchDesign, { contenders }: BenchOptions): readonly NamedStart[] {
  return chosenEngines(contenders).map((engine) => {
    const start = startOf(design, engine, import.meta.filename);
    console.log(
      `${design.name} ${engine}: first cycle after ${start.seconds.toFixed(2)} s, at most ${start.peakMegabytes.toFixed(0)} MB`,
    );
    return { design: design.name, engine, ...start };
  });
}
