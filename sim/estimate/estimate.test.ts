import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addActivities, scaleActivity } from "./activity.ts";
import { calibrateUnits, type CalibrationPoint } from "./calibrate.ts";
import { type EstimateUnit, sumOfCosts, weakestClass } from "./cost.ts";
import { estimateArea } from "./estimate-area.ts";
import { estimateEnergy } from "./estimate-energy.ts";
import { estimatePower } from "./estimate-power.ts";
import { scaleTechnology } from "./technology.ts";

const units: readonly EstimateUnit[] = [
  {
    name: "sram",
    operations: {
      read: { picojoules: 5, class: "table", source: "t" },
      write: { picojoules: 6, class: "assumed", source: "a" },
    },
    area: { squareMicrometres: 1000, class: "modelled", source: "m" },
    instances: 4,
  },
  { name: "mac", operations: { multiply: { picojoules: 0.5, class: "modelled", source: "m" } } },
];

describe("energy", () => {
  it("is counts times costs, by operation, unit and in all", () => {
    const energy = estimateEnergy({ sram: { read: 10, write: 5 }, mac: { multiply: 40 } }, units);
    expect(energy.picojoules).toBe(100);
    expect(energy.class).toBe("assumed");
    expect(energy.perUnit).toEqual([
      { unit: "sram", picojoules: 80, share: 0.8, class: "assumed" },
      { unit: "mac", picojoules: 20, share: 0.2, class: "modelled" },
    ]);
    expect(energy.rows.map((row) => [row.operation, row.picojoules, row.share, row.class])).toEqual([
      ["read", 50, 0.5, "table"],
      ["write", 30, 0.3, "assumed"],
      ["multiply", 20, 0.2, "modelled"],
    ]);
  });

  it("is of the class of what was used only, and nothing costs nothing", () => {
    expect(estimateEnergy({ sram: { read: 1 } }, units).class).toBe("table");
    const nothing = estimateEnergy({}, units);
    expect(nothing.picojoules).toBe(0);
    expect(nothing.perUnit.map(({ share }) => share)).toEqual([0, 0]);
  });

  it("is conserved, and rises with each count", () => {
    const count = fc.integer({ min: 0, max: 1e9 });
    fc.assert(
      fc.property(count, count, count, fc.integer({ min: 1, max: 1e6 }), (read, write, multiply, more) => {
        const activity = { sram: { read, write }, mac: { multiply } };
        const energy = estimateEnergy(activity, units);
        const near = (sum: number) =>
          expect(Math.abs(sum - energy.picojoules)).toBeLessThan(1e-9 * sum + 1e-9);
        near(energy.perUnit.reduce((sum, unit) => sum + unit.picojoules, 0));
        near(energy.rows.reduce((sum, row) => sum + row.picojoules, 0));
        for (const extra of [
          { sram: { read: more } },
          { sram: { write: more } },
          { mac: { multiply: more } },
        ]) {
          const larger = estimateEnergy(addActivities([activity, extra]), units);
          expect(larger.picojoules).toBeGreaterThan(energy.picojoules);
          near(larger.picojoules - estimateEnergy(extra, units).picojoules);
        }
      }),
    );
  });

  it("is refused where a count has no cost, or is none", () => {
    const estimate = (activity: Record<string, Record<string, number>>) => () =>
      estimateEnergy(activity, units);
    expect(estimate({ sarm: { read: 1 } })).toThrow("there is no unit sarm");
    expect(estimate({ sram: { erase: 1 } })).toThrow("the unit sram has no operation erase");
    for (const count of [-1, NaN, Infinity])
      expect(estimate({ sram: { read: count } })).toThrow(`the count of sram.read is ${count}`);
    expect(() => estimateEnergy({}, [...units, units[1]!])).toThrow("the unit mac stands twice");
    const negative = {
      name: "x",
      operations: { y: { picojoules: -1, class: "assumed", source: "" } },
    } as const;
    expect(() => estimateEnergy({}, [negative])).toThrow("the energy of y of x is -1");
  });
});

describe("power", () => {
  it("is energy by time", () => {
    const energy = estimateEnergy({ sram: { read: 10, write: 5 }, mac: { multiply: 40 } }, units);
    const power = estimatePower(energy, 1e-9);
    expect(power.milliwatts).toBeCloseTo(100, 9);
    expect(power.class).toBe("assumed");
    expect(power.perUnit[0]).toMatchObject({ unit: "sram", share: 0.8 });
    expect(power.perUnit[0]!.milliwatts).toBeCloseTo(80, 9);
    for (const seconds of [0, -1, NaN, Infinity])
      expect(() => estimatePower(energy, seconds)).toThrow("no power follows");
  });
});

describe("area", () => {
  it("is that of all instances, and names what it leaves out", () => {
    const area = estimateArea(units);
    expect(area).toMatchObject({ squareMicrometres: 4000, class: "modelled", without: ["mac"] });
    expect(area.rows).toEqual([
      {
        unit: "sram",
        instances: 4,
        squareMicrometresEach: 1000,
        squareMicrometres: 4000,
        share: 1,
        class: "modelled",
        source: "m",
      },
    ]);
    expect(estimateArea([]).squareMicrometres).toBe(0);
    expect(() => estimateArea([{ ...units[0]!, instances: -1 }])).toThrow(
      "the number of instances of sram is -1",
    );
  });
});

describe("calibration", () => {
  const point: CalibrationPoint = {
    unit: "sram",
    picojoulesPerCycle: 8,
    perCycle: { read: 0.5, write: 0.25 },
    cycleShare: 0.25,
    source: "s",
  };

  it("meets its point, and keeps the ratios of a unit's operations", () => {
    const { units: calibrated, factors } = calibrateUnits(units, [point]);
    // 6 pJ are left for 0.5 · 5 + 0.25 · 6 = 4 pJ.
    expect(factors).toEqual({ sram: 1.5 });
    expect(calibrated[0]!.operations).toEqual({
      read: { picojoules: 7.5, class: "calibrated", source: "s" },
      write: { picojoules: 9, class: "calibrated", source: "s" },
      cycle: { picojoules: 2, class: "calibrated", source: "s" },
    });
    expect(calibrated[1]).toBe(units[1]);
    const cycles = 1000;
    const activity = scaleActivity({ sram: { ...point.perCycle, cycle: 1 } }, cycles);
    expect(estimateEnergy(activity, calibrated).picojoules).toBe(8 * cycles);
  });

  it("is refused where there is nothing to scale", () => {
    const calibrate = (change: Partial<CalibrationPoint>) => () =>
      calibrateUnits(units, [{ ...point, ...change }]);
    expect(calibrate({ unit: "x" })).toThrow("there is no unit x");
    expect(calibrate({ perCycle: { erase: 1 } })).toThrow("no operation erase");
    expect(calibrate({ perCycle: {} })).toThrow("sram can't be calibrated");
    expect(calibrate({ perCycle: { read: -1 } })).toThrow("the count of sram.read is -1");
    expect(calibrate({ cycleShare: 1.5 })).toThrow("1.5 is no share");
    expect(calibrate({ picojoulesPerCycle: NaN })).toThrow("the energy of a cycle of sram is NaN");
  });
});

it("activities add up and scale", () => {
  const sum = addActivities([{ a: { x: 1 } }, { a: { x: 2, y: 3 }, b: { z: 4 } }, {}]);
  expect(sum).toEqual({ a: { x: 3, y: 3 }, b: { z: 4 } });
  expect(scaleActivity(sum, 0.5)).toEqual({ a: { x: 1.5, y: 1.5 }, b: { z: 2 } });
});

it("a sum of costs is as weak as its weakest part", () => {
  expect(weakestClass([])).toBe("table");
  expect(weakestClass(["modelled", "table", "calibrated"])).toBe("modelled");
  const { read, write } = units[0]!.operations;
  expect(
    sumOfCosts([
      [2, read!],
      [1, write!],
    ]),
  ).toEqual({ picojoules: 16, class: "assumed", source: "t; a" });
  expect(sumOfCosts([[1, read!]], "own").source).toBe("own");
});

it("technologies scale by the textbook's rule", () => {
  expect(scaleTechnology(45, 45)).toMatchObject({ area: 1, energy: 1, frequency: 1 });
  const half = scaleTechnology(90, 45, 0.5);
  expect(half).toMatchObject({ area: 0.25, energy: 0.125, frequency: 2 });
  expect(() => scaleTechnology(0, 28)).toThrow("0 nm is no technology");
  expect(() => scaleTechnology(45, 28, 0)).toThrow("the ratio of supplies of the technology is 0");
});
