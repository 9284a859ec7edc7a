import type { Access } from "../plan/plan.ts";

/** Whether both are the same words. */
export function sameAccess(a: Access | undefined, b: Access | undefined): boolean {
  if (a === b) return true;
  if (!a || !b || a.base !== b.base) return false;
  if (a.kind === "table" || b.kind === "table") return a.kind === b.kind;
  return a.rowStride === b.rowStride && a.columnStride === b.columnStride;
}
