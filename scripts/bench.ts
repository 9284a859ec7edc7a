import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { eventContender } from "./bench/event-contender.ts";
import { icarusContender } from "./bench/icarus-contender.ts";
import { rateOf } from "./bench/measure.ts";

/**
 * `npm run bench`: the systolic array in the event engine and, where they are installed, in its peers; all with the same
 * stimulus, in turns, in one run on one machine, with equal checksums. Writes `bench-results.json`.
 */
const SIZE = 16;
const CYCLES = 3000;
const ROUNDS = 5;

const contenders = [eventContender(SIZE), icarusContender(SIZE)].filter(
  (contender) => contender !== undefined,
);
const rates = contenders.map(() => [] as number[]);
const checksums = new Set<number>();
for (let round = 0; round < ROUNDS; round++) {
  contenders.forEach((contender, i) => {
    const { cyclesPerSecond, checksum } = contender.run(CYCLES);
    rates[i]?.push(cyclesPerSecond);
    checksums.add(checksum);
  });
}

const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${cpus().length} threads, Node ${process.versions.node}`;
const kilohertz = (value: number) => (value / 1000).toFixed(value < 10_000 ? 2 : 1);
const results = contenders.map((contender, i) => ({
  name: contender.name,
  detail: contender.detail,
  setupSeconds: contender.setupSeconds,
  ...rateOf(rates[i] as number[]),
}));

console.log(
  `Weight-stationary array ${SIZE}×${SIZE} of 8-bit MACs, ${ROUNDS} rounds of ${CYCLES} cycles in turns`,
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
console.log(`  checksums ${checksums.size === 1 ? "equal" : `DIFFER: ${[...checksums].join(", ")}`}`);
writeFileSync(
  "bench-results.json",
  `${JSON.stringify({ machine, size: SIZE, cycles: CYCLES, results }, null, 2)}\n`,
);
if (checksums.size !== 1) process.exitCode = 1;
