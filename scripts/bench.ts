import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { eventContender } from "./bench/event-contender.ts";
import { icarusContender } from "./bench/icarus-contender.ts";
import { type Contender, rateOf } from "./bench/measure.ts";

/**
 * `npm run bench`: the systolic array in the event engine and, where they are installed, in its peers; all with the same
 * stimulus, in turns, in one run on one machine. First all run the same number of cycles, which must give equal checksums; then
 * each runs rounds of about the same time. Writes `bench-results.json`.
 */
const SIZE = 16;
const CHECKED_CYCLES = 1000;
const ROUND_SECONDS = 1.5;
const ROUNDS = 5;

const contenders = [eventContender(SIZE), icarusContender(SIZE)].filter(
  (contender) => contender !== undefined,
);
const checksums = contenders.map((contender) => contender.run(CHECKED_CYCLES).checksum);
const isEqual = new Set(checksums).size === 1;

/** Cycles that take about a round: from a longer trial, after which a just-in-time compiler has done its work. */
function cyclesOfRound(contender: Contender): number {
  const trial = contender.run(4 * CHECKED_CYCLES);
  return Math.max(CHECKED_CYCLES, Math.round(trial.cyclesPerSecond * ROUND_SECONDS));
}

const cycles = contenders.map(cyclesOfRound);
const rates = contenders.map(() => [] as number[]);
for (let round = 0; round < ROUNDS; round++) {
  contenders.forEach((contender, i) => rates[i]?.push(contender.run(cycles[i] as number).cyclesPerSecond));
}

const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} threads, Node ${process.versions.node}`;
const kilohertz = (value: number) => (value / 1000).toFixed(value < 10_000 ? 2 : 1);
const results = contenders.map((contender, i) => ({
  name: contender.name,
  detail: contender.detail,
  setupSeconds: contender.setupSeconds,
  cyclesPerRound: cycles[i],
  ...rateOf(rates[i] as number[]),
}));

console.log(
  `Weight-stationary array ${SIZE}×${SIZE} of 8-bit MACs, ${ROUNDS} rounds of about ${ROUND_SECONDS} s in turns`,
);
console.log(`${machine}\n`);
for (const result of results) {
  const spread = `${kilohertz(result.lowest)}–${kilohertz(result.highest)}`;
  const setup = `${result.setupSeconds.toFixed(2)} s to set up`;
  console.log(
    `  ${result.name.padEnd(16)} ${kilohertz(result.median).padStart(8)} kHz   (${spread})   ${setup}`,
  );
}
const [ours, icarus] = results;
if (ours && icarus) console.log(`\n  event engine ÷ Icarus: ${(ours.median / icarus.median).toFixed(1)}`);
else console.log("\n  Icarus Verilog is not installed: apt-get install iverilog, to compare");
console.log(
  `  checksums of ${CHECKED_CYCLES} cycles ${isEqual ? "equal" : `DIFFER: ${checksums.join(", ")}`}`,
);
const record = { machine, size: SIZE, checkedCycles: CHECKED_CYCLES, checksums, results };
writeFileSync("bench-results.json", `${JSON.stringify(record, null, 2)}\n`);
if (!isEqual) process.exitCode = 1;
