import type { LeafType } from "../../../describe/index.ts";
import type { Condition, ConditionOperator } from "../../engine.ts";
import { elementOf } from "../plan/element.ts";
import { CONDITION_BYTES, CONDITION_COUNT, CONDITIONS, MOST_CONDITIONS } from "./header.ts";
import type { Views } from "./words.ts";

/** How the loop loads a word of a condition, as a double: by their positions. */
export const conditionLoads = [
  "i32.load8_s",
  "i32.load8_u",
  "i32.load16_s",
  "i32.load16_u",
  "i32.load",
  "u32.load",
  "i64.load",
  "f32.load",
  "f64.load",
] as const;

export const conditionOperators: readonly ConditionOperator[] = ["==", "!=", "<", "<=", ">", ">="];

/** Where the value of a net stands, and how. */
export interface PlaceOfNet {
  readonly type: LeafType;
  readonly address: number;
}

/** Puts conditions into the header; false where the loop can't judge one of them. */
export function writeConditions(
  conditions: readonly Condition[],
  views: Views,
  placeOf: (net: number) => PlaceOfNet,
): boolean {
  const { length } = conditions;
  if (length > MOST_CONDITIONS) return false;
  for (let i = 0; i < length; i++) {
    const { net, operator, value } = conditions[i]!;
    const { type, address } = placeOf(net);
    const load = loadOf(type);
    const number = numberOf(type, operator, value);
    if (load < 0 || number === undefined) return false;
    const at = CONDITIONS + i * CONDITION_BYTES;
    views.i32[at / 4] = load;
    views.u32[at / 4 + 1] = address;
    views.i32[at / 4 + 2] = conditionOperators.indexOf(operator);
    views.f64[at / 8 + 2] = number;
  }
  views.i32[CONDITION_COUNT / 4] = length;
  return true;
}

function loadOf(type: LeafType): number {
  const element = elementOf(type);
  if (element.kind === "limbs") return -1;
  if (element.kind === "float") return conditionLoads.indexOf(element.bytes === 4 ? "f32.load" : "f64.load");
  switch (element.bytes) {
    case 1:
      return element.signed ? 0 : 1;
    case 2:
      return element.signed ? 2 : 3;
    case 4:
      return element.signed ? 4 : 5;
    case 8:
      return 6;
  }
}

/** The value as the word stands for it; undefined where JavaScript compares otherwise than numbers. */
function numberOf(type: LeafType, operator: ConditionOperator, value: unknown): number | undefined {
  if (type.kind === "enumeration") {
    const at = type.labels.indexOf(value as string);
    return at >= 0 && (operator === "==" || operator === "!=") ? at : undefined;
  }
  if (typeof value !== "number") return undefined;
  return type.kind === "fixed" ? value * 2 ** type.fraction : value;
}
