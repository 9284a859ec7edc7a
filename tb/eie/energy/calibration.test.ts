import { describe, expect, it } from "vitest";
import { cactiSramCost, estimateArea, estimateEnergy, scaleActivity } from "../../../sim/estimate/index.ts";
import { calibratedUnits, clockShare, ratesOf, steadyState } from "./calibration.ts";
import { countCycles } from "../cycle-model.ts";
import { layerActivity } from "./activity.ts";
import { layerEnergy } from "./layer-energy.ts";
import { impliedClockFactor, projectTableV, publishedPeSpeedUp } from "./projection.ts";
import { publishedLnzdNode, tableIiComponents, tableIiTotal, tableIiUnits } from "../published/table-ii.ts";
import { tableV } from "../published/table-v.ts";
import { publishedEnergyMachine, tableUnits } from "./units.ts";
import { matrixReadEnergy, rowWidthEnergies } from "./row-width.ts";
import { steadyStatePower } from "./pe-section.ts";
import { randomLayer } from "../random-layer.ts";

const withPower = tableIiUnits.filter(({ milliwatts }) => milliwatts !== undefined);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("the paper's figures of power and area hang together", () => {
  it("in Table II", () => {
    for (const rows of [tableIiUnits, tableIiComponents]) {
      expect(
        Math.abs(sum(rows.map(({ milliwatts }) => milliwatts ?? 0)) - tableIiTotal.milliwatts),
      ).toBeLessThan(0.0011);
      expect(sum(rows.map((row) => row.squareMicrometres))).toBe(tableIiTotal.squareMicrometres);
    }
    expect(clockShare).toBeCloseTo(0.2046, 3);
  });

  it("with Table V", () => {
    expect(Math.round(64 * tableIiTotal.milliwatts)).toBe(586);
    expect((64 * tableIiTotal.milliwatts + 21 * publishedLnzdNode.milliwatts).toFixed(0)).toBe("587");
    for (const { watts, framesPerSecond, framesPerJoule } of [tableV.eie45, tableV.eie28])
      expect(Math.abs(framesPerSecond / watts - framesPerJoule)).toBeLessThan(3);
    for (const { framesPerSecond, squareMillimetres, areaEfficiency } of [tableV.eie45, tableV.eie28])
      expect(Math.round(framesPerSecond / squareMillimetres)).toBe(areaEfficiency);
    expect(Math.round(1e6 / 12.2)).toBe(tableV.eie45.framesPerSecond);
  });

  it("but not in the projection's clock: its throughput holds 1.6, the printed clock 1.5", () => {
    const { implied, printed } = impliedClockFactor();
    expect(implied).toBeCloseTo(1.6, 4);
    expect(printed).toBe(1.5);
    expect(publishedPeSpeedUp).toBe(3.25);
  });
});

describe("calibration", () => {
  it("gives a PE at the steady state the power of Table II, unit by unit", () => {
    const cycles = 800e6;
    const rates = scaleActivity(steadyState.perCycle, cycles);
    const activity = Object.fromEntries(
      Object.entries(rates).map(([unit, operations]) => [unit, { ...operations, cycle: cycles }]),
    );
    const energy = estimateEnergy(activity, calibratedUnits().units);
    for (const { name, milliwatts } of withPower) {
      const unit = energy.perUnit.find(({ unit }) => unit === name)!;
      expect(unit.picojoules * 1e-9).toBeCloseTo(milliwatts!, 9);
      expect(unit.class).toBe("calibrated");
    }
  });

  it("on a layer's own activity gives that layer the published power", () => {
    const layer = randomLayer({
      inputs: 640,
      outputs: 640,
      pes: 64,
      weightDensity: 0.1,
      activationDensity: 0.35,
      seed: 1,
    });
    const activity = layerActivity(layer, countCycles(layer, { queueDepth: 8, entriesPerRow: 8 }));
    const run = { name: "own", pes: 64, activity };
    const units = sum(withPower.map(({ milliwatts }) => milliwatts!));
    const published = 64 * units + 21 * publishedLnzdNode.milliwatts;
    expect(layerEnergy(run, ratesOf(activity, "own")).milliwatts).toBeCloseTo(published, 6);
    // At the steady state's costs it takes another power, as it does other things in a cycle.
    const steady = layerEnergy(run);
    expect(Math.abs(steady.milliwatts / published - 1)).toBeGreaterThan(0.01);
    expect(steady.framesPerJoule).toBeCloseTo(1e12 / steady.calibrated.picojoules, 6);
    expect(steady.microseconds * steady.milliwatts * 1e3).toBeCloseTo(steady.calibrated.picojoules, 3);
  });

  it("keeps the published area", () => {
    expect(estimateArea(calibratedUnits().units).squareMicrometres).toBe(64 * 638_024 + 21 * 189);
  });
});

describe("the table alone", () => {
  it("has the costs that the rules give", () => {
    const units = new Map(tableUnits().map((unit) => [unit.name, unit]));
    const cost = (unit: string, operation: string) => units.get(unit)!.operations[operation]!;
    expect(cost("SpmatRead", "rowRead")).toMatchObject({ picojoules: 40, class: "modelled" });
    expect(cost("PtrRead", "read").picojoules).toBeCloseTo(2 * 2.5 * Math.SQRT2, 12);
    expect(cost("Act queue", "push").picojoules).toBeCloseTo(30 / 32, 12);
    expect(cost("ArithmUnit", "decode").picojoules).toBe(0.5);
    expect(cost("ArithmUnit", "add")).toMatchObject({ picojoules: 0.05, class: "table" });
    expect(cost("ArithmUnit", "cycle")).toMatchObject({ picojoules: 0, class: "assumed" });
    expect(cost("LNZD node", "cycle").picojoules).toBeCloseTo(0.023 / 0.8, 12);
  });

  it("takes other SRAMs", () => {
    const spmat = tableUnits(publishedEnergyMachine, cactiSramCost).find(({ name }) => name === "SpmatRead")!;
    expect(spmat.operations["rowRead"]!.picojoules).toBeCloseTo(17.67, 9);
  });

  it("comes within a third of Table II's power, and within a tenth of its area", () => {
    const power = sum([...steadyStatePower().values()]);
    expect(power / tableIiTotal.milliwatts).toBeGreaterThan(0.67);
    expect(power).toBeLessThan(tableIiTotal.milliwatts);
    const area = estimateArea(tableUnits({ ...publishedEnergyMachine, pes: 1 }));
    expect(area.without).toEqual(["Act queue"]);
    expect(Math.abs(area.squareMicrometres / tableIiTotal.squareMicrometres - 1)).toBeLessThan(0.1);
  });
});

describe("row widths", () => {
  const reads = [
    [32, 1000],
    [64, 600],
    [128, 400],
  ].map(([rowWidth, matrixReads]) => ({ layer: "x", rowWidth: rowWidth!, matrixReads: matrixReads! }));

  it("are reads times energy, and the least is found", () => {
    const [byTable] = rowWidthEnergies(reads, "table");
    expect(byTable!.points.map(({ nanojoules }) => nanojoules)).toEqual([20, 24, 32]);
    expect(byTable!.best).toBe(32);
    const [byCacti] = rowWidthEnergies(reads);
    expect(byCacti!.best).toBe(64);
    expect(byCacti!.points[1]!.nanojoules).toBeCloseTo(0.6 * 17.67, 9);
    expect(rowWidthEnergies([])).toEqual([]);
  });

  it("cost more an access the wider they are, and in CACTI less a bit", () => {
    expect(matrixReadEnergy(512, "table").picojoules).toBe(8 * matrixReadEnergy(64, "table").picojoules);
    const ratio = matrixReadEnergy(512).picojoules / matrixReadEnergy(64).picojoules;
    expect(ratio).toBeGreaterThan(1);
    expect(ratio).toBeLessThan(8);
  });
});

it("the projection to 28 nm is near the published one", () => {
  const { squareMillimetres, watts, megahertz } = projectTableV();
  expect(squareMillimetres).toBeCloseTo(63.24, 2);
  expect(watts).toBeCloseTo(2.188, 3);
  expect(megahertz).toBeCloseTo(1285.7, 1);
});
