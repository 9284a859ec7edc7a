import { describeEntries } from "./catalogue/describe.ts";
import { elaborateEntries } from "./catalogue/elaborate.ts";
import { lowerEntries } from "./catalogue/lower.ts";
import { sourceEntries } from "./catalogue/source.ts";
import { checkEntries } from "./catalogue/check.ts";
import { engineEntries } from "./catalogue/engine.ts";
import { snapshotEntries } from "./catalogue/snapshot.ts";
import { testbenchEntries } from "./catalogue/testbench.ts";
import { traceEntries } from "./catalogue/trace.ts";
import { verifyEntries } from "./catalogue/verify.ts";
import { estimateEntries } from "./catalogue/estimate.ts";
import { reportEntries } from "./catalogue/report.ts";
import type { Diagnostic, Where } from "./diagnostic.ts";
import type { Entry } from "./entry.ts";
import { raise } from "./raise.ts";

/** Every code of the kit, in the order of the stages that report them. */
export const catalogue = {
  ...describeEntries,
  ...elaborateEntries,
  ...sourceEntries,
  ...lowerEntries,
  ...checkEntries,
  ...engineEntries,
  ...snapshotEntries,
  ...testbenchEntries,
  ...traceEntries,
  ...verifyEntries,
  ...estimateEntries,
  ...reportEntries,
};

export type Code = keyof typeof catalogue;
export type FactsOf<C extends Code> = (typeof catalogue)[C] extends Entry<infer Facts> ? Facts : never;

/** Builds the diagnostic of a code. Codes that begin with `W-` are warnings. */
export function diagnose<C extends Code>(code: C, facts: FactsOf<C>, where: Where = {}): Diagnostic {
  const entry = catalogue[code] as Entry<FactsOf<C>>;
  return {
    code,
    severity: code.startsWith("W-") ? "warning" : "error",
    message: entry.text(facts),
    remedy: entry.remedy(facts),
    ...where,
  };
}

/** Throws the one diagnostic of a code: where nobody knows its place better, at the user's line that called the kit. */
export function fail<C extends Code>(code: C, facts: FactsOf<C>, where: Where = {}): never {
  return raise(diagnose(code, facts, where));
}
