import fc from "fast-check";
import { expect } from "vitest";
import type {
  AnyLeafSignal,
  BigSIntType,
  BigUIntType,
  Module,
  SIntType,
  UIntType,
} from "../describe/index.ts";
import { EventEngine } from "../engine/event/event-engine.ts";
import { compile } from "../schedule/compile.ts";
import type { ConformingEngine } from "./conforming-engine.ts";
import { conforming } from "./conforming.ts";
import { createEvaluator } from "./evaluator/index.ts";

export const floorDivide = (n: bigint, d: bigint): bigint => {
  const quotient = n / d;
  return quotient * d !== n && n < 0n !== d < 0n ? quotient - 1n : quotient;
};
export const smaller = (x: bigint, y: bigint) => (x < y ? x : y);
export const larger = (x: bigint, y: bigint) => (x > y ? x : y);
export const flag = (holds: boolean): bigint => (holds ? 1n : 0n);
export const ordersOf = (a: bigint, b: bigint): bigint =>
  [a < b, a <= b, a > b, a >= b, a === b, a !== b].reduce((all, one) => all * 2n + flag(one), 0n);

type Integer = UIntType | SIntType | BigUIntType | BigSIntType;
const isSigned = ({ kind }: { readonly kind: string }) => kind === "sint" || kind === "bigSint";

/** What an output of a type shows of an exact value. */
function shown(type: AnyLeafSignal["type"], exact: bigint): number | bigint {
  const { width } = type as { readonly width: number };
  const wrapped = isSigned(type) ? BigInt.asIntN(width, exact) : BigInt.asUintN(width, exact);
  return type.kind === "bigUint" || type.kind === "bigSint" ? wrapped : Number(wrapped);
}

/** The ends of a type, their neighbours, and what lies around 0 and around the sign. */
function specials(type: Integer): readonly bigint[] {
  const span = 2n ** BigInt(type.width);
  const low = isSigned(type) ? -span / 2n : 0n;
  const all = [
    low,
    low + 1n,
    low + 2n,
    -1n,
    0n,
    1n,
    2n,
    span / 4n,
    span / 2n - 1n,
    span / 2n,
    span - 2n,
    span - 1n,
    span / 3n,
  ];
  return [...new Set(all)].filter((n) => n >= low && n < low + span);
}

const valueOf = (type: Integer) => {
  const span = 2n ** BigInt(type.width);
  const low = isSigned(type) ? -span / 2n : 0n;
  return fc.oneof(fc.constantFrom(...specials(type)), fc.bigInt({ min: low, max: low + span - 1n }));
};

/** Both engines, and a way to ask them for one pair of operands. */
function under(
  make: () => Module,
  type: Integer,
  expected: (a: bigint, b: bigint) => Record<string, bigint>,
) {
  const engines = [
    [
      "event",
      (program: ReturnType<typeof compile>): ConformingEngine => conforming(new EventEngine(program)),
    ],
    ["evaluator", (program: ReturnType<typeof compile>): ConformingEngine => createEvaluator(program)],
  ] as const;
  const running = engines.map(([name, start]) => {
    const program = compile(make());
    const top = program.design.top.module as unknown as Record<string, AnyLeafSignal>;
    return { name, engine: start(program), top };
  });
  const isBig = type.kind === "bigUint" || type.kind === "bigSint";
  return (a: bigint, b: bigint): void => {
    const wanted = Object.entries(expected(a, b));
    for (const { name, engine, top } of running) {
      engine.drive(top["a"]!, isBig ? a : Number(a));
      engine.drive(top["b"]!, isBig ? b : Number(b));
      engine.settle();
      for (const [key, exact] of wanted) {
        const seen = engine.read(top[key]!);
        const right = shown(top[key]!.type, exact);
        if (!Object.is(seen, right))
          expect.fail(`${name}: ${key} of ${a} and ${b} is ${String(seen)} and should be ${right}`);
      }
    }
  };
}

export function judge(
  make: () => Module,
  type: Integer,
  expected: (a: bigint, b: bigint) => Record<string, bigint>,
): void {
  const check = under(make, type, expected);
  for (const a of specials(type)) for (const b of specials(type)) check(a, b);
  fc.assert(fc.property(valueOf(type), valueOf(type), check), { numRuns: 150 });
}
