import type { Expression, RelativePath, ValueType } from "./ir.ts";
import type { FunctionNode } from "./source/index.ts";
import type { Frame } from "./frame.ts";

/**
 * What an expression of the source stands for while it is lowered: a number on wires, or something that exists only at
 * elaboration.
 */
export type Value = ScalarValue | StaticValue | ChoiceValue | AggregateValue | ClosureValue;

/** A value that hardware computes (or a constant of it). */
export interface ScalarValue {
  readonly is: "scalar";
  readonly expr: Expression;
  /** The source says `wrap(…)`: an assignment may cut bits off. */
  readonly asked: boolean;
  /** The bounds of those ways to the value on which the source does not say `wrap(…)`, where others do. */
  readonly unasked?: ValueType | undefined;
  /** A boolean on some ways and a number on others: fine where JavaScript counts true as 1, but not for ===. */
  readonly mixed?: boolean | undefined;
}

/** An object, function, string or nothing, known at elaboration; `path` leads to it from the module. */
export interface StaticValue {
  readonly is: "static";
  readonly value: unknown;
  readonly path: RelativePath | undefined;
}

/** One of several static values, chosen by a dynamic index: `this.lanes[i]`. */
export interface ChoiceValue {
  readonly is: "choice";
  readonly options: readonly StaticValue[];
  readonly at: Expression;
}

/** An array or object literal, or a whole read of a vec or struct signal. */
export interface AggregateValue {
  readonly is: "aggregate";
  readonly array: boolean;
  /** The parts of a text with values in it, which only the message of an assertion takes. */
  readonly text?: true;
  readonly elements: ReadonlyMap<string, Value>;
}

/** A function written inside the method. */
export interface ClosureValue {
  readonly is: "closure";
  readonly node: FunctionNode;
  readonly frame: Frame;
}

export function scalar(expr: Expression, asked = false): ScalarValue {
  return { is: "scalar", expr, asked };
}

export function staticValue(value: unknown, path: RelativePath | undefined = undefined): StaticValue {
  return { is: "static", value, path };
}

export const nothing: StaticValue = staticValue(undefined);

/** null or undefined. */
export function isNothing(value: Value): boolean {
  return value.is === "static" && (value.value === undefined || value.value === null);
}

/** What a value is, as the middle of an error message. */
export function valueText(value: Value): string {
  switch (value.is) {
    case "scalar":
      return "a value on wires";
    case "choice":
      return "one of several objects, chosen at run time";
    case "aggregate":
      if (value.text) return "a text with values in it";
      return value.array ? "an array" : "an object";
    case "closure":
      return "a function";
    case "static":
      if (value.value === null || value.value === undefined) return String(value.value);
      if (typeof value.value === "object") return `an object (${value.value.constructor?.name ?? "Object"})`;
      return typeof value.value === "string" ? `the string "${value.value}"` : `a ${typeof value.value}`;
  }
}
