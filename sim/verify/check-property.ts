import type { Arbitrary } from "fast-check";
import type { Module } from "../describe/index.ts";
import { diagnose, SystoleError } from "../errors/index.ts";
import { createCompiler } from "../schedule/index.ts";
import { play, type PlayFailure } from "./play.ts";
import type { Cycle, Property } from "./property.ts";
import { reportFailure } from "./report-failure.ts";
import { slug } from "./slug.ts";
import { writeFailureWaves } from "./failure-waves.ts";

export interface CheckOptions {
  /** Sequences that are tried (100). */
  readonly runs?: number;
  /** Seed of the search; by default one is drawn and printed with a failure. */
  readonly seed?: number;
  /** With `seed`: the one sequence that a failure's replay line names. */
  readonly path?: string;
  /** Folder of the waves of a failure (`waves`); `false` writes none. */
  readonly waves?: string | false;
}

export interface CheckResult {
  readonly runs: number;
  readonly seed: number;
}

/** Names the property and the one sequence to replay: `SYSTOLE_REPLAY=<property>@<seed>:<path>`. Others run as ever. */
export const REPLAY_VARIABLE = "SYSTOLE_REPLAY";

/**
 * Searches for a sequence of commands and stalls on which the design and its model disagree, and shrinks it.
 *
 * @throws SystoleError E-PROPERTY with the shrunk commands, the cycle, the two values, the path of the waves and the line that
 * replays it.
 */
export async function checkProperty<Dut extends Module, State, Givens extends object>(
  spec: Property<Dut, State, Givens>,
  options: CheckOptions = {},
): Promise<CheckResult> {
  const fc = await import("fast-check");
  const compiler = createCompiler();
  const replay = replayOf(process.env[REPLAY_VARIABLE], slug(spec.name));
  const seed = replay?.seed ?? options.seed;
  const path = replay?.path ?? options.path;
  const claim = fc.property(cyclesOf(fc, spec), (cycles) => play(spec, cycles, compiler) === undefined);
  const details = fc.check(claim, {
    numRuns: options.runs ?? 100,
    ...(seed === undefined ? {} : { seed }),
    ...(path === undefined ? {} : { path, endOnFailure: true }),
  });
  if (!details.failed) return { runs: details.numRuns, seed: details.seed };
  if (details.counterexample === null)
    throw details.errorInstance ?? new Error("the search stopped without a counterexample");
  const [cycles] = details.counterexample;
  const failure = play(spec, cycles, compiler) as PlayFailure;
  const shown = cycles.slice(0, failure.cycle + 1);
  const waves =
    options.waves === false ? undefined : writeFailureWaves(spec, shown, compiler, options.waves ?? "waves");
  const report = reportFailure({
    name: spec.name,
    cycles: shown,
    failure,
    runs: details.numRuns,
    shrinks: details.numShrinks,
    seed: details.seed,
    path: details.counterexamplePath ?? "",
    waves,
  });
  throw new SystoleError([
    diagnose("E-PROPERTY", report, {
      places: failure.diagnostics[0]?.places,
      path: failure.diagnostics[0]?.path,
    }),
  ]);
}

/** Sequences of cycles: in some of them commands hardly ever stall, in others mostly. */
function cyclesOf<Dut extends Module, State, Givens extends object>(
  fc: typeof import("fast-check"),
  spec: Property<Dut, State, Givens>,
): Arbitrary<readonly Cycle<Givens>[]> {
  const names = Object.keys(spec.commands) as (keyof Givens & string)[];
  const sequences = (stalls: number, gives: number) => {
    const fields = names.map((name) => {
      const given = spec.commands[name].given as Arbitrary<unknown>;
      const choice = fc.oneof(
        { weight: stalls, arbitrary: fc.constant(undefined) },
        { weight: gives, arbitrary: given },
      );
      return [name, choice] as const;
    });
    const cycle = fc.record(Object.fromEntries(fields)) as unknown as Arbitrary<Cycle<Givens>>;
    return fc.array(cycle, { maxLength: spec.cycles ?? 100, size: "max" });
  };
  return fc.oneof(sequences(1, 1), sequences(1, 12), sequences(6, 1));
}

function replayOf(
  text: string | undefined,
  property: string,
): { readonly seed: number; readonly path: string } | undefined {
  const match = /^(.+)@(-?\d+):([\d:]+)$/.exec(text ?? "");
  return match?.[1] === property ? { seed: Number(match[2]), path: match[3] as string } : undefined;
}
