import type { LeafType } from "../../describe/index.ts";

/**
 * What a value is, as the end of "can't take …", where an assignment in the design can't take it; undefined where it can. Integers of any size
 * wrap and floats round, as everywhere in a design; what lowering would have refused by its kind is refused here by its value.
 */
export function misassigned(type: LeafType, value: unknown): string | undefined {
  return fits(type, value) ? undefined : shown(value);
}

function fits(type: LeafType, value: unknown): boolean {
  switch (type.kind) {
    case "bit":
    case "uint":
    case "sint":
      return typeof value === "boolean" || Number.isSafeInteger(value);
    case "bigUint":
    case "bigSint":
      return typeof value === "bigint";
    case "enumeration":
      return type.labels.includes(value as string);
    case "float":
      return typeof value === "number";
    case "fixed":
      return Number.isFinite(value);
  }
}

function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return `the string ${JSON.stringify(value)}`;
    case "bigint":
      return `the bigint ${value}n`;
    case "number":
      return Number.isFinite(value) && !Number.isInteger(value) ? `the fraction ${value}` : String(value);
    case "boolean":
      return `the boolean ${value}`;
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "an array" : "an object";
    default:
      return value === undefined ? "undefined" : `a ${typeof value}`;
  }
}
