import { fail, located } from "../../errors/index.ts";
import { type Clock, type ClockOptions, createClock } from "./clock.ts";
import type { Rational } from "./units.ts";

/** Clocks by name, as a testbench gives them. */
export interface ClocksOptions {
  readonly [name: string]: ClockOptions;
}

/**
 * The clocks of a design, in the order of `names`, of which the first is the default one: `clock`, or its entry in `clocks`, or
 * 1 GHz. An entry of `clocks` may be there for ratios alone.
 *
 * Errors: E-CLOCK, E-CLOCK-RATIO, E-CLOCK-UNKNOWN, E-CLOCK-MISSING, E-TIME, E-FREQUENCY.
 *
 * @param moduleOf the path of a module in the domain, for messages
 */
export function createClocks(
  names: readonly string[],
  clock: ClockOptions | undefined,
  clocks: ClocksOptions = {},
  moduleOf: (name: string) => string = () => "top",
): readonly Clock[] {
  const [first] = names as [string];
  const pathOf = (name: string): string => moduleOf(names.includes(name) ? name : first);
  if (clock && Object.hasOwn(clocks, first))
    fail("E-CLOCK", { problem: `${first} is given as \`clock\` and in \`clocks\`` }, { path: pathOf(first) });
  const given: ClocksOptions = { ...clocks, [first]: clock ?? clocks[first] ?? {} };
  const bases = new Set(Object.values(given).map(({ of }) => of));
  const stray = Object.keys(given).find((name) => !names.includes(name) && !bases.has(name));
  if (stray !== undefined)
    fail("E-CLOCK-UNKNOWN", { name: stray, by: "`clocks`", known: names }, { path: pathOf(stray) });
  const missing = names.find((name) => !Object.hasOwn(given, name));
  if (missing !== undefined)
    fail("E-CLOCK-MISSING", { name: missing, module: moduleOf(missing) }, { path: moduleOf(missing) });

  const made = new Map<string, Clock>();
  const make = (name: string, waiting: readonly string[]): Clock => {
    const known = made.get(name);
    if (known) return known;
    const again = waiting.indexOf(name);
    if (again >= 0)
      fail("E-CLOCK-RATIO", { ring: [...waiting.slice(again), name].join(" ← ") }, { path: pathOf(name) });
    const options = given[name] as ClockOptions;
    const periodOf = (of: string): Rational => {
      if (!Object.hasOwn(given, of))
        fail(
          "E-CLOCK-UNKNOWN",
          { name: of, by: `the ratio of ${name}`, known: Object.keys(given) },
          { path: pathOf(name) },
        );
      return make(of, [...waiting, name]).period;
    };
    const result = located(
      ({ path }) => ({ path: path ?? pathOf(name) }),
      () => createClock(options, periodOf),
    );
    made.set(name, result);
    return result;
  };
  for (const name of Object.keys(given)) make(name, []);
  return names.map((name) => made.get(name) as Clock);
}
