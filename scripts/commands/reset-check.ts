import type { ClocksOptions } from "../../sim/engine/time/clock-set.ts";
import { elaborate } from "../../sim/elaborate/elaborate.ts";
import { runClocks } from "../../sim/testbench/run-clocks.ts";
import { resetDivergence, type ResetDivergence } from "../../sim/verify/reset-divergence.ts";
import { type Context, type ExitCode, exitCode } from "../cli/context.ts";
import { columns, counted } from "../cli/text.ts";
import { findDesign, type FoundDesign } from "../find/design.ts";
import type { GivenParams } from "../find/params.ts";

export interface ResetCheckFlags {
  readonly param?: GivenParams;
  readonly clock?: ClocksOptions;
  readonly seed?: number;
  readonly states?: number;
  readonly cycles?: number;
  readonly after?: number;
  readonly json?: boolean;
}

/** `systole reset-check <design>`: what a reset leaves as it was at power-on, and an output shows. 0: nothing, 1: something. */
export async function resetCheck(
  design: string,
  flags: ResetCheckFlags,
  context: Context,
): Promise<ExitCode> {
  const found = await findDesign(design, flags.param ?? {}, context);
  const { states = 3, cycles = 200, after = 0, seed = 1 } = flags;
  const { reset } = found.timing;
  const divergences = resetDivergence({
    dut: found.make,
    states,
    cycles,
    after,
    seed,
    ...clocksFor(found, flags.clock),
    ...(reset === false || reset === undefined ? {} : { reset, edges: reset.edges }),
  });
  if (flags.json) context.out.write(`${JSON.stringify(divergences.map(plain))}\n`);
  else for (const line of lines(divergences)) context.out.write(`${line}\n`);
  const compared = `${counted(states, "power-on state")} and zeros, ${counted(cycles - after, "cycle")} after the reset, seed ${seed}`;
  const number = divergences.length === 0 ? "nothing" : String(divergences.length);
  context.talk.write(`${found.name}: ${number} that the reset leaves reaches an output (${compared})\n`);
  return divergences.length > 0 ? exitCode.failed : exitCode.passed;
}

/** Clocks that nobody gives run at 1 GHz: what differs after a reset hardly depends on it. */
function clocksFor({ top, timing }: FoundDesign, replaced: ClocksOptions | undefined) {
  const { clocks: names } = elaborate(top);
  const { clock, clocks } = runClocks(names, timing, replaced);
  const missing = names.slice(1).filter((name) => !Object.hasOwn(clocks ?? {}, name));
  return { clock, clocks: { ...clocks, ...Object.fromEntries(missing.map((name) => [name, {}])) } };
}

function lines(divergences: readonly ResetDivergence[]): readonly string[] {
  return columns(
    divergences.map(({ path, output, cycle, values: [zeros, other] }) => [
      path,
      `${output} in cycle ${cycle}: ${text(zeros)} from a power-on of zeros, else ${text(other)}`,
    ]),
  );
}

/** JSON has no bigint. */
function plain({ values, ...rest }: ResetDivergence) {
  return {
    ...rest,
    values: values.map((value) => (typeof value === "bigint" ? String(value) : (value ?? null))),
  };
}

function text(value: unknown): string {
  if (value === undefined) return "no valid payload";
  return typeof value === "bigint" ? `${value}n` : Object.is(value, -0) ? "-0" : String(value);
}
