import { isRecord } from "../elaborate/record.ts";

/** An object as TypeScript writes an enumeration: each member that is a number is named back, others are texts. */
export function isTypescriptEnumeration(value: unknown): value is object {
  if (typeof value !== "object" || value === null || !isRecord(value)) return false;
  const named = value as Readonly<Record<string, unknown>>;
  const members = Object.values(named);
  const isMember = (member: unknown) =>
    typeof member === "number" ? typeof named[member] === "string" : typeof member === "string";
  return members.length > 0 && members.every(isMember);
}
