import {
  block,
  br,
  brIf,
  type Callee,
  choose,
  type FunctionBuilder,
  get,
  i32,
  i64,
  type Instruction,
  label,
  load,
  type Local,
  loop,
  type ModuleBuilder,
  op,
  type PlainName,
  set,
  store,
  when,
} from "../../encode/index.ts";

/*
 * Arithmetic on wide integers: two's complement in limbs of 64 bits, the lowest first, all operands of one length, which is the last parameter
 * but for shifts. Results go to `to`, which is no operand's space.
 */

const limb = (address: Local, at: Local): Instruction =>
  load("i64.load", op("i32.add", get(address), op("i32.shl", get(at), i32(3))));
const setLimb = (address: Local, at: Local, value: Instruction): Instruction =>
  store("i64.store", op("i32.add", get(address), op("i32.shl", get(at), i32(3))), value);
const half = (address: Local, at: Local): Instruction =>
  load("i64.load32_u", op("i32.add", get(address), op("i32.shl", get(at), i32(2))));
const increment = (at: Local): Instruction => set(at, op("i32.add", get(at), i32(1)));

/** for (at = from; at < count; at++) */
function upTo(at: Local, from: Instruction, count: Instruction, body: readonly Instruction[]): Instruction {
  const [out, again] = [label("out"), label("again")];
  return block(out, [
    set(at, from),
    loop(again, [brIf(out, op("i32.ge_u", get(at), count)), ...body, increment(at), br(again)]),
  ]);
}

type Params = readonly string[];

function define(
  module: ModuleBuilder,
  name: string,
  params: Params,
  write: (builder: FunctionBuilder, ...params: Local[]) => void,
  results: readonly "i32"[] = [],
): Callee {
  return module.once(`limbs.${name}`, () =>
    module.func(
      { name: `limbs.${name}`, params: params.map((param) => [param, "i32"] as const), results },
      (builder) => write(builder, ...builder.params),
    ),
  );
}

/** a + b or a − b. The carry into a limb: the sum is less than an operand, or the carry itself overflowed. */
export function addLimbs(module: ModuleBuilder, name: "add" | "sub"): Callee {
  return define(module, name, ["to", "a", "b", "count"], (builder, to, a, b, count) => {
    const [at, carry] = [builder.local("i32", "at"), builder.local("i64", "carry")];
    const [x, y, sum] = [builder.local("i64", "x"), builder.local("i64", "y"), builder.local("i64", "sum")];
    const isSum = name === "add";
    const overflow = isSum
      ? op("i32.or", op("i64.lt_u", get(sum), get(x)), op("i64.lt_u", get(y), get(sum)))
      : op("i32.or", op("i64.lt_u", get(x), get(y)), op("i64.lt_u", get(sum), get(carry)));
    builder.add(
      upTo(at, i32(0), get(count!), [
        set(x, limb(a!, at)),
        // `y` becomes the result of the limb once the carry is added.
        set(sum, isSum ? op("i64.add", get(x), limb(b!, at)) : op("i64.sub", get(x), set2(y, limb(b!, at)))),
        ...(isSum ? [set(y, op("i64.add", get(sum), get(carry)))] : []),
        setLimb(to!, at, isSum ? get(y) : op("i64.sub", get(sum), get(carry))),
        set(carry, op("i64.extend_i32_u", overflow)),
      ]),
    );
  });
}

function set2(local: Local, value: Instruction): Instruction {
  return { kind: "tee", local, args: [value] };
}

/** The low limbs of a · b: halves of 32 bits, multiplied as in school. */
export function multiplyLimbs(module: ModuleBuilder): Callee {
  return define(module, "mul", ["to", "a", "b", "count"], (builder, to, a, b, count) => {
    const [i, j, halves] = [
      builder.local("i32", "i"),
      builder.local("i32", "j"),
      builder.local("i32", "halves"),
    ];
    const [x, carry] = [builder.local("i64", "x"), builder.local("i64", "carry")];
    const place = op("i32.add", get(to!), op("i32.shl", op("i32.add", get(i), get(j)), i32(2)));
    const sum = builder.local("i64", "sum");
    builder.add(
      { kind: "memoryFill", args: [get(to!), i32(0), op("i32.shl", get(count!), i32(3))] },
      set(halves, op("i32.shl", get(count!), i32(1))),
      upTo(i, i32(0), get(halves), [
        set(x, half(a!, i)),
        set(carry, i64(0)),
        upTo(j, i32(0), op("i32.sub", get(halves), get(i)), [
          // (2³² − 1)² + 2 · (2³² − 1) is 2⁶⁴ − 1: nothing is lost.
          set(
            sum,
            op(
              "i64.add",
              op("i64.add", op("i64.mul", get(x), half(b!, j)), load("i64.load32_u", place)),
              get(carry),
            ),
          ),
          store("i64.store32", place, get(sum)),
          set(carry, op("i64.shr_u", get(sum), i64(32))),
        ]),
      ]),
    );
  });
}

/** Bitwise, limb by limb. */
export function bitwiseLimbs(module: ModuleBuilder, name: "and" | "or" | "xor"): Callee {
  return define(module, name, ["to", "a", "b", "count"], (builder, to, a, b, count) => {
    const at = builder.local("i32", "at");
    const operator: PlainName = `i64.${name}`;
    builder.add(upTo(at, i32(0), get(count!), [setLimb(to!, at, op(operator, limb(a!, at), limb(b!, at)))]));
  });
}

/** a · 2^by, the low limbs; `by` is not negative, however large. */
export function shiftLimbsUp(module: ModuleBuilder): Callee {
  return define(module, "shl", ["to", "a", "by", "count"], (builder, to, a, by, count) => {
    const [at, from, bits] = [
      builder.local("i32", "at"),
      builder.local("i32", "from"),
      builder.local("i64", "bits"),
    ];
    const whole = op("i32.shr_u", get(by!), i32(6));
    const limbAt = (back: number): Instruction =>
      load("i64.load", op("i32.add", get(a!), op("i32.shl", op("i32.sub", get(from), i32(back)), i32(3))));
    builder.add(
      set(bits, op("i64.extend_i32_u", op("i32.and", get(by!), i32(63)))),
      upTo(at, i32(0), get(count!), [
        set(from, op("i32.sub", get(at), whole)),
        setLimb(
          to!,
          at,
          choose(
            "i64",
            op("i32.lt_u", get(at), whole),
            [i64(0)],
            [
              op(
                "i64.or",
                op("i64.shl", limbAt(0), get(bits)),
                // The limb below gives its high bits; of 0 bits there are none, and no such limb is below the lowest.
                choose(
                  "i64",
                  op("i32.and", op("i64.ne", get(bits), i64(0)), op("i32.gt_s", get(from), i32(0))),
                  [op("i64.shr_u", limbAt(1), op("i64.sub", i64(64), get(bits)))],
                  [i64(0)],
                ),
              ),
            ],
          ),
        ),
      ]),
    );
  });
}

/** floor(a / 2^by): above the highest limb there are copies of its sign. */
export function shiftLimbsDown(module: ModuleBuilder): Callee {
  return define(module, "shr", ["to", "a", "by", "count"], (builder, to, a, by, count) => {
    const [at, from, bits] = [
      builder.local("i32", "at"),
      builder.local("i32", "from"),
      builder.local("i64", "bits"),
    ];
    const sign = builder.local("i64", "sign");
    const limbAt = (up: number): Instruction =>
      choose(
        "i64",
        op("i32.lt_u", op("i32.add", get(from), i32(up)), get(count!)),
        [load("i64.load", op("i32.add", get(a!), op("i32.shl", op("i32.add", get(from), i32(up)), i32(3))))],
        [get(sign)],
      );
    builder.add(
      set(bits, op("i64.extend_i32_u", op("i32.and", get(by!), i32(63)))),
      set(at, op("i32.sub", get(count!), i32(1))),
      set(sign, op("i64.shr_s", limb(a!, at), i64(63))),
      upTo(at, i32(0), get(count!), [
        set(from, op("i32.add", get(at), op("i32.shr_u", get(by!), i32(6)))),
        setLimb(
          to!,
          at,
          choose(
            "i64",
            op("i64.eqz", get(bits)),
            [limbAt(0)],
            [
              op(
                "i64.or",
                op("i64.shr_u", limbAt(0), get(bits)),
                op("i64.shl", limbAt(1), op("i64.sub", i64(64), get(bits))),
              ),
            ],
          ),
        ),
      ]),
    );
  });
}

/** −1, 0 or 1, as a is less than, equal to or greater than b. */
export function compareLimbs(module: ModuleBuilder): Callee {
  return define(
    module,
    "compare",
    ["a", "b", "count"],
    (builder, a, b, count) => {
      const [x, y] = [builder.local("i64", "x"), builder.local("i64", "y")];
      const again = label("again");
      const order = (lt: PlainName): Instruction =>
        choose("i32", op(lt, get(x), get(y)), [i32(-1)], [i32(1)]);
      const isTop = builder.local("i32", "isTop");
      builder.add(
        set(isTop, i32(1)),
        loop(again, [
          set(count!, op("i32.sub", get(count!), i32(1))),
          set(x, limb(a!, count!)),
          set(y, limb(b!, count!)),
          when(op("i64.ne", get(x), get(y)), [
            // The highest limb has the sign.
            op("return", choose("i32", get(isTop), [order("i64.lt_s")], [order("i64.lt_u")])),
          ]),
          set(isTop, i32(0)),
          brIf(again, get(count!)),
        ]),
        i32(0),
      );
    },
    ["i32"],
  );
}

/** `from` limbs of a, and behind them what extends them: their sign, or zeros where `signed` is 0. */
export function extendLimbs(module: ModuleBuilder): Callee {
  return define(
    module,
    "extend",
    ["to", "a", "from", "signed", "count"],
    (builder, to, a, from, signed, count) => {
      const [at, fill] = [builder.local("i32", "at"), builder.local("i64", "fill")];
      const last = builder.local("i32", "last");
      builder.add(
        set(last, op("i32.sub", get(from!), i32(1))),
        set(fill, choose("i64", get(signed!), [op("i64.shr_s", limb(a!, last), i64(63))], [i64(0)])),
        upTo(at, i32(0), get(count!), [
          setLimb(to!, at, choose("i64", op("i32.lt_u", get(at), get(from!)), [limb(a!, at)], [get(fill)])),
        ]),
      );
    },
  );
}

/** The low `width` bits of a, as a number that is signed or not. */
export function wrapLimbs(module: ModuleBuilder): Callee {
  return define(
    module,
    "wrap",
    ["to", "a", "width", "signed", "count"],
    (builder, to, a, width, signed, count) => {
      const [at, fill, last] = [
        builder.local("i32", "at"),
        builder.local("i64", "fill"),
        builder.local("i32", "last"),
      ];
      const [rest, top] = [builder.local("i64", "rest"), builder.local("i64", "top")];
      builder.add(
        // The limb of the highest bit, and how far that bit is from the limb's own.
        set(last, op("i32.shr_u", op("i32.sub", get(width!), i32(1)), i32(6))),
        set(rest, op("i64.extend_i32_u", op("i32.and", op("i32.sub", i32(0), get(width!)), i32(63)))),
        set(top, op("i64.shl", limb(a!, last), get(rest))),
        set(
          top,
          choose(
            "i64",
            get(signed!),
            [set2(fill, op("i64.shr_s", get(top), get(rest)))],
            [op("i64.shr_u", get(top), get(rest))],
          ),
        ),
        set(fill, op("i64.shr_s", get(fill), i64(63))),
        upTo(at, i32(0), get(count!), [
          setLimb(
            to!,
            at,
            choose(
              "i64",
              op("i32.lt_u", get(at), get(last)),
              [limb(a!, at)],
              [choose("i64", op("i32.eq", get(at), get(last)), [get(top)], [get(fill)])],
            ),
          ),
        ]),
      );
    },
  );
}

/** Whether any bit of a is set. */
export function anyLimb(module: ModuleBuilder): Callee {
  return define(
    module,
    "any",
    ["a", "count"],
    (builder, a, count) => {
      const [at, all] = [builder.local("i32", "at"), builder.local("i64", "all")];
      builder.add(
        upTo(at, i32(0), get(count!), [set(all, op("i64.or", get(all), limb(a!, at)))]),
        op("i64.ne", get(all), i64(0)),
      );
    },
    ["i32"],
  );
}
