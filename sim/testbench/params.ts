import { diagnose, type Diagnostic, SystoleError } from "../errors/index.ts";

/** A parameter of a testbench: its type, its default, and how a text becomes its value. */
export interface Param<T = unknown, Required extends boolean = boolean> {
  /** For people: `integer 1…64`, `one of fp32, fixed16`. */
  readonly typeText: string;
  readonly description: string | undefined;
  /** Without a default the parameter has to be given, or is undefined if it is not required. */
  readonly default: T | undefined;
  readonly required: Required;
  /** The value of a text or of a plain value, or why there is none. */
  readonly read: (given: unknown) => { readonly value: T } | { readonly problem: string };
}

export interface Params {
  readonly [name: string]: Param;
}

/** The values of declared parameters. */
export type ParamValues<P extends Params> = {
  readonly [K in keyof P]: P[K] extends Param<infer T, infer Required>
    ? Required extends true
      ? T
      : T | undefined
    : never;
};

interface Options<T> {
  readonly default?: T;
  readonly required?: boolean;
  readonly description?: string;
}
interface Bounds {
  readonly min?: number;
  readonly max?: number;
}
/** Whether the value is always there. */
type Given<O> = O extends { readonly default: unknown }
  ? true
  : O extends { readonly required: true }
    ? true
    : false;

/** Kinds of parameters. */
export const param = {
  /** A whole number. */
  integer: <const O extends Options<number> & Bounds>(options: O) =>
    declare<number, Given<O>>(`integer${boundsText(options)}`, options, (given) =>
      number(given, options, true),
    ),
  /** Any finite number. */
  number: <const O extends Options<number> & Bounds>(options: O) =>
    declare<number, Given<O>>(`number${boundsText(options)}`, options, (given) =>
      number(given, options, false),
    ),
  string: <const O extends Options<string>>(options: O) =>
    declare<string, Given<O>>("string", options, (given) => ({ value: String(given) })),
  /** A path of a file or folder; relative ones are taken from the working directory. */
  path: <const O extends Options<string>>(options: O) =>
    declare<string, Given<O>>("path", options, (given) =>
      String(given) === "" ? { problem: "it is empty" } : { value: String(given) },
    ),
  boolean: <const O extends Options<boolean>>(options: O) =>
    declare<boolean, Given<O>>("true or false", options, (given) => {
      if (given === true || given === "true" || given === "1" || given === "") return { value: true };
      if (given === false || given === "false" || given === "0") return { value: false };
      return { problem: `${show(given)} is neither true nor false` };
    }),
  choice: <const C extends readonly string[], const O extends Options<C[number]>>(choices: C, options: O) =>
    declare<C[number], Given<O>>(`one of ${choices.join(", ")}`, options, (given) =>
      choices.includes(String(given))
        ? { value: String(given) }
        : { problem: `${show(given)} is none of its choices` },
    ),
};

function declare<T, Required extends boolean>(
  typeText: string,
  options: Options<T>,
  read: Param<T>["read"],
): Param<T, Required> {
  return {
    typeText,
    description: options.description,
    default: options.default,
    required: (options.default !== undefined || options.required === true) as Required,
    read,
  };
}

function number(
  given: unknown,
  { min, max }: Bounds,
  whole: boolean,
): { value: number } | { problem: string } {
  const text = String(given).trim();
  const value = typeof given === "number" ? given : /^[+-]?(\d|\.\d)/.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value) || (whole && !Number.isSafeInteger(value)))
    return { problem: `${show(given)} is not a ${whole ? "whole " : ""}number` };
  if (min !== undefined && value < min) return { problem: `${value} is less than ${min}` };
  if (max !== undefined && value > max) return { problem: `${value} is more than ${max}` };
  return { value };
}

function boundsText({ min, max }: Bounds): string {
  if (min === undefined && max === undefined) return "";
  return max === undefined ? ` from ${min}` : min === undefined ? ` to ${max}` : ` ${min}…${max}`;
}

/** The values of all parameters of a testbench. Errors: E-PARAM, one for each wrong, missing or unknown parameter. */
export function readParams(
  testbench: string,
  params: Params,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const known = Object.entries(params).map(([name, { typeText }]) => `${name} (${typeText})`);
  const findings: Diagnostic[] = [];
  const report = (name: string, problem: string): void => {
    findings.push(diagnose("E-PARAM", { testbench, name, problem, known }));
  };
  for (const name of Object.keys(given))
    if (!Object.hasOwn(params, name)) report(name, "there is no such parameter");
  const values: Record<string, unknown> = {};
  for (const [name, declared] of Object.entries(params)) {
    const value = given[name];
    if (value === undefined) {
      if (declared.required && declared.default === undefined)
        report(name, `it has to be given (${declared.typeText})`);
      values[name] = declared.default;
      continue;
    }
    const result = declared.read(value);
    if ("problem" in result) report(name, result.problem);
    else values[name] = result.value;
  }
  if (findings.length > 0) throw new SystoleError(findings);
  return Object.freeze(values);
}

function show(given: unknown): string {
  return typeof given === "string" ? `"${given}"` : String(given);
}
