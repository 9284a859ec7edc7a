import { floatFacts, type FloatType } from "../../../../describe/index.ts";
import {
  type Callee,
  choose,
  f64,
  get,
  i64,
  type Instruction,
  type Local,
  type ModuleBuilder,
  op,
  type PlainName,
  set,
  when,
} from "../../encode/index.ts";

const EXPONENT_ONES = 0x7ffn;

/** The exponent field of a double. */
function fieldOf(bits: Instruction): Instruction {
  return op("i64.and", op("i64.shr_u", bits, i64(52)), i64(EXPONENT_ONES));
}

function nameOf({ exponent, mantissa, flush }: FloatType): string {
  return `${exponent}.${mantissa}${flush ? ".flush" : ""}`;
}

/**
 * Rounds a double to a format, to nearest, ties to even, as `describe/types/float-rounding.ts` does: divide by the distance of the format's
 * numbers around the value, take the nearest whole number, multiply. With a residue: what the double lost when it was computed, which
 * decides where the double lies in the middle between two numbers of the format.
 */
export function roundFloat(module: ModuleBuilder, format: FloatType, withResidue: boolean): Callee {
  const name = `round${withResidue ? "Residue" : ""}.${nameOf(format)}`;
  return module.once(name, () =>
    module.func(
      {
        name,
        params: [["value", "f64"], ...(withResidue ? ([["residue", "f64"]] as const) : [])],
        results: ["f64"],
      },
      ({ params: [value, residue], local, add }) => {
        const { least, top } = floatFacts(format);
        const exponent = local("i64", "exponent");
        const [size, whole] = [local("f64", "size"), local("f64", "whole")];
        const floorExponent = i64(least + 1023);
        add(
          set(exponent, fieldOf(op("i64.reinterpret_f64", get(value!)))),
          // NaN and infinities stay what they are.
          when(op("i64.eq", get(exponent), i64(EXPONENT_ONES)), [op("return", get(value!))]),
          when(op("i64.lt_s", get(exponent), floorExponent), [set(exponent, floorExponent)]),
          set(exponent, op("i64.sub", get(exponent), i64(format.mantissa))),
          // The inverse of a power of two is exact.
          set(
            size,
            op("f64.mul", op("f64.abs", get(value!)), power(op("i64.sub", i64(2046), get(exponent)))),
          ),
          set(whole, op("f64.nearest", get(size))),
          ...(residue ? [tie(residue, value!, size, whole)] : []),
          set(whole, op("f64.mul", get(whole), power(get(exponent)))),
          when(op("f64.ge", get(whole), f64(2 ** top)), [set(whole, f64(Infinity))]),
          ...(format.flush ? [when(op("f64.lt", get(whole), f64(2 ** least)), [set(whole, f64(0))])] : []),
          op("f64.copysign", get(whole), get(value!)),
        );
      },
    ),
  );
}

/** In the middle the residue decides: away from 0 if it has the sign of the value. */
function tie(residue: Local, value: Local, size: Local, whole: Local): Instruction {
  const below = op("f64.floor", get(size));
  const isTie = op("f64.eq", op("f64.sub", get(size), below), f64(0.5));
  const up = op("i32.eq", op("f64.gt", get(residue), f64(0)), op("f64.gt", get(value), f64(0)));
  return when(op("i32.and", isTie, op("f64.ne", get(residue), f64(0))), [
    set(whole, op("f64.add", below, op("f64.convert_i32_u", up))),
  ]);
}

/** The double with this exponent field and no fraction. */
function power(field: Instruction): Instruction {
  return op("f64.reinterpret_i64", op("i64.shl", field, i64(52)));
}

/**
 * a · b + c, rounded once. The product has to be exact in a double, which is what the callers prove; the sum's error is exact too (Knuth's
 * TwoSum), and decides ties.
 */
export function fusedMultiplyAdd(module: ModuleBuilder, format: FloatType): Callee {
  const round = roundFloat(module, format, true);
  const name = `fma.${nameOf(format)}`;
  return module.once(name, () =>
    module.func(
      {
        name,
        params: [
          ["a", "f64"],
          ["b", "f64"],
          ["c", "f64"],
        ],
        results: ["f64"],
      },
      ({ params: [a, b, c], local, add }) => {
        const [product, total, part] = [local("f64", "product"), local("f64", "total"), local("f64", "part")];
        const residue = op(
          "f64.add",
          op("f64.sub", get(product), op("f64.sub", get(total), get(part))),
          op("f64.sub", get(c!), get(part)),
        );
        add(
          set(product, op("f64.mul", get(a!), get(b!))),
          set(total, op("f64.add", get(product), get(c!))),
          set(part, op("f64.sub", get(total), get(product))),
          { kind: "call", callee: round, args: [get(total), residue] },
        );
      },
    ),
  );
}

/** The bits of a number of a format, as an i64; NaN has one pattern. */
export function encodeFloat(module: ModuleBuilder, format: FloatType): Callee {
  const name = `encode.${nameOf(format)}`;
  return module.once(name, () =>
    module.func({ name, params: [["value", "f64"]], results: ["i64"] }, ({ params: [value], local, add }) => {
      const { mantissa, exponent, width } = format;
      const { least, step, bias } = floatFacts(format);
      const [bits, size] = [local("i64", "bits"), local("f64", "size")];
      const infinity = (2n ** BigInt(exponent) - 1n) << BigInt(mantissa);
      add(
        set(bits, op("i64.reinterpret_f64", get(value!))),
        when(op("f64.ne", get(value!), get(value!)), [
          op("return", i64(infinity | (1n << BigInt(mantissa - 1)))),
        ]),
        set(size, op("f64.abs", get(value!))),
        op(
          "i64.or",
          op("i64.shl", op("i64.shr_u", get(bits), i64(63)), i64(width - 1)),
          choose(
            "i64",
            op("f64.eq", get(size), f64(Infinity)),
            [i64(infinity)],
            [
              choose(
                "i64",
                op("f64.lt", get(size), f64(2 ** least)),
                // Subnormals, and 0: how many least steps.
                [op("i64.trunc_sat_f64_u", op("f64.mul", get(size), f64(2 ** -step)))],
                [
                  op(
                    "i64.sub",
                    op("i64.shr_u", op("i64.reinterpret_f64", get(size)), i64(52 - mantissa)),
                    i64(BigInt(1023 - bias) << BigInt(mantissa)),
                  ),
                ],
              ),
            ],
          ),
        ),
      );
    }),
  );
}

/** The number that has these bits, given as an i64. */
export function decodeFloat(module: ModuleBuilder, format: FloatType): Callee {
  const name = `decode.${nameOf(format)}`;
  return module.once(name, () =>
    module.func({ name, params: [["bits", "i64"]], results: ["f64"] }, ({ params: [bits], local, add }) => {
      const { mantissa, exponent, width, flush } = format;
      const { step, bias } = floatFacts(format);
      const [field, fraction, size] = [local("i64", "field"), local("i64", "fraction"), local("f64", "size")];
      const ones = 2n ** BigInt(exponent) - 1n;
      const special: PlainName = "f64.reinterpret_i64";
      add(
        set(field, op("i64.and", op("i64.shr_u", get(bits!), i64(mantissa)), i64(ones))),
        set(fraction, op("i64.and", get(bits!), i64((1n << BigInt(mantissa)) - 1n))),
        set(
          size,
          choose(
            "f64",
            op("i64.eqz", get(field)),
            [flush ? f64(0) : op("f64.mul", op("f64.convert_i64_s", get(fraction)), f64(2 ** step))],
            [
              choose(
                "f64",
                op("i64.eq", get(field), i64(ones)),
                [choose("f64", op("i64.eqz", get(fraction)), [f64(Infinity)], [op("return", f64(NaN))])],
                [
                  op(
                    special,
                    op(
                      "i64.or",
                      op("i64.shl", op("i64.add", get(field), i64(1023 - bias)), i64(52)),
                      op("i64.shl", get(fraction), i64(52 - mantissa)),
                    ),
                  ),
                ],
              ),
            ],
          ),
        ),
        choose(
          "f64",
          op("i32.wrap_i64", op("i64.and", op("i64.shr_u", get(bits!), i64(width - 1)), i64(1))),
          [op("f64.neg", get(size))],
          [get(size)],
        ),
      );
    }),
  );
}

/** Math.round: to nearest, halves up, with the argument's sign where the result is 0 and the argument is not positive. */
export function roundHalfUp(module: ModuleBuilder): Callee {
  return module.once("roundHalfUp", () =>
    module.func(
      { name: "roundHalfUp", params: [["value", "f64"]], results: ["f64"] },
      ({ params: [value], local, add }) => {
        const up = local("f64", "up");
        add(
          set(up, op("f64.ceil", get(value!))),
          op(
            "f64.sub",
            get(up),
            // 1 too much where the value lies below the middle.
            op("f64.convert_i32_u", op("f64.gt", op("f64.sub", get(up), f64(0.5)), get(value!))),
          ),
        );
      },
    ),
  );
}
