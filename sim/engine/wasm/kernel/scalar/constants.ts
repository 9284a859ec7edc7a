import type { Constant, Expression, ValueType } from "../../../../lower/index.ts";

/** The integer that stands for a constant: of a member its position, of fixed point the multiple. */
export function constantInteger({ value, type }: Pick<Constant, "value" | "type">): bigint {
  if (typeof value === "string") return BigInt(positionOf(type, value));
  return BigInt(value);
}

function positionOf(type: ValueType, label: string): number {
  if (type.kind !== "enumeration") throw new Error(`${label} is a member of no enumeration`);
  return type.of.labels.indexOf(label);
}

/** The value of an expression that is a constant integer. */
export function knownInteger(expr: Expression): bigint | undefined {
  return expr.op === "const" && expr.type.kind !== "float" ? constantInteger(expr) : undefined;
}

/** The two's complement of a value in so many bytes. */
export function bytesOfInteger(value: bigint, bytes: number): Uint8Array {
  const own = BigInt.asUintN(8 * bytes, value);
  return Uint8Array.from({ length: bytes }, (_, i) => Number((own >> BigInt(8 * i)) & 255n));
}
