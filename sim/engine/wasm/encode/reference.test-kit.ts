/** What instructions compute, by their names and in bigint and double arithmetic: `add` of 8 bits, `lt_s` of 64 … */

/** Integer instructions on lanes of `width` bits; operands and result as unsigned numbers. Undefined: not one of them. */
export function integerResult(name: string, width: number, args: readonly bigint[]): bigint | undefined {
  const u = (value: bigint) => BigInt.asUintN(width, value);
  const [a = 0n, b = 0n] = args;
  const [sa, sb] = [BigInt.asIntN(width, a), BigInt.asIntN(width, b)];
  const count = b % BigInt(width);
  const most = (signed: boolean) => (signed ? 2n ** BigInt(width - 1) - 1n : 2n ** BigInt(width) - 1n);
  const clamp = (value: bigint, low: bigint, high: bigint) =>
    value < low ? low : value > high ? high : value;
  const saturated = (value: bigint, signed: boolean) =>
    u(clamp(value, signed ? -most(true) - 1n : 0n, most(signed)));
  switch (name) {
    case "add":
      return u(a + b);
    case "sub":
      return u(a - b);
    case "mul":
      return u(a * b);
    case "div_s":
      return sb === 0n ? undefined : u(sa / sb);
    case "div_u":
      return b === 0n ? undefined : u(a / b);
    case "rem_s":
      return sb === 0n ? undefined : u(sa % sb);
    case "rem_u":
      return b === 0n ? undefined : u(a % b);
    case "and":
      return a & b;
    case "or":
      return a | b;
    case "xor":
      return a ^ b;
    case "shl":
      return u(a << count);
    case "shr_s":
      return u(sa >> count);
    case "shr_u":
      return a >> count;
    case "rotl":
      return u((a << count) | (a >> (BigInt(width) - count)));
    case "rotr":
      return u((a >> count) | (a << (BigInt(width) - count)));
    case "neg":
      return u(-a);
    case "abs":
      return u(sa < 0n ? -sa : sa);
    case "clz":
      return BigInt(width - (a === 0n ? 0 : a.toString(2).length));
    case "ctz":
      return a === 0n ? BigInt(width) : BigInt(a.toString(2).length - a.toString(2).lastIndexOf("1") - 1);
    case "popcnt":
      return BigInt(a.toString(2).replaceAll("0", "").length);
    case "min_s":
      return u(sa < sb ? sa : sb);
    case "min_u":
      return a < b ? a : b;
    case "max_s":
      return u(sa > sb ? sa : sb);
    case "max_u":
      return a > b ? a : b;
    case "avgr_u":
      return (a + b + 1n) / 2n;
    case "add_sat_s":
      return saturated(sa + sb, true);
    case "add_sat_u":
      return saturated(a + b, false);
    case "sub_sat_s":
      return saturated(sa - sb, true);
    case "sub_sat_u":
      return saturated(a - b, false);
    case "q15mulr_sat_s":
      return saturated((sa * sb + 0x4000n) >> 15n, true);
    case "extend8_s":
      return u(BigInt.asIntN(8, a));
    case "extend16_s":
      return u(BigInt.asIntN(16, a));
    case "extend32_s":
      return u(BigInt.asIntN(32, a));
    default:
      return undefined;
  }
}

/** Comparisons of integers. */
export function integerOrder(name: string, width: number, a: bigint, b: bigint): boolean | undefined {
  const signed = name.endsWith("_s");
  const [x, y] = signed ? [BigInt.asIntN(width, a), BigInt.asIntN(width, b)] : [a, b];
  return ordered(name.replace(/_[su]$/, ""), x, y);
}

function ordered<T>(name: string, x: T, y: T): boolean | undefined {
  switch (name) {
    case "eq":
      return x === y;
    case "ne":
      return x !== y;
    case "lt":
      return x < y;
    case "gt":
      return x > y;
    case "le":
      return x <= y;
    case "ge":
      return x >= y;
    default:
      return undefined;
  }
}

export function floatOrder(name: string, a: number, b: number): boolean | undefined {
  return ordered(name, a, b);
}

/** Float instructions; single precision rounds the double. Undefined: not one of them. */
export function floatResult(name: string, single: boolean, a: number, b: number): number | undefined {
  const round = single ? Math.fround : (value: number) => value;
  switch (name) {
    case "add":
      return round(a + b);
    case "sub":
      return round(a - b);
    case "mul":
      return round(a * b);
    case "div":
      return round(a / b);
    case "min":
      return Math.min(a, b);
    case "max":
      return Math.max(a, b);
    case "pmin":
      return b < a ? b : a;
    case "pmax":
      return a < b ? b : a;
    case "abs":
      return Math.abs(a);
    case "neg":
      return -a;
    case "sqrt":
      return round(Math.sqrt(a));
    case "ceil":
      return Math.ceil(a);
    case "floor":
      return Math.floor(a);
    case "trunc":
      return Math.trunc(a);
    case "nearest":
      return nearest(a);
    case "copysign":
      return Math.sign(b) < 0 || Object.is(b, -0) ? -Math.abs(a) : Math.abs(a);
    default:
      return undefined;
  }
}

function nearest(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (!(rest > 0)) return value;
  const whole = rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
  return whole === 0 && value < 0 ? -0 : whole;
}
