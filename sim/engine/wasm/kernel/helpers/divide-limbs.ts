import {
  block,
  br,
  brIf,
  call,
  type Callee,
  get,
  i32,
  i64,
  type Instruction,
  label,
  load,
  loop,
  memoryCopy,
  memoryFill,
  type ModuleBuilder,
  op,
  set,
  store,
  when,
} from "../../encode/index.ts";
import { addLimbs, compareLimbs } from "./limbs.ts";

/**
 * Quotient (towards 0) and remainder (with the sign of a) of a / b, bit by bit: shift the dividend into the remainder and subtract where the
 * divisor fits. Some 64 · count rounds of `count` limbs; wide division is rare in hardware. `space`: three numbers of scratch.
 * Operands have a sign bit to spare, which the callers' counts give.
 */
export function divideLimbs(module: ModuleBuilder): Callee {
  return module.once("limbs.divide", () => {
    const [sub, compare] = [addLimbs(module, "sub"), compareLimbs(module)];
    const names = ["quotient", "remainder", "a", "b", "space", "count"] as const;
    return module.func(
      { name: "limbs.divide", params: names.map((name) => [name, "i32"] as const) },
      ({ params, local, add }) => {
        const [quotient, remainder, a, b, space, count] = params.map((param) => get(param)) as [
          Instruction,
          Instruction,
          Instruction,
          Instruction,
          Instruction,
          Instruction,
        ];
        const bytes = op("i32.shl", count, i32(3));
        const [x, y, trial] = [local("i32", "x"), local("i32", "y"), local("i32", "trial")];
        const [bit, aSign, bSign] = [local("i32", "bit"), local("i32", "aSign"), local("i32", "bSign")];
        const top = (value: Instruction): Instruction =>
          op("i64.lt_s", load("i64.load", op("i32.sub", op("i32.add", value, bytes), i32(8))), i64(0));
        const zero = (at: Instruction): Instruction => memoryFill(at, i32(0), bytes);
        const [out, again] = [label("out"), label("again")];
        const limbOf = (value: Instruction): Instruction =>
          op("i32.add", value, op("i32.shl", op("i32.shr_u", get(bit), i32(6)), i32(3)));
        const shift = op("i64.extend_i32_u", op("i32.and", get(bit), i32(63)));
        const negate = (target: Instruction, source: Instruction): readonly Instruction[] => [
          zero(get(trial)),
          call(sub, target, get(trial), source, count),
        ];
        add(
          set(x, space),
          set(y, op("i32.add", get(x), bytes)),
          set(trial, op("i32.add", get(y), bytes)),
          set(aSign, top(a)),
          set(bSign, top(b)),
          when(get(aSign), negate(get(x), a), [memoryCopy(get(x), a, bytes)]),
          when(get(bSign), negate(get(y), b), [memoryCopy(get(y), b, bytes)]),
          zero(quotient),
          zero(remainder),
          set(bit, op("i32.shl", count, i32(6))),
          block(out, [
            loop(again, [
              brIf(out, op("i32.eqz", get(bit))),
              set(bit, op("i32.sub", get(bit), i32(1))),
              call(double(module), remainder, count),
              store(
                "i64.store",
                remainder,
                op(
                  "i64.or",
                  load("i64.load", remainder),
                  op("i64.and", op("i64.shr_u", load("i64.load", limbOf(get(x))), shift), i64(1)),
                ),
              ),
              when(op("i32.ge_s", call(compare, remainder, get(y), count), i32(0)), [
                call(sub, get(trial), remainder, get(y), count),
                memoryCopy(remainder, get(trial), bytes),
                store(
                  "i64.store",
                  limbOf(quotient),
                  op("i64.or", load("i64.load", limbOf(quotient)), op("i64.shl", i64(1), shift)),
                ),
              ]),
              br(again),
            ]),
          ]),
          when(op("i32.xor", get(aSign), get(bSign)), [
            ...negate(get(x), quotient),
            memoryCopy(quotient, get(x), bytes),
          ]),
          when(get(aSign), [...negate(get(x), remainder), memoryCopy(remainder, get(x), bytes)]),
        );
      },
    );
  });
}

/** a · 2, in place. */
function double(module: ModuleBuilder): Callee {
  return module.once("limbs.double", () =>
    module.func(
      {
        name: "limbs.double",
        params: [
          ["a", "i32"],
          ["count", "i32"],
        ],
      },
      ({ params: [a, count], local, add }) => {
        const [limb, carry] = [local("i64", "limb"), local("i64", "carry")];
        const again = label("again");
        add(
          loop(again, [
            set(limb, load("i64.load", get(a!))),
            store("i64.store", get(a!), op("i64.or", op("i64.shl", get(limb), i64(1)), get(carry))),
            set(carry, op("i64.shr_u", get(limb), i64(63))),
            set(a!, op("i32.add", get(a!), i32(8))),
            set(count!, op("i32.sub", get(count!), i32(1))),
            brIf(again, get(count!)),
          ]),
        );
      },
    ),
  );
}
