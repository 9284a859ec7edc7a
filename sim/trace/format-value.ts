import type { TraceType } from "./trace-source.ts";

const WIDEST_DECIMAL = 32;

/** A value as a person reads it in a table: labels by name, counters in decimal, what is wider in hex. */
export function formatValue(type: TraceType, value: unknown): string {
  if (value === undefined) return "x";
  if (type.kind === "real") return typeof value === "number" ? shortReal(value) : String(value);
  if (type.kind !== "bits") return String(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  if (type.signed || type.width <= WIDEST_DECIMAL) return String(value);
  return typeof value === "number" || typeof value === "bigint" ? value.toString(16) : String(value);
}

/** Four digits, without zeros that say nothing. */
function shortReal(value: number): string {
  return Object.is(value, -0) ? "-0" : String(Number(value.toPrecision(4)));
}
