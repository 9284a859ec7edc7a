import { type Clock } from "../engine/time/clock.ts";
import { fail } from "../errors/index.ts";
import { type DesignPrint, printDifferences } from "./design-print.ts";
import type { EngineState } from "./engine-state.ts";
import type { PlainValue } from "./plain-value.ts";

export const snapshotForm = { form: "systole snapshot", version: 1 } as const;

/**
 * The state of a simulation as plain data: `JSON.stringify` keeps it exactly. It belongs to a design, not to an engine, and holds
 * what the design keeps and its surroundings hold: not the tasks of a testbench, nor agents and observers.
 */
export interface Snapshot extends EngineState {
  readonly form: typeof snapshotForm.form;
  readonly version: typeof snapshotForm.version;
  readonly design: DesignPrint;
  /** In femtoseconds. */
  readonly time: string;
  readonly clocks: readonly ClockState[];
  readonly resets: readonly ResetState[];
  /** What was driven at this moment and is not applied yet: inputs by path, reset wires by name. */
  readonly pending: readonly (readonly [name: string, value: PlainValue])[];
}

/** A clock, exact, with the rising edges that it has had. */
export interface ClockState {
  readonly name: string;
  /** A fraction in femtoseconds, in lowest terms: `1000000/1`. */
  readonly period: string;
  /** Likewise: the time of the first rising edge. */
  readonly phase: string;
  readonly edges: number;
}

/** A reset wire that the testbench holds. */
export interface ResetState {
  readonly name: string;
  readonly kind: "sync" | "async";
  readonly active: "high" | "low";
  readonly isActive: boolean;
}

/** Refuses what is no snapshot, is of another version, or of another design. Errors: E-SNAPSHOT-FORM, E-SNAPSHOT-VERSION, E-SNAPSHOT-DESIGN. */
export function checkSnapshot(snapshot: Snapshot, print: DesignPrint, top: string): void {
  checkForm(snapshot, snapshotForm, "snapshot");
  checkDesign(snapshot.design, print, "snapshot", top);
}

/** Refuses a snapshot or a log of another design. Errors: E-SNAPSHOT-DESIGN. */
export function checkDesign(
  kept: DesignPrint,
  design: DesignPrint,
  what: "snapshot" | "drive log",
  top: string,
): void {
  const differences = printDifferences(kept, design);
  if (differences.length > 0) fail("E-SNAPSHOT-DESIGN", { what, top, differences });
}

/** Refuses data of another kind or version. Errors: E-SNAPSHOT-FORM, E-SNAPSHOT-VERSION. */
export function checkForm(
  data: { readonly form: string; readonly version: number },
  wanted: { readonly form: string; readonly version: number },
  what: "snapshot" | "drive log",
): void {
  const { form, version } = (data ?? {}) as Partial<typeof data>;
  if (form !== wanted.form)
    fail("E-SNAPSHOT-FORM", {
      problem: `it is no ${what}: its form is ${JSON.stringify(form) ?? "missing"}`,
    });
  if (version !== wanted.version)
    fail("E-SNAPSHOT-VERSION", { what, version: String(version), known: wanted.version });
}

/** The exact text of a clock's period or phase. */
export function rationalText({ numerator, denominator }: Clock["period"]): string {
  let [a, b] = [numerator, denominator];
  while (b !== 0n) [a, b] = [b, a % b];
  return `${numerator / a}/${denominator / a}`;
}

/** The clock of a state. Errors: E-SNAPSHOT-FORM. */
export function clockOf({ name, period, phase }: ClockState): Clock {
  const rational = (text: string): Clock["period"] => {
    const [, numerator, denominator] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
    if (numerator === undefined || denominator === undefined || BigInt(denominator) === 0n)
      return fail("E-SNAPSHOT-FORM", { problem: `the clock ${name} has no period or phase: ${text}` });
    return { numerator: BigInt(numerator), denominator: BigInt(denominator) };
  };
  return { period: rational(period), phase: rational(phase) };
}
