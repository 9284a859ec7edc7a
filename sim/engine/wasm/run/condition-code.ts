import {
  access,
  type FunctionHandle,
  get,
  i32,
  type Instruction,
  type Label,
  type Local,
  type ModuleBuilder,
  set,
  tee,
} from "../encode/index.ts";
import { conditionLoads } from "./conditions.ts";
import { CONDITION_BYTES, CONDITION_COUNT, CONDITIONS } from "./header.ts";

const comparisons = ["f64.eq", "f64.ne", "f64.lt", "f64.le", "f64.gt", "f64.ge"];

/** The word at the address on the stack, as a double. */
function loadCode(load: (typeof conditionLoads)[number]): readonly Instruction[] {
  switch (load) {
    case "f64.load":
      return [access(load, 0)];
    case "f32.load":
      return [access(load, 0), "f64.promote_f32"];
    case "i64.load":
      return [access(load, 0), "f64.convert_i64_s"];
    case "u32.load":
      return [access("i32.load", 0), "f64.convert_i32_u"];
    default:
      return [access(load, 0), "f64.convert_i32_s"];
  }
}

/** A function that tells whether one of the conditions in the header holds. */
export function defineConditions(builder: ModuleBuilder): FunctionHandle {
  const at: Local = { name: "at", type: "i32" };
  const end: Local = { name: "end", type: "i32" };
  const value: Local = { name: "value", type: "f64" };
  const none: Label = { name: "none" };
  const next: Label = { name: "next" };
  return builder.define(
    "conditions",
    [],
    ["i32"],
    [
      { op: "block", label: none },
      ...[i32(0), access("i32.load", CONDITION_COUNT), i32(CONDITION_BYTES), "i32.mul"],
      ...[i32(CONDITIONS), "i32.add", set(end), i32(CONDITIONS), set(at)],
      ...[get(at), get(end), "i32.ge_u", { op: "br_if", label: none } as const],
      { op: "loop", label: next },
      ...chosen(
        [get(at), access("i32.load", 0)],
        conditionLoads.map((load) => [get(at), access("i32.load", 4), ...loadCode(load), set(value)]),
      ),
      ...chosen(
        [get(at), access("i32.load", 8)],
        comparisons.map((compare) => [
          ...[get(value), get(at), access("f64.load", 16), compare],
          ...[{ op: "if" } as const, i32(1), "return", "end"],
        ]),
      ),
      ...[get(at), i32(CONDITION_BYTES), "i32.add", tee(at)],
      ...[get(end), "i32.lt_u", { op: "br_if", label: next } as const],
      "end",
      "end",
      i32(0),
    ],
  );
}

/** The piece of code with a number. */
function chosen(
  number: readonly Instruction[],
  codes: readonly (readonly Instruction[])[],
): readonly Instruction[] {
  const done: Label = { name: "done" };
  const cases = codes.map((_, i): Label => ({ name: `case${i}` }));
  return [
    { op: "block", label: done },
    ...[...cases].reverse().map((label): Instruction => ({ op: "block", label })),
    ...number,
    { op: "br_table", labels: cases.slice(0, -1), otherwise: cases.at(-1)! },
    ...codes.flatMap((code): Instruction[] => ["end", ...code, { op: "br", label: done }]),
    "end",
  ];
}
