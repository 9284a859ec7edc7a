import type { LeafType } from "../../../describe/index.ts";
import { typeOfLeaf } from "../../../lower/index.ts";
import { type Instruction, load, type MemoryName, op, store, type WasmType } from "../encode/index.ts";
import type { Element } from "../plan/plan.ts";
import type { Address } from "./lanes.ts";
import { isNatural, type Representation, representationOf } from "./representation.ts";

/** Bytes from one word to the next. */
export function bytesOf(element: Element): number {
  return element.kind === "limbs" ? 8 * element.limbs : element.bytes;
}

/** How the values of a signal or memory are held in variables. */
export function heldAs(type: LeafType): Representation {
  return representationOf(typeOfLeaf(type));
}

/** A word's value in the variable type of its signal; words of limbs that no i64 holds are used where they are. */
export function loadWord(
  type: LeafType,
  element: Element,
  { pointer, offset }: Address,
): { readonly value: Instruction; readonly type: WasmType } {
  const held = heldAs(type).kind;
  if (held === "limbs") throw new Error("limbs are read by their address");
  return { value: load(loadName(element, held), pointer, offset), type: held };
}

function loadName(element: Element, held: WasmType): MemoryName {
  if (element.kind === "float") return element.bytes === 4 ? "f32.load" : "f64.load";
  // The lowest limb, of which a narrow value needs a half only.
  if (element.kind === "limbs") return held === "i32" ? "i32.load" : "i64.load";
  const { bytes, signed } = element;
  if (held === "i64")
    return bytes === 8 ? "i64.load" : `i64.load${(8 * bytes) as 8 | 16 | 32}_${signed ? "s" : "u"}`;
  return bytes === 1 || bytes === 2 ? `i32.load${(8 * bytes) as 8 | 16}_${signed ? "s" : "u"}` : "i32.load";
}

/** Stores a value that is held in the variable type of its signal. */
export function storeWord(
  type: LeafType,
  element: Element,
  { pointer, offset }: Address,
  value: Instruction,
): Instruction {
  const held = heldAs(type).kind;
  if (element.kind === "float")
    return store(element.bytes === 4 ? "f32.store" : "f64.store", pointer, value, offset);
  if (element.kind === "limbs") {
    const extend = isNatural(typeOfLeaf(type)) ? "i64.extend_i32_u" : "i64.extend_i32_s";
    return store("i64.store", pointer, held === "i32" ? op(extend, value) : value, offset);
  }
  const { bytes } = element;
  const name: MemoryName =
    held === "i64"
      ? bytes === 8
        ? "i64.store"
        : `i64.store${(8 * bytes) as 8 | 16 | 32}`
      : bytes === 4
        ? "i32.store"
        : `i32.store${(8 * bytes) as 8 | 16}`;
  return store(name, pointer, lowBitsOf(value, element), offset);
}

/** An instruction whose result is as good in a word of memory, which keeps its low bits only: without what makes a narrow number of them. */
export function lowBitsOf(value: Instruction, element: Element): Instruction {
  if (value.kind !== "plain" || element.kind !== "integer") return value;
  const [arg, mask] = value.args;
  const kept =
    value.op === "i32.extend8_s"
      ? 8
      : value.op === "i32.extend16_s"
        ? 16
        : value.op === "i32.and" && mask?.kind === "i32"
          ? 32 - Math.clz32(mask.value)
          : 0;
  const isWhole = value.op !== "i32.and" || (mask?.kind === "i32" && mask.value === 2 ** kept - 1);
  return arg && isWhole && kept >= 8 * element.bytes ? lowBitsOf(arg, element) : value;
}
