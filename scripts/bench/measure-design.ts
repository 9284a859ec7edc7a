import type { BenchDesign } from "./design.ts";
import { drivenContender } from "./driven-contender.ts";
import { ENGINES, engineContender } from "./engine-contender.ts";
import { icarusContender } from "./icarus-contender.ts";
import { kernelContender } from "./kernel-contender.ts";
import { type Contender, type Rate, rateOf, type Round } from "./measure.ts";
import type { BenchOptions } from "./options.ts";
import { verilatorContender } from "./verilator-contender.ts";

export interface ContenderResult extends Rate {
  /** Cycles per second of processor time; absent where only the clock on the wall is known. */
  readonly cpu?: Rate;
  readonly name: string;
  readonly detail: string;
  readonly setupSeconds: number;
  readonly cyclesPerRound: number;
  readonly checksum: number;
}

export interface DesignResult {
  readonly design: string;
  readonly title: string;
  readonly checkedCycles: number;
  readonly checksumsEqual: boolean;
  readonly contenders: readonly ContenderResult[];
}

/** After how many cycles checksums are compared: enough to fill what is slowest to fill, few enough for the slowest engine. */
const CHECKED_CYCLES = 1000;
const LARGE_CHECKED_CYCLES = 100;

/**
 * All contenders on a design: the same number of cycles for the checksum, then rounds of about the same time, in turns, so that
 * what else the machine does falls on all of them.
 */
export function measureDesign(design: BenchDesign, options: BenchOptions): DesignResult {
  const makers: readonly (readonly [string, () => Contender | undefined])[] = [
    ...Object.keys(ENGINES).map((engine) => [engine, () => engineContender(design, engine)] as const),
    ["driven", () => drivenContender(design, "wasm")],
    ["kernel", () => (design.kernel ? kernelContender(design.kernel) : undefined)],
    ["verilator", () => verilatorContender(design.verilog)],
    ["icarus", () => icarusContender(design.verilog)],
  ];
  const contenders = makers
    .filter(([name]) => options.contenders?.some((begin) => name.startsWith(begin)) ?? true)
    .map(([, make]) => make())
    .filter((contender) => contender !== undefined);

  const checkedCycles = design.name === "ws256" ? LARGE_CHECKED_CYCLES : CHECKED_CYCLES;
  const trials = contenders.map((contender) => contender.run(checkedCycles));
  const cycles = contenders.map((contender, i) => cyclesOfRound(contender, perSecond(trials[i]!), options));
  const rounds = contenders.map((): Round[] => []);
  for (let round = 0; round < options.rounds; round++) {
    contenders.forEach((contender, i) => rounds[i]!.push(contender.run(cycles[i]!)));
  }
  return {
    design: design.name,
    title: design.title,
    checkedCycles,
    checksumsEqual: new Set(trials.map(({ checksum }) => checksum)).size <= 1,
    contenders: contenders.map(({ name, detail, setupSeconds }, i) => ({
      name,
      detail,
      setupSeconds,
      cyclesPerRound: cycles[i]!,
      checksum: trials[i]!.checksum,
      ...rateOf(rounds[i]!.map(perSecond)),
      ...cpuRateOf(rounds[i]!),
    })),
  };
}

function perSecond({ cycles, seconds }: Round): number {
  return cycles / seconds;
}

function cpuRateOf(rounds: readonly Round[]): { readonly cpu?: Rate } {
  if (rounds.some(({ cpuSeconds }) => !(cpuSeconds > 0))) return {};
  return { cpu: rateOf(rounds.map(({ cycles, cpuSeconds }) => cycles / cpuSeconds)) };
}

/** Cycles that take about a round: from a trial that is longer than the first one, after which code has been optimised. */
function cyclesOfRound(contender: Contender, guess: number, { seconds }: BenchOptions): number {
  const trial = contender.run(Math.max(10, Math.round((guess * seconds) / 3)));
  return Math.max(10, Math.round(perSecond(trial) * seconds));
}
