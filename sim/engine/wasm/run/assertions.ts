import { diagnose, type Diagnostic, SystoleError, stackPlaces } from "../../../errors/index.ts";
import type { Instance } from "../../../elaborate/design.ts";
import type { Finding } from "../../event/findings.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import { FLAGS } from "./header.ts";
import type { Machine } from "./machine.ts";
import type { Views } from "./words.ts";

/** The failed assertions of one instance. */
export interface Failed {
  readonly instance: Instance;
  readonly findings: readonly Finding[];
}

/** The instances whose kernels say that an assertion of a method has failed, of the domains whose flags are set. */
export function failedChecks(
  plan: DesignPlan,
  { u8 }: Views,
  machine: Machine,
  method: "propagate" | "update",
): readonly Instance[] {
  const failing = plan.checks.filter(
    (check) =>
      check.method === method &&
      u8[FLAGS + check.cls.domain] === 1 &&
      machine.kernel(check.kernel, 0, 0) !== 0,
  );
  return failing.flatMap(({ cls }) => cls.instances);
}

/** Throws failed assertions in the order of the instances, if there are any. */
export function throwFindings(failed: readonly Failed[], when: string): void {
  const found = [...failed]
    .sort((a, b) => a.instance.index - b.instance.index)
    .flatMap(({ instance, findings }) =>
      findings.map(({ message, site }): Diagnostic => {
        const where = { path: instance.module.path, places: stackPlaces(site.stack) };
        return diagnose("E-ASSERT", { message, when }, where);
      }),
    );
  if (found.length > 0) throw new SystoleError(found);
}
