import { diagnose, type Diagnostic, SystoleError } from "../../../errors/index.ts";
import type { Instance } from "../../../elaborate/design.ts";
import { stackPlaces } from "../../stack-places.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import { FLAGS } from "./header.ts";
import type { Machine } from "./machine.ts";
import type { Views } from "./words.ts";

/** What an assertion that does not hold says. */
export interface Finding {
  readonly message: string;
  /** Made where the assertion is. */
  readonly site: Error;
}

/**
 * Throws the failed assertions of the domains whose flags are set: those of `propagate()` if there are any, else those of `update()`, in the order
 * of the instances. What they say comes from the methods themselves: `judge` runs one on the values of now.
 */
export function throwFindings(
  plan: DesignPlan,
  { u8 }: Views,
  machine: Machine,
  judge: (instance: Instance, method: "propagate" | "update") => readonly Finding[],
  when: string,
): void {
  for (const method of ["propagate", "update"] as const) {
    const failing = plan.checks.filter(
      (check) =>
        check.method === method &&
        u8[FLAGS + check.cls.domain] === 1 &&
        machine.kernel(check.kernel, 0, 0) !== 0,
    );
    const instances = failing.flatMap(({ cls }) => cls.instances);
    const found = [...instances]
      .sort((a, b) => a.index - b.index)
      .flatMap((instance) =>
        judge(instance, method).map(({ message, site }): Diagnostic => {
          const where = { path: instance.module.path, places: stackPlaces(site.stack) };
          return diagnose("E-ASSERT", { message, when }, where);
        }),
      );
    if (found.length > 0) throw new SystoleError(found);
  }
}
