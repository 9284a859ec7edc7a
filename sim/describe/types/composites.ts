import { typeMaker } from "../intrinsic.ts";
import { fail } from "../../errors/index.ts";
import { isType } from "./type-text.ts";
import type { HardwareType, StructFields, StructType, VecType } from "./type.ts";

/** Names that the signals of a struct use themselves. */
const reserved = new Set(["value", "next", "type", "length", "constructor", "kind", "direction", "elements"]);

/** `length` values of one type, 1…65,536. */
export const vec = typeMaker(function vec<const Element extends HardwareType, const Length extends number>(
  element: Element,
  length: Length,
): VecType<Element, Length> {
  if (!isType(element)) fail("E-TYPE", { direction: "vec", seen: String(element) });
  if (!Number.isInteger(length) || length < 1 || length > 65536)
    fail("E-WIDTH", { type: "vec", width: length, least: 1, most: 65536 });
  return Object.freeze({ kind: "vec", element, length }) as unknown as VecType<Element, Length>;
});

/** Named fields, in the order given (the first is the most significant when packed). */
export const struct = typeMaker(function struct<const Fields extends StructFields>(
  fields: Fields,
): StructType<Fields> {
  const names = Object.keys(fields);
  if (names.length === 0) fail("E-STRUCT", { field: "", problem: "it has no field" });
  for (const field of names) {
    if (reserved.has(field))
      fail("E-STRUCT", { field, problem: `"${field}" is a name that the signal itself uses` });
    if (!isType(fields[field]))
      fail("E-TYPE", { direction: "struct", seen: `${String(fields[field])} for its field ${field}` });
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(field))
      fail("E-STRUCT", { field, problem: `"${field}" is not an identifier` });
  }
  return Object.freeze({
    kind: "struct",
    fields: Object.freeze({ ...fields }),
  }) as unknown as StructType<Fields>;
});
