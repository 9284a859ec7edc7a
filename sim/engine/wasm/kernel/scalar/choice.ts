import type { Constant, Expression } from "../../../../lower/index.ts";
import {
  block,
  br,
  brTable,
  choose,
  get,
  i32,
  i64,
  type Instruction,
  label,
  load,
  type MemoryName,
  op,
  set,
  type WasmType,
} from "../../encode/index.ts";
import { bytesOfInteger, constantInteger } from "./constants.ts";
import { inside, type ScalarContext, temporary } from "./context.ts";
import { isCheap } from "./cost.ts";
import { test, valueOf } from "./compute.ts";

type Choice = Extract<Expression, { op: "cond" | "select" | "table" }>;

/** One of several values: both sides where that is cheap and harmless, else only the one that is needed. */
export function chosen(cx: ScalarContext, expr: Choice, want: WasmType): Instruction {
  switch (expr.op) {
    case "cond": {
      const isTest = test(cx, expr.test);
      if (isCheap(expr.then) && isCheap(expr.else))
        return op("select", valueOf(cx, expr.then, want), valueOf(cx, expr.else, want), isTest);
      const side = (part: Expression) => inside(cx, () => void cx.out.push(valueOf(cx, part, want)));
      return choose(want, isTest, side(expr.then), side(expr.else));
    }
    case "table":
      return tableEntry(cx, expr, want);
    case "select": {
      const result = temporary(cx, want, "chosen");
      const at = valueOf(cx, expr.at, "i32");
      cx.out.push(
        ...branches(
          at,
          expr.elements.map((element) =>
            inside(cx, () => {
              const value = valueOf(cx, element, want);
              cx.out.push(set(result, value));
            }),
          ),
        ),
      );
      return get(result);
    }
  }
}

/** The list that an index chooses; a proven index is none beyond. */
export function branches(
  at: Instruction,
  lists: readonly (readonly Instruction[])[],
): readonly Instruction[] {
  if (lists.length === 1) return lists[0]!;
  const end = label("end");
  const labels = lists.map((_, i) => label(`case.${i}`));
  let nested: readonly Instruction[] = [brTable(labels.slice(0, -1), labels.at(-1)!, at)];
  lists.forEach((list, i) => {
    nested = [block(labels[i]!, nested), ...list, ...(i < lists.length - 1 ? [br(end)] : [])];
  });
  return [block(end, nested)];
}

/** A constant of a table: of bits from a word, of others from memory that never changes. */
function tableEntry(cx: ScalarContext, expr: Extract<Choice, { op: "table" }>, want: WasmType): Instruction {
  const { values, type } = expr;
  const at = valueOf(cx, expr.at, "i32");
  if (want === "f32" || want === "f64") {
    const bytes = new Uint8Array(8 * values.length);
    const view = new DataView(bytes.buffer);
    values.forEach((value, i) => view.setFloat64(8 * i, Number(value.value), true));
    const found = load("f64.load", op("i32.shl", at, i32(3)), cx.module.constant(bytes, 8));
    return want === "f32" ? op("f32.demote_f64", found) : found;
  }
  if (type.kind === "boolean" && values.length <= 64) {
    const ones = values.reduce((all, { value }, i) => (value === true ? all | (1n << BigInt(i)) : all), 0n);
    const bit =
      values.length <= 32
        ? op("i32.and", op("i32.shr_u", i32(Number(BigInt.asIntN(32, ones))), at), i32(1))
        : op("i32.wrap_i64", op("i64.and", op("i64.shr_u", i64(ones), op("i64.extend_i32_u", at)), i64(1)));
    return want === "i64" ? op("i64.extend_i32_u", bit) : bit;
  }
  return integerEntry(cx, values, at, want as "i32" | "i64");
}

function integerEntry(
  cx: ScalarContext,
  values: readonly Constant[],
  at: Instruction,
  want: "i32" | "i64",
): Instruction {
  const integers = values.map((value) => constantInteger(value));
  const signed = integers.some((value) => value < 0n);
  const fits = (bytes: number): boolean =>
    integers.every((value) => {
      const top = 1n << BigInt(8 * bytes - (signed ? 1 : 0));
      return value < top && value >= (signed ? -top : 0n);
    });
  const bytes = [1, 2, 4].find(fits) ?? 8;
  const data = new Uint8Array(bytes * integers.length);
  integers.forEach((value, i) => data.set(bytesOfInteger(value, bytes), i * bytes));
  const base = cx.module.constant(data, bytes);
  const scaled = bytes === 1 ? at : op("i32.shl", at, i32(Math.log2(bytes)));
  if (bytes === 8) return load(want === "i64" ? "i64.load" : "i32.load", scaled, base);
  if (bytes === 4 && want === "i32") return load("i32.load", scaled, base);
  return load(`${want}.load${8 * bytes}_${signed ? "s" : "u"}` as MemoryName, scaled, base);
}
