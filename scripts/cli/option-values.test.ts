import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  collectClock,
  collectParam,
  readCount,
  readPowerOn,
  readSeed,
  readTimeout,
} from "./option-values.ts";
import { UsageError } from "./usage-error.ts";

describe("values of options", () => {
  it("a parameter is key=value, and the value may hold anything", () => {
    const first = collectParam("dir=a=b c");
    expect(collectParam("__proto__=1", first)).toEqual(
      Object.assign(Object.create(null), { dir: "a=b c", ["__proto__"]: "1" }),
    );
    expect(() => collectParam("pes")).toThrow("--param pes: write it as key=value, such as --param pes=16");
    expect(() => collectParam("=1")).toThrow(UsageError);
    expect(() => collectParam("dir=2", first)).toThrow("--param dir is given twice: give one value");
  });

  it("a seed is a whole number of 32 bits, or random", () => {
    expect(readSeed("4294967295")).toBe(4294967295);
    expect(readSeed("random")).toBeGreaterThanOrEqual(0);
    for (const text of ["4294967296", "-1", "1.5", "", "0x1", "1e3", " 1"])
      expect(() => readSeed(text)).toThrow(/0…4294967295/);
  });

  it("a power-on seed is a seed", () => {
    expect(readPowerOn("7")).toBe(7);
    expect(() => readPowerOn("zero")).toThrow("--power-on zero: give a seed, 0…4294967295, or random");
  });

  it("a clock is a name and a frequency or a period, exactly", () => {
    const first = collectClock("bus=200/3 MHz");
    expect(collectClock("__proto__=1.25ns", first)).toEqual(
      Object.assign(Object.create(null), {
        bus: { frequency: "200/3 MHz" },
        ["__proto__"]: { period: "1.25ns" },
      }),
    );
    expect(() => collectClock("bus=1GHz", first)).toThrow("--clock bus is given twice: give one");
    for (const text of ["bus", "=1GHz", "bus="])
      expect(() => collectClock(text)).toThrow(`--clock ${text}: write it as name=606MHz or name=1.25ns`);
    for (const text of ["bus=606", "bus=fast", "bus=0MHz", "bus=-1ns", "bus=1fs", "bus=1/0 MHz"])
      expect(() => collectClock(text)).toThrow(`--clock ${text}: give a frequency such as 606MHz`);
  });

  it("a timeout is cycles or a time", () => {
    expect(readTimeout("100")).toBe(100);
    expect(readTimeout("1.5us")).toBe("1.5us");
    for (const text of ["0", "-1", "5 parsecs", "us", ""])
      expect(() => readTimeout(text)).toThrow(/such as 50us/);
  });

  it("none throws anything but a UsageError", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const read of [
          collectParam,
          collectClock,
          readPowerOn,
          readSeed,
          readTimeout,
          readCount("--depth", 0),
        ]) {
          try {
            read(text);
          } catch (error) {
            expect(error).toBeInstanceOf(UsageError);
            expect((error as Error).message).not.toContain("\n");
          }
        }
      }),
    );
  });
});
