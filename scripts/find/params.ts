import { type Params, readParams } from "../../sim/testbench/params.ts";
import { SystoleError } from "../../sim/errors/index.ts";
import { suggestion } from "../cli/suggest.ts";
import { visible } from "../cli/text.ts";
import { UsageError } from "../cli/usage-error.ts";

/** A testbench or a report. */
interface WithParams {
  readonly name: string;
  readonly params: Params;
}

export type GivenParams = Readonly<Record<string, string>>;

/** Names of the parameters that have to be given and are not. */
export function missingParams(testbench: WithParams, given: GivenParams): readonly string[] {
  return Object.entries(testbench.params)
    .filter(
      ([name, { required, default: usual }]) =>
        required && usual === undefined && !Object.hasOwn(given, name),
    )
    .map(([name]) => name);
}

/** Of the given parameters, those that a testbench has. */
export function ownParams(testbench: WithParams, given: GivenParams): GivenParams {
  return Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(testbench.params, name)));
}

/** The values of a testbench's parameters. @throws UsageError that says what would have been right. */
export function paramValues(testbench: WithParams, given: GivenParams): Readonly<Record<string, unknown>> {
  refuseUnknown([testbench], given);
  const [missing] = missingParams(testbench, given);
  const declared = missing === undefined ? undefined : testbench.params[missing];
  if (declared)
    throw new UsageError(
      `${testbench.name} needs --param ${missing}=… (${declared.typeText}${declared.description ? `: ${declared.description}` : ""})`,
    );
  for (const [name, text] of Object.entries(given)) {
    const read = testbench.params[name]?.read(text);
    if (read && "problem" in read)
      throw new UsageError(
        `--param ${name}=${visible(text)}: ${visible(read.problem)}; ${name} is ${testbench.params[name]?.typeText}`,
      );
  }
  try {
    return readParams(testbench.name, testbench.params, given);
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    throw new UsageError(visible(error.diagnostics[0]?.message ?? error.message));
  }
}

/** @throws UsageError for a parameter that none of the testbenches has. */
export function refuseUnknown(testbenches: readonly WithParams[], given: GivenParams): void {
  const known = [...new Set(testbenches.flatMap(({ params }) => Object.keys(params)))];
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    const who = testbenches.length === 1 ? testbenches[0]?.name : "none of these";
    const has = testbenches.length === 1 ? "has no" : "has a";
    throw new UsageError(`${who} ${has} parameter ${visible(name)}: ${suggestion(name, known, "parameter")}`);
  }
}

/** `pes=64 (integer 1…256)` of every parameter; `dir=… (path)` where there is no default. */
export function paramsText(params: Params): readonly string[] {
  return Object.entries(params).map(
    ([name, { default: usual, typeText }]) =>
      `${name}=${usual === undefined ? "…" : String(usual)} (${typeText})`,
  );
}
