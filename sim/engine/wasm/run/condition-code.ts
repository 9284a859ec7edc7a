import {
  block,
  br,
  brIf,
  brTable,
  type Callee,
  get,
  i32,
  type Instruction,
  label,
  load,
  loop,
  type ModuleBuilder,
  op,
  set,
  tee,
} from "../encode/index.ts";
import { conditionLoads } from "./conditions.ts";
import { CONDITION_BYTES, CONDITION_COUNT, CONDITIONS } from "./header.ts";

const comparisons = ["f64.eq", "f64.ne", "f64.lt", "f64.le", "f64.gt", "f64.ge"] as const;

/** The word at an address as a double. */
function loaded(form: (typeof conditionLoads)[number], address: Instruction): Instruction {
  switch (form) {
    case "f64.load":
      return load(form, address);
    case "f32.load":
      return op("f64.promote_f32", load(form, address));
    case "i64.load":
      return op("f64.convert_i64_s", load(form, address));
    case "u32.load":
      return op("f64.convert_i32_u", load("i32.load", address));
    default:
      return op("f64.convert_i32_s", load(form, address));
  }
}

/** A function that tells whether one of the conditions in the header holds. */
export function defineConditions(module: ModuleBuilder): Callee {
  return module.func({ name: "conditions", results: ["i32"] }, (builder) => {
    const at = builder.local("i32", "at");
    const end = builder.local("i32", "end");
    const value = builder.local("f64", "value");
    const result = builder.local("i32", "result");
    const out = label("out");
    const next = label("next");
    const judge = [
      ...chosen(
        load("i32.load", get(at)),
        conditionLoads.map((form) => [set(value, loaded(form, load("i32.load", get(at), 4)))]),
      ),
      ...chosen(
        load("i32.load", get(at), 8),
        comparisons.map((compare) => [set(result, op(compare, get(value), load("f64.load", get(at), 16)))]),
      ),
      brIf(out, get(result)),
      brIf(next, op("i32.lt_u", tee(at, op("i32.add", get(at), i32(CONDITION_BYTES))), get(end))),
    ];
    const count = load("i32.load", i32(0), CONDITION_COUNT);
    builder.add(
      set(at, i32(CONDITIONS)),
      set(end, op("i32.add", i32(CONDITIONS), op("i32.mul", count, i32(CONDITION_BYTES)))),
      block(out, [brIf(out, op("i32.ge_u", get(at), get(end))), loop(next, judge)]),
      get(result),
    );
  });
}

/** The piece of code with a number. */
function chosen(number: Instruction, codes: readonly (readonly Instruction[])[]): readonly Instruction[] {
  const done = label("done");
  const cases = codes.map((_, i) => label(`case${i}`));
  let code: readonly Instruction[] = [brTable(cases.slice(0, -1), cases.at(-1)!, number)];
  codes.forEach((piece, i) => {
    code = [block(cases[i]!, code), ...piece, br(done)];
  });
  return [block(done, code)];
}
