import { raise } from "../../sim/errors/index.ts";

/**
 * Refuses a parameter of a module with the code E-PARAMETER. Called in constructors.
 *
 * @param holds whether the value is possible
 * @param because why it is not, as a sentence with the value's role in it
 * @param remedy what to give instead
 */
export function requireParameter(
  holds: boolean,
  module: string,
  parameter: string,
  value: number,
  because: string,
  remedy: string,
): void {
  if (holds) return;
  const message = `${module}: ${parameter} = ${value} is impossible: ${because}`;
  raise({ code: "E-PARAMETER", severity: "error", message, remedy }, module);
}

/** Refuses a parameter that is no whole number from `least` to `most`. */
export function requireWhole(
  module: string,
  parameter: string,
  value: number,
  least: number,
  most: number = 2 ** 30,
): void {
  requireParameter(
    Number.isInteger(value) && value >= least && value <= most,
    module,
    parameter,
    value,
    `it must be whole and from ${least} to ${most}`,
    `give a whole number from ${least} to ${most}`,
  );
}
