import { describe, test } from "vitest";
import { checkFamilies, type Family, words } from "./expression-families.test-kit.ts";

const operators = words("+ - * / % & | ^ << >> >>> < === && ||");
/** Operands at the ends of what numbers hold, a kind a list. */
const ends: Readonly<Record<string, readonly string[]>> = {
  integers: [
    ...words("this.w.value this.i.value this.u.value 9007199254740991 -9007199254740991"),
    ...words("2147483648 -2147483649 31 -1"),
  ],
  bigints: words("this.big.value this.neg.value 0n -1n 70n this.u.value"),
  "fixed-point numbers": words("this.q.value this.x.value -0.0625 3 this.u.value this.w.value"),
  floats: [...words("this.f.value this.h.value 0.5 1e300 NaN this.w.value fp32(this.u.value)")],
};
const familiesOf = (kind: string, values: readonly string[]): readonly Family[] => [
  ...operators.map((operator) => ({
    name: `${operator} of ${kind}`,
    rows: values,
    columns: values,
    text: (x: string, y: string) =>
      operator === "&&" || operator === "||" ? `!!((${x}) ${operator} (${y}))` : `(${x}) ${operator} (${y})`,
  })),
  ...words("Math.min Math.imul and xor shl shr bit").map((name) => ({
    name: `${name} of ${kind}`,
    rows: values,
    columns: values,
    text: (x: string, y: string) => `${name}(${x}, ${y})`,
  })),
  {
    name: `functions of ${kind}`,
    rows: values,
    columns: [
      ...words(
        "-(x) ~(x) !(x) Math.abs(x) Math.trunc(x) Math.floor(x) Math.round(x) Math.clz32(x) Math.fround(x)",
      ),
      ...words(
        "BigInt(x) Number(x) toFloat(x) fp32(x) fp16(x) fixed(4,4)(x) fixed(20,20)(x) bits(x,31,4) bits(x,60,50)",
      ),
      ...words("saturate(x,uint(53)) saturate(x,sint(32)) saturate(x,fixed(20,20)) saturate(x,fp16)"),
      ...words(
        "bitsOf(x,uint(53)) bitsOf(x,bigSint(70)) bitsOf(x,fixed(20,20)) fromBits(x,fp32) fromBits(x,sint(32))",
      ),
      ...words(
        "concat([x,53]) concat([x,30],[x,30]) sum([x,x],fp32) fma(x,x,x,fp32) Math.trunc(x/3) Math.round(x/4) Math.floor(x/-2)",
      ),
    ],
    text: (x, call) => call.replaceAll(/\bx\b/g, () => x),
  },
];

describe("at the ends of what numbers hold, expressions are what JavaScript computes, or are refused (SEMANTICS 2)", () => {
  test.each(Object.entries(ends))("%s", (kind, values) => checkFamilies(familiesOf(kind, values)));
});
