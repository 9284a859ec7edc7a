import {
  block,
  br,
  brIf,
  type Callee,
  choose,
  f64,
  get,
  i32,
  i64,
  type Instruction,
  label,
  load,
  loop,
  type ModuleBuilder,
  op,
  set,
  when,
} from "../../encode/index.ts";
import { addLimbs } from "./limbs.ts";

/**
 * A wide integer as a double. Its highest 64 bits are kept, the last of them standing for all below ("round to odd"). `toOdd` 0: rounded to
 * nearest; 1: the last of 53 bits stands for all below, so that a rounding to a narrower format is rounded once. `space`: a number of scratch.
 */
export function limbsToFloat(module: ModuleBuilder): Callee {
  const sub = addLimbs(module, "sub");
  return module.once("limbs.toFloat", () =>
    module.func(
      {
        name: "limbs.toFloat",
        params: [
          ["a", "i32"],
          ["toOdd", "i32"],
          ["space", "i32"],
          ["count", "i32"],
        ],
        results: ["f64"],
      },
      ({ params: [a, toOdd, space, count], local, add }) => {
        const [negative, at, power] = [local("i32", "negative"), local("i32", "at"), local("i32", "power")];
        const [top, lost, zeros] = [local("i64", "top"), local("i64", "lost"), local("i64", "zeros")];
        const size = local("f64", "size");
        const [found, again, done] = [label("found"), label("again"), label("done")];
        const limb = (back: number): Instruction =>
          load("i64.load", op("i32.add", get(a!), op("i32.shl", op("i32.sub", get(at), i32(back)), i32(3))));
        const isNotZero = (value: Instruction): Instruction =>
          op("i64.extend_i32_u", op("i64.ne", value, i64(0)));
        add(
          set(at, op("i32.sub", get(count!), i32(1))),
          set(negative, op("i64.lt_s", limb(0), i64(0))),
          when(get(negative), [
            { kind: "memoryFill", args: [get(space!), i32(0), op("i32.shl", get(count!), i32(3))] },
            // −a = 0 − a, into the space behind the zeros.
            {
              kind: "call",
              callee: sub,
              args: [
                op("i32.add", get(space!), op("i32.shl", get(count!), i32(3))),
                get(space!),
                get(a!),
                get(count!),
              ],
            },
            set(a!, op("i32.add", get(space!), op("i32.shl", get(count!), i32(3)))),
          ]),
          // The highest limb that is not 0.
          block(found, [
            loop(again, [
              brIf(found, op("i64.ne", limb(0), i64(0))),
              when(op("i32.eqz", get(at)), [op("return", f64(0))]),
              set(at, op("i32.sub", get(at), i32(1))),
              br(again),
            ]),
          ]),
          set(zeros, op("i64.clz", limb(0))),
          set(power, op("i32.sub", op("i32.shl", get(at), i32(6)), op("i32.wrap_i64", get(zeros)))),
          set(top, op("i64.shl", limb(0), get(zeros))),
          when(op("i32.gt_s", get(at), i32(0)), [
            when(op("i64.ne", get(zeros), i64(0)), [
              set(top, op("i64.or", get(top), op("i64.shr_u", limb(1), op("i64.sub", i64(64), get(zeros))))),
            ]),
            set(lost, isNotZero(op("i64.shl", limb(1), get(zeros)))),
            block(done, [
              loop(again, [
                set(at, op("i32.sub", get(at), i32(1))),
                brIf(done, op("i32.eqz", get(at))),
                set(lost, op("i64.or", get(lost), isNotZero(limb(1)))),
                br(again),
              ]),
            ]),
          ]),
          set(top, op("i64.or", get(top), get(lost))),
          set(
            size,
            choose(
              "f64",
              get(toOdd!),
              [
                op(
                  "f64.mul",
                  op(
                    "f64.convert_i64_u",
                    op(
                      "i64.or",
                      op("i64.shr_u", get(top), i64(11)),
                      isNotZero(op("i64.and", get(top), i64(2047))),
                    ),
                  ),
                  f64(2048),
                ),
              ],
              [op("f64.convert_i64_u", get(top))],
            ),
          ),
          // No format reaches beyond 2^1023; below, the factor is a double.
          set(
            size,
            choose(
              "f64",
              op("i32.gt_s", get(power), i32(1023)),
              [f64(Infinity)],
              [
                op(
                  "f64.mul",
                  get(size),
                  op(
                    "f64.reinterpret_i64",
                    op("i64.shl", op("i64.extend_i32_s", op("i32.add", get(power), i32(1023))), i64(52)),
                  ),
                ),
              ],
            ),
          ),
          choose("f64", get(negative), [op("f64.neg", get(size))], [get(size)]),
        );
      },
    ),
  );
}
