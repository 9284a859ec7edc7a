import { type Contender, type Rate, rateOf, type Round, type Runner } from "./measure.ts";
import type { BenchOptions, ContenderKind } from "./options.ts";

/** Those that do the same work. */
export interface Comparison {
  readonly name: string;
  readonly title: string;
  /** After so many cycles checksums are compared. */
  readonly checkedCycles: number;
  /** By the name that `--contenders` chooses from. Undefined: not installed, or not for this design. */
  readonly contenders: readonly (readonly [kind: ContenderKind, make: () => Contender | undefined])[];
  /** About contenders that are not there. */
  readonly remark?: string;
  /** By how much one of them is slower than another is of interest. */
  readonly slowdown?: { readonly of: string; readonly against: string };
}

export interface ContenderResult {
  readonly name: string;
  readonly detail: string;
  readonly setupSeconds: number;
  /** Cycles per second by the clock on the wall. */
  readonly wall: Rate;
  /** Cycles per second of processor time, where that is known. */
  readonly cpu?: Rate;
  /** Absent of a figure that is quoted. */
  readonly measured?: { readonly cyclesPerRound: number; readonly checksum?: number };
}

export interface ComparisonResult {
  readonly name: string;
  readonly title: string;
  readonly checkedCycles: number;
  readonly checksumsEqual: boolean;
  readonly remark?: string;
  readonly contenders: readonly ContenderResult[];
  /** Median over the rounds of: time of the one / time of the other − 1, by processor time. */
  readonly slowdown?: { readonly of: string; readonly against: string; readonly share: number };
}

interface Entry {
  readonly setupSeconds: number;
  readonly contender: Runner;
  readonly checksum: number | undefined;
  readonly cycles: number;
  readonly rounds: Round[];
}

/**
 * All contenders on a design: the same number of cycles for the checksum, then rounds of about the same time, in turns, so that
 * what else the machine does falls on all of them.
 */
export function measure(comparison: Comparison, options: BenchOptions): ComparisonResult {
  const { name, title, checkedCycles } = comparison;
  const contenders = comparison.contenders
    .filter(([kind]) => options.contenders?.some((begin) => kind.startsWith(begin)) ?? true)
    .flatMap(([, make]) => make() ?? []);
  const entries = new Map<Contender, Entry>();
  for (const contender of contenders) {
    if ("quoted" in contender) continue;
    const setupSeconds = contender.setup();
    const trial = contender.run(checkedCycles);
    const checksum = contender.isOwnWork ? undefined : trial.checksum;
    const cycles = cyclesOfRound(contender, perSecond(trial), options);
    entries.set(contender, { setupSeconds, contender, checksum, cycles, rounds: [] });
  }
  for (let round = 0; round < options.rounds; round++) {
    for (const { contender, cycles, rounds } of entries.values()) rounds.push(contender.run(cycles));
  }
  const sums = [...entries.values()].flatMap(({ checksum }) => checksum ?? []);
  return {
    name,
    title,
    checkedCycles,
    checksumsEqual: new Set(sums).size <= 1,
    contenders: contenders.map((contender) => resultOf(contender, entries.get(contender))),
    ...(comparison.remark !== undefined && { remark: comparison.remark }),
    ...slowdownOf(comparison, [...entries.values()]),
  };
}

function resultOf(contender: Contender, entry: Entry | undefined): ContenderResult {
  const { name, detail } = contender;
  if ("quoted" in contender) return { name, detail, setupSeconds: 0, wall: rateOf([contender.quoted]) };
  const { rounds, cycles, checksum, setupSeconds } = entry!;
  const isKnown = rounds.every(({ cpuSeconds }) => cpuSeconds > 0);
  return {
    ...{ name, detail, setupSeconds },
    wall: rateOf(rounds.map(perSecond)),
    ...(isKnown && { cpu: rateOf(rounds.map((round) => round.cycles / round.cpuSeconds)) }),
    measured: { cyclesPerRound: cycles, ...(checksum !== undefined && { checksum }) },
  };
}

function slowdownOf({ slowdown }: Comparison, entries: readonly Entry[]): Pick<ComparisonResult, "slowdown"> {
  const [one, other] = [slowdown?.of, slowdown?.against].map((wanted) =>
    entries.find(({ contender }) => contender.name === wanted),
  );
  if (!slowdown || !one || !other) return {};
  const shares = one.rounds.map((round, k) => {
    const base = other.rounds[k]!;
    return round.cpuSeconds / round.cycles / (base.cpuSeconds / base.cycles) - 1;
  });
  return { slowdown: { ...slowdown, share: rateOf(shares).median } };
}

function perSecond({ cycles, seconds }: Round): number {
  return cycles / seconds;
}

/** Cycles that take about a round: from a trial that is longer than the first one, after which code has been optimised. */
function cyclesOfRound(contender: Runner, guess: number, { seconds }: BenchOptions): number {
  if (contender.isOwnWork) return 1;
  const trial = contender.run(Math.max(10, Math.round((guess * seconds) / 3)));
  return Math.max(10, Math.round(perSecond(trial) * seconds));
}
