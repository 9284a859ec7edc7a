import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clockTick, createClock, edgesUpTo, fallingEdge, risingEdge } from "./clock.ts";
import { parseFrequency, parseTime, timeText } from "./units.ts";

describe("units", () => {
  it("are read exactly", () => {
    expect(parseTime("10ns")).toBe(10_000_000n);
    expect(parseTime("1.25 us")).toBe(1_250_000_000n);
    expect(parseTime("0.001ps")).toBe(1n);
    expect(parseTime("2s")).toBe(2n * 10n ** 15n);
    expect(parseFrequency("606MHz")).toEqual({ numerator: 10n ** 15n, denominator: 606_000_000n });
  });

  it.each(["10", "ns", "-1ns", "1e3ns", "10 parsecs", "1.ns", "", "0.5fs", "10 NS", "toString"])(
    "refuse %j as a duration",
    (text) => expect(() => parseTime(text)).toThrow("E-TIME"),
  );

  it.each(["10", "0MHz", "5ns", "-1Hz", "5 mhz"])("refuse %j as a frequency", (text) =>
    expect(() => parseFrequency(text)).toThrow("E-FREQUENCY"),
  );

  it("are shown exactly, in the largest unit of which they are at least one", () => {
    expect([0n, 85_000_000n, 10_409_500_000n, 1500n, 1n, 10n ** 15n].map(timeText)).toEqual([
      "0ns",
      "85ns",
      "10.4095us",
      "1.5ps",
      "1fs",
      "1s",
    ]);
  });
});

describe("clocks", () => {
  it("start low, with the first rising edge at half a period or at the phase", () => {
    const clock = createClock();
    expect([1, 2, 3].map((k) => risingEdge(clock, k))).toEqual([500_000n, 1_500_000n, 2_500_000n]);
    expect(fallingEdge(clock, 1)).toBe(1_000_000n);
    const late = createClock({ period: "10ns", phase: "3ns" });
    expect([risingEdge(late, 1), fallingEdge(late, 1), risingEdge(late, 2)]).toEqual([
      3_000_000n,
      8_000_000n,
      13_000_000n,
    ]);
  });

  it("never drift: after 10^9 edges the time is the exact rational, rounded once", () => {
    for (const [frequency, hertz] of [
      ["60MHz", 60_000_000n],
      ["606MHz", 606_000_000n],
      ["700MHz", 700_000_000n],
    ] as const) {
      const clock = createClock({ frequency, phase: "0ns" });
      const exact = 10n ** 24n / hertz;
      const seen = risingEdge(clock, 10 ** 9 + 1);
      expect(seen - exact === 0n || seen - exact === 1n).toBe(true);
    }
  });

  it("refuse what is impossible", () => {
    expect(() => createClock({ frequency: "1GHz", period: "1ns" })).toThrow("E-CLOCK");
    expect(() => createClock({ period: "1fs" })).toThrow("E-CLOCK");
    expect(() => createClock({ period: "0ns" })).toThrow("E-CLOCK");
  });

  it("count the edges up to a time, and have a tick that divides all edges", () => {
    const clocks = fc.record({
      hertz: fc.integer({ min: 1, max: 2 ** 31 }),
      phase: fc.option(fc.integer({ min: 0, max: 10_000_000 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        clocks,
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: -2, max: 2 }),
        (given, k, off) => {
          const phase = given.phase === undefined ? undefined : `${given.phase}fs`;
          const clock = createClock({ frequency: `${given.hertz}Hz`, phase });
          const edge = risingEdge(clock, k);
          const time = edge + BigInt(off) < 0n ? 0n : edge + BigInt(off);
          let expected = k + 4;
          while (expected > 0 && risingEdge(clock, expected) > time) expected -= 1;
          expect(edgesUpTo(clock, time)).toBe(expected);
          expect(fallingEdge(clock, k) > edge && fallingEdge(clock, k) < risingEdge(clock, k + 1)).toBe(true);
          const tick = clockTick(clock);
          expect([edge % tick, fallingEdge(clock, k) % tick]).toEqual([0n, 0n]);
        },
      ),
    );
  });
});
