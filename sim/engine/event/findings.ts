import {
  diagnose,
  type Diagnostic,
  fail,
  type Place,
  SystoleError,
  stackPlaces,
} from "../../errors/index.ts";
import type { Process } from "../../schedule/process.ts";
import type { Kernel } from "./kernel.ts";
import type { MethodHost } from "./method-host.ts";
import type { MethodId } from "./method.ts";

/** One failed assertion of a method's run. */
export interface Finding {
  readonly message: string;
  /** Made where the assertion is; its stack costs nothing until somebody reads it. */
  readonly site: Error;
}

/** Keeps what the running method claims and does not hold. */
export function noteAssertion(
  kernel: Pick<MethodHost, "findings" | "current">,
  holds: boolean,
  message: string,
): void {
  if (holds) return;
  const findings = kernel.findings.get(kernel.current) ?? [];
  kernel.findings.set(kernel.current, [...findings, { message, site: new Error() }]);
}

/** Throws the failed assertions of some domains' methods from number `first` on, in the order of the instances, if there are any. */
export function judgeAssertions(
  kernel: Kernel,
  first: MethodId,
  domains: readonly number[],
  when: () => string,
): void {
  const failed = [...kernel.findings].filter(
    ([method]) => method >= first && domains.includes(processOf(kernel, method).domain),
  );
  if (failed.length === 0) return;
  const indexOf = (method: MethodId): number => processOf(kernel, method).instance.index;
  failed.sort(([a], [b]) => indexOf(a) - indexOf(b));
  throw new SystoleError(
    failed.flatMap(([method, findings]) =>
      findings.map((finding) => diagnosticOf(kernel, method, finding, when())),
    ),
  );
}

/** A finding is of a method that ran, if it is not of the world outside, whose number is below all. */
function processOf({ processes }: Kernel, method: MethodId): Process {
  return processes[method] as Process;
}

function diagnosticOf(
  kernel: Kernel,
  method: MethodId,
  { message, site }: Finding,
  when: string,
): Diagnostic {
  const { path } = processOf(kernel, method).instance.module;
  return diagnose("E-ASSERT", { message, when }, { path, places: stackPlaces(site.stack) });
}

/** The modules that still change each other after so many rounds. */
export function failUnsettled(kernel: Kernel, rounds: number, when: string): never {
  const modules = kernel.modules.slice(0, kernel.firstUpdate).filter((_, method) => kernel.isDirty(method));
  const paths = modules.map((module) => module.path);
  const first = kernel.processes.find((_, method) => kernel.isDirty(method));
  fail("E-UNSETTLED", { modules: paths, rounds, when }, { path: paths[0], places: methodPlaces(first) });
}

/** Where a method stands: what is wrong with all of it has no line of its own. */
export function methodPlaces(process: Process | undefined): readonly Place[] {
  const place = process?.place?.();
  return place ? [place] : [];
}

/** What V8 says of changing the fields of a module, the arrays and records in them, or the value of a state. */
const frozenData = /read only property|not extensible|^Cannot delete property/;

/** What a method threw, with the method and the moment. */
export function describeThrown(
  kernel: Pick<MethodHost, "modules" | "title">,
  method: MethodId,
  error: unknown,
  when: string,
): SystoleError {
  const reason = error instanceof Error ? error.message : String(error);
  const places = stackPlaces(error instanceof Error ? error.stack : undefined);
  const where = { path: kernel.modules[method]?.path, places };
  const title = kernel.title(method);
  const thrown = new SystoleError([
    error instanceof TypeError && frozenData.test(reason)
      ? diagnose("E-HIDDEN-STATE", { field: title, frozen: reason }, where)
      : diagnose("E-METHOD-THREW", { method: title, reason, when }, where),
  ]);
  thrown.cause = error;
  return thrown;
}
