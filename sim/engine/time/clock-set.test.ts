import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Clock, type ClockOptions, createClock, fallingEdge, risingEdge } from "./clock.ts";
import { createClocks } from "./clock-set.ts";
import { parseFrequency, parsePeriod } from "./units.ts";

const MHZ = 10n ** 6n;
const SECOND = 10n ** 15n;

/** Round half up of a rational of femtoseconds: written apart from the code that is tested. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const whole = numerator / denominator;
  return 2n * (numerator - whole * denominator) >= denominator ? whole + 1n : whole;
}

describe("SEMANTICS 5: clocks are exact rationals", () => {
  test("60, 606 and 700 MHz beside 200 MHz: each of 10^9 edges is the rational, rounded once", () => {
    for (const hertz of [60n * MHZ, 606n * MHZ, 700n * MHZ, 200n * MHZ]) {
      const clock = createClock({ frequency: `${hertz}Hz` });
      for (const k of [1, 2, 3, 999_999_937, 10 ** 9, 10 ** 9 + 1]) {
        const halves = 2n * BigInt(k) - 1n;
        expect(risingEdge(clock, k)).toBe(rounded(halves * SECOND, 2n * hertz));
        expect(fallingEdge(clock, k)).toBe(rounded((halves + 1n) * SECOND, 2n * hertz));
      }
    }
  });

  test("edges that coincide in the rationals coincide, after 10^9 of them too; others do not", () => {
    // From the same first edge on: 3 edges of 60 MHz last as long as 10 of 200 MHz, 303 of 606 MHz as 100, 7 of 700 MHz as 2.
    const core = createClock({ frequency: "200MHz", phase: "0ns" });
    for (const [frequency, own, ofCore] of [
      ["60MHz", 3, 10],
      ["606MHz", 303, 100],
      ["700MHz", 7, 2],
    ] as const) {
      const clock = createClock({ frequency, phase: "0ns" });
      for (const n of [0, 1, 2, 1_000_003, Math.floor(10 ** 9 / own)]) {
        expect(risingEdge(clock, 1 + n * own)).toBe(risingEdge(core, 1 + n * ofCore));
        expect(risingEdge(clock, 2 + n * own)).not.toBe(risingEdge(core, 2 + n * ofCore));
      }
    }
  });

  test("two names of one rational have all edges together", () => {
    const same: readonly ClockOptions[] = [
      { frequency: "200/3 MHz" },
      { frequency: { numerator: 200_000_000, denominator: 3 } },
      { period: "15ns" },
      { period: { numerator: 15n, denominator: 10n ** 9n } },
    ];
    const [first, ...others] = same.map((options) => createClock(options)) as [Clock, ...Clock[]];
    for (const other of others)
      for (const k of [1, 7, 10 ** 9]) expect(risingEdge(other, k)).toBe(risingEdge(first, k));
  });

  test("a ratio is one of frequencies, and never drifts from its base", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 1, max: 2 ** 31 }),
        fc.integer({ min: 0, max: 10 ** 9 }),
        (numerator, denominator, hertz, n) => {
          const clocks = {
            clk: { frequency: `${hertz}Hz`, phase: "0fs" },
            bus: ratio(numerator, denominator),
          };
          const [clk, bus] = createClocks(["clk", "bus"], undefined, clocks) as [Clock, Clock];
          expect(risingEdge(bus, 1 + n * numerator)).toBe(risingEdge(clk, 1 + n * denominator));
        },
      ),
    );
  });

  test("the first rising edge is at the phase: a time, a part of the period, half a period by default", () => {
    const first = (options: ClockOptions) => risingEdge(createClock({ period: "10ns", ...options }), 1);
    expect(first({})).toBe(5_000_000n);
    expect(first({ phase: "3ns" })).toBe(3_000_000n);
    expect(first({ phase: [1, 4] })).toBe(2_500_000n);
    expect(first({ phase: [0, 1] })).toBe(0n);
    expect(first({ phase: [5, 2] })).toBe(25_000_000n);
  });
});

function ratio(numerator: number, denominator: number): ClockOptions {
  return { ratio: [numerator, denominator], of: "clk", phase: "0fs" };
}

describe("what is no clock", () => {
  test.each<[string, string, ClockOptions]>([
    ["period 0", "E-CLOCK", { period: "0ns" }],
    ["a period of less than two femtoseconds", "E-CLOCK", { period: "3/2 fs" }],
    ["frequency 0", "E-FREQUENCY", { frequency: "0MHz" }],
    ["division by zero", "E-FREQUENCY", { frequency: "1/0 GHz" }],
    ["no rational", "E-CLOCK", { frequency: { numerator: 1.5, denominator: 1 } }],
    ["a negative one", "E-CLOCK", { period: { numerator: -1, denominator: 1 } }],
    ["a zero in a fraction", "E-CLOCK", { frequency: { numerator: 0, denominator: 1 } }],
    ["NaN in a ratio", "E-CLOCK", { ratio: [NaN, 1], of: "clk" }],
    ["zero in a ratio", "E-CLOCK", { ratio: [1, 0], of: "clk" }],
    ["a ratio of nothing", "E-CLOCK", { ratio: [1, 2] }],
    ["of without ratio", "E-CLOCK", { of: "clk" }],
    ["two ways at once", "E-CLOCK", { frequency: "1GHz", ratio: [1, 2], of: "clk" }],
    ["a phase that is no fraction", "E-CLOCK", { phase: [1, 0] }],
    ["a phase that is no time", "E-TIME", { phase: "soon" }],
  ])("%s", (_, code, bus) => {
    expect(() => createClocks(["clk", "bus"], undefined, { bus })).toThrow(code);
  });

  test("names have to fit the design", () => {
    const make = (names: string[], clocks: Record<string, ClockOptions>, clock?: ClockOptions) => () =>
      createClocks(names, clock, clocks, () => "top.receiver");
    expect(make(["clk", "bus"], {})).toThrow(/E-CLOCK-MISSING[^]*top\.receiver is in the clock domain bus/);
    expect(make(["clk"], { buss: {} })).toThrow(/E-CLOCK-UNKNOWN[^]*`clocks` names the clock buss/);
    expect(make(["clk"], { clk: {} }, {})).toThrow("E-CLOCK");
    expect(make(["clk", "bus"], { bus: { ratio: [1, 2], of: "pll" } })).toThrow("E-CLOCK-UNKNOWN");
    expect(
      make(["clk", "bus"], { bus: { ratio: [1, 2], of: "pll" }, pll: { frequency: "1GHz" } }),
    ).not.toThrow();
  });

  test("ratios of each other are a ring", () => {
    const ring: Record<string, ClockOptions> = {
      a: { ratio: [1, 2], of: "b" },
      b: { ratio: [1, 2], of: "c" },
      c: { ratio: [1, 2], of: "b" },
    };
    expect(() => createClocks(["a", "b", "c"], undefined, ring)).toThrow(/E-CLOCK-RATIO[^]*: b ← c ← b/);
    expect(() => createClocks(["a"], undefined, { a: { ratio: [1, 2], of: "a" } })).toThrow(/: a ← a/);
  });

  test("fractions are read exactly", () => {
    expect(parsePeriod("10/3 ns")).toEqual({ numerator: 10_000_000n, denominator: 3n });
    expect(parseFrequency("1/3GHz")).toEqual({ numerator: 3n * SECOND, denominator: 10n ** 9n });
    expect(parsePeriod("1.25/2 us")).toEqual({ numerator: 125n * 10n ** 9n, denominator: 200n });
  });
});
