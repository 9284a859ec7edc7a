import type { LeafType } from "../../../describe/index.ts";
import type { Element } from "./plan.ts";

/** How words of a type are kept in linear memory. */
export function elementOf(type: LeafType): Element {
  switch (type.kind) {
    case "bit":
    case "uint":
      return integer(type.width, false);
    case "sint":
    case "fixed":
      return integer(type.width, true);
    case "enumeration":
      return integer(Math.max(1, Math.ceil(Math.log2(type.labels.length))), false);
    case "bigUint":
    case "bigSint":
      return { kind: "limbs", limbs: Math.ceil(type.width / 64), signed: type.kind === "bigSint" };
    case "float":
      return { kind: "float", bytes: type.exponent <= 8 && type.mantissa <= 23 ? 4 : 8 };
  }
}

function integer(width: number, signed: boolean): Element {
  return { kind: "integer", bytes: width <= 8 ? 1 : width <= 16 ? 2 : width <= 32 ? 4 : 8, signed };
}

/** The bytes of one word. */
export function bytesOf(element: Element): number {
  return element.kind === "limbs" ? 8 * element.limbs : element.bytes;
}

/** Whether words of both look alike in memory. */
export function sameElement(a: Element, b: Element): boolean {
  if (a.kind === "integer") return b.kind === "integer" && a.bytes === b.bytes && a.signed === b.signed;
  if (a.kind === "float") return b.kind === "float" && a.bytes === b.bytes;
  return b.kind === "limbs" && a.limbs === b.limbs && a.signed === b.signed;
}
