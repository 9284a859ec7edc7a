import type { Design } from "../elaborate/design.ts";
import type { Clock } from "../engine/time/clock.ts";
import { createClocks } from "../engine/time/clock-set.ts";
import type { RunClocks } from "./run-clocks.ts";

/** The clocks of a design's domains, in the design's order. Errors: those of `createClocks`, with the path of a module in the domain. */
export function designClocks(
  { top, clocks: names, domains, instances }: Design,
  { clock, clocks }: RunClocks,
): readonly Clock[] {
  return createClocks(names, clock, clocks, (name) => {
    const found = instances.find(({ domain }) => names[domains[domain]?.clock ?? 0] === name);
    return (found ?? top).module.path;
  });
}
