import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { benchDesigns } from "./bench/designs/index.ts";
import { ENGINES } from "./bench/engine-contender.ts";
import { measureDesign } from "./bench/measure-design.ts";
import { benchOptions, chosenDesigns } from "./bench/options.ts";
import { measureStart, startOf } from "./bench/start-of.ts";
import { tableOf } from "./bench/table.ts";

/**
 * `npm run bench`: Systole's engines, WebAssembly written by hand, and Verilator where it is installed, on the designs of
 * bench/designs; all with one thread, the same random inputs and the same checksum, in turns, in one run on one machine. Prints a table,
 * writes `bench-results.json`, and fails where checksums differ.
 *
 * `npm run bench -- --only ws16,mesh --contenders event,verilator --rounds 3 --seconds 0.5` measures less.
 */
const options = benchOptions(process.argv.slice(2));
const designs = chosenDesigns(benchDesigns(), options.only);

if (options.start !== undefined) {
  process.stdout.write(JSON.stringify(measureStart(designs[0]!, options.start)));
} else {
  const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} threads, Node ${process.versions.node}`;
  console.log(
    `${machine}; ${options.rounds} rounds of about ${options.seconds} s in turns, one thread each\n`,
  );
  const engines = Object.keys(ENGINES).filter(
    (name) => options.contenders?.some((begin) => name.startsWith(begin)) ?? true,
  );
  const results = designs.map((design) => {
    const result = measureDesign(design, options);
    console.log(tableOf(result));
    const starts = engines.map((engine) => {
      const start = startOf(design, engine, import.meta.filename);
      const seconds = start.seconds.toFixed(2);
      console.log(
        `  ${engine}: first cycle after ${seconds} s, at most ${start.peakMegabytes.toFixed(0)} MB\n`,
      );
      return { engine, ...start };
    });
    return { ...result, starts };
  });
  const record = { date: new Date().toISOString(), machine, options, results };
  writeFileSync("bench-results.json", `${JSON.stringify(record, null, 2)}\n`);
  if (results.some(({ checksumsEqual }) => !checksumsEqual)) process.exitCode = 1;
}
