import { describe, expect, it } from "vitest";
import { table45nm, tableArea, tableCost } from "./table-45nm.ts";
import { addArea, addCost, dramCost, multiplyArea, multiplyCost, registerFileCost } from "./widths.ts";

describe("the 45 nm table", () => {
  it("has the ratios that it is quoted for", () => {
    const { dramRead32, sramRead32, intAdd32, floatMultiply32 } = table45nm;
    expect(dramRead32.picojoules / sramRead32.picojoules).toBe(128);
    expect(dramRead32.picojoules / intAdd32.picojoules).toBe(6400);
    expect(Math.round(dramRead32.picojoules / floatMultiply32.picojoules)).toBe(173);
    // Table I of the EIE paper, relative to a 32-bit integer addition.
    expect(table45nm.floatAdd32.picojoules / intAdd32.picojoules).toBeCloseTo(9, 12);
    expect(table45nm.intMultiply32.picojoules / intAdd32.picojoules).toBeCloseTo(31, 12);
    expect(floatMultiply32.picojoules / intAdd32.picojoules).toBeCloseTo(37, 12);
    expect(sramRead32.picojoules / intAdd32.picojoules).toBe(50);
  });

  it("says where a figure comes from, and has no areas of memories", () => {
    expect(tableCost("intAdd8")).toEqual({
      picojoules: 0.03,
      class: "table",
      source: expect.stringContaining("ISSCC 2014") as string,
    });
    expect(tableArea("floatMultiply32")?.squareMicrometres).toBe(7700);
    expect(tableArea("sramRead32")).toBeUndefined();
  });
});

describe("widths", () => {
  it("of the table have its values", () => {
    for (const [bits, picojoules, area] of [
      [8, 0.03, 36],
      [16, 0.05, 67],
      [32, 0.1, 137],
    ] as const) {
      expect(addCost(bits)).toMatchObject({ picojoules, class: "table" });
      expect(addArea(bits)).toMatchObject({ squareMicrometres: area, class: "table" });
    }
    expect(multiplyCost(32)).toMatchObject({ picojoules: 3.1, class: "table" });
    expect(multiplyCost(8)).toMatchObject({ picojoules: 0.2, class: "table" });
    expect(multiplyArea(32, "float").squareMicrometres).toBe(7700);
    expect(multiplyCost(16, "float").picojoules).toBe(1.1);
    expect(addCost(32, "float").picojoules).toBe(0.9);
    expect(registerFileCost(32)).toMatchObject({ picojoules: 1, class: "table" });
    expect(dramCost(32).picojoules).toBe(640);
  });

  it("between two of the table lie on the power law through both", () => {
    // log4(3.1 / 0.2) = 1.977, so 16 bits are halfway in logarithms.
    expect(multiplyCost(16).picojoules).toBeCloseTo(Math.sqrt(0.2 * 3.1), 12);
    expect(multiplyArea(16).squareMicrometres).toBeCloseTo(Math.sqrt(282 * 3495), 9);
    expect(multiplyCost(16).class).toBe("modelled");
    // Figure 10 of the EIE paper has a fifth of a 32-bit multiplication: 0.62 pJ.
    expect(multiplyCost(16).picojoules / (table45nm.intMultiply32.picojoules / 5)).toBeCloseTo(1.27, 2);
  });

  it("beyond the table grow with the width, multipliers with its square", () => {
    expect(addCost(4).picojoules).toBeCloseTo(0.015, 12);
    expect(addCost(64).picojoules).toBeCloseTo(0.2, 12);
    expect(multiplyCost(4).picojoules).toBeCloseTo(0.05, 12);
    expect(multiplyCost(64).picojoules).toBeCloseTo(12.4, 12);
    expect(registerFileCost(16).picojoules).toBe(0.5);
    expect(dramCost(8).picojoules).toBe(160);
  });

  it("of two operands count as the square with as many partial products", () => {
    expect(multiplyCost(4, "int", 16).picojoules).toBeCloseTo(multiplyCost(8).picojoules, 12);
    expect(multiplyCost(16, "int", 4)).toEqual(multiplyCost(4, "int", 16));
    expect(multiplyArea(4, "int", 16).squareMicrometres).toBeCloseTo(282, 9);
  });

  it("rise without a step", () => {
    for (const cost of [addCost, multiplyCost, registerFileCost]) {
      const energies = Array.from({ length: 64 }, (_, i) => cost(i + 1).picojoules);
      energies.slice(1).forEach((energy, i) => expect(energy).toBeGreaterThan(energies[i]!));
    }
  });

  it("that are none are refused", () => {
    for (const bits of [0, -8, NaN, Infinity]) {
      expect(() => addCost(bits)).toThrow("makes no adder");
      expect(() => multiplyCost(8, "int", bits)).toThrow("makes no multiplier");
      expect(() => multiplyArea(bits)).toThrow("makes no multiplier");
      expect(() => registerFileCost(bits)).toThrow("makes no register file");
    }
  });
});
