import type { LeafType } from "../../../describe/index.ts";
import type { Instance } from "../../../elaborate/design.ts";
import { type Expression, type FieldUse, follow, type ModuleCode } from "../../../lower/index.ts";
import { leafOf } from "./merge-codes.ts";

/** Fields as signals that nobody writes, behind those of the code. */
export function fieldsAsSignals(code: ModuleCode): ModuleCode {
  if (code.fields.length === 0) return code;
  const first = code.signals.length;
  const uses = code.fields.map((use) => ({
    path: use.path,
    type: fieldType(use),
    range: [use.low, use.high] as const,
  }));
  const { propagate, update } = code;
  return {
    ...code,
    signals: [...code.signals, ...uses],
    fields: [],
    propagate: propagate && { ...propagate, statements: asReads(propagate.statements, first) },
    update: update && { ...update, statements: asReads(update.statements, first) },
  };
}

export function fieldType({ low, high }: FieldUse): LeafType {
  return leafOf({ kind: "integer", low, high });
}

export function fieldValue({ path }: FieldUse, { module }: Instance): number {
  return follow(module, path) as number;
}

function asReads<T>(node: T, first: number): T {
  if (typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) return node.map((each: unknown) => asReads(each, first)) as T;
  const expr = node as Partial<Expression>;
  if (expr.op === "field") return { op: "read", type: expr.type, signal: first + expr.field! } as T;
  const made: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(node))
    made[key] = isLeaf(key) ? (value as unknown) : asReads(value as unknown, first);
  return made as T;
}

function isLeaf(key: string): boolean {
  return key === "type" || key === "to" || key === "of" || key === "place";
}
