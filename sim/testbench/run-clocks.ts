import type { ClockOptions } from "../engine/time/clock.ts";
import type { ClocksOptions } from "../engine/time/clock-set.ts";
import { fail } from "../errors/index.ts";
import type { Testbench } from "./testbench.ts";

/** The default clock, and the clocks by name. */
export interface RunClocks {
  readonly clock: ClockOptions | undefined;
  readonly clocks: ClocksOptions | undefined;
}

/** The clocks that a testbench gives for a run with `params`. */
export function clocksOf(
  { clock, clocks }: Pick<Testbench, "clock" | "clocks">,
  params: Readonly<Record<string, unknown>>,
): RunClocks {
  return {
    clock: typeof clock === "function" ? clock(params as never) : clock,
    clocks: typeof clocks === "function" ? clocks(params as never) : clocks,
  };
}

/**
 * The clocks of a run: those of the testbench, with the frequency or period of some of them replaced. A phase stays as the testbench
 * gives it; ratios of a clock that is replaced follow it.
 *
 * Errors: E-TB-CLOCK for a name that neither the design nor the testbench has.
 *
 * @param names the clocks of the design, the default one first
 */
export function runClocks(
  names: readonly string[],
  { clock, clocks }: RunClocks,
  replaced: ClocksOptions = {},
): RunClocks {
  const known = [...new Set([...names, ...Object.keys(clocks ?? {})])];
  const own: Record<string, ClockOptions> = { ...clocks };
  const [first] = names as [string];
  let given = clock;
  for (const [name, speed] of Object.entries(replaced)) {
    if (!known.includes(name)) fail("E-TB-CLOCK", { name, known });
    const isDefault = name === first && clock !== undefined;
    const phase = (isDefault ? clock : own[name])?.phase;
    const next = phase === undefined ? speed : { ...speed, phase };
    if (isDefault) given = next;
    else own[name] = next;
  }
  return { clock: given, clocks: own };
}
