import { expect, it } from "vitest";
import { checkDocument, figuresOf, judge, type Section } from "../../../sim/report/index.ts";
import { countCycles } from "../cycle-model.ts";
import { layerActivity } from "./activity.ts";
import { layerEnergy } from "./layer-energy.ts";
import { projectionSection } from "./projection-section.ts";
import { layersSection } from "./layers-section.ts";
import { peSection } from "./pe-section.ts";
import { rowWidthSection } from "./row-width-section.ts";
import { randomLayer } from "../random-layer.ts";

const layer = randomLayer({
  inputs: 640,
  outputs: 640,
  pes: 64,
  weightDensity: 0.1,
  activationDensity: 0.35,
  seed: 1,
});
const run = countCycles(layer, { queueDepth: 8, entriesPerRow: 8 });
const activity = layerActivity(layer, run);
const runs = [
  { name: "Alex-7", pes: 64, activity },
  { name: "other", pes: 64, activity },
];
const rowWidthReads = [32, 64].map((rowWidth) => ({
  layer: "Alex-7",
  rowWidth,
  matrixReads: countCycles(layer, { queueDepth: 8, entriesPerRow: rowWidth / 8 }).matrixReads,
}));
const documentOf = (sections: readonly Section[]) => ({
  name: "energy",
  title: "Energy",
  description: undefined,
  sections,
});

it("the sections make a report, and each figure that misses says why", () => {
  const document = documentOf([
    peSection(),
    layersSection(runs),
    rowWidthSection(rowWidthReads),
    projectionSection(),
  ]);
  checkDocument(document);
  expect(document.sections.map(({ title }) => title)).toEqual([
    "Energy and area of one PE",
    "Energy by layer",
    "Figure 9: energy of matrix reads against row width",
    "Table V: 256 PEs in 28 nm",
  ]);
  for (const figure of figuresOf(document)) {
    expect(figure.why, figure.published.id).toBeTruthy();
    if (figure.measured === undefined)
      expect(figure.published.id).toMatch(/act-queue|filler-cell|28-nm\/.*efficiency/);
  }
  const verdictOf = (id: string) =>
    judge(figuresOf(document).find(({ published }) => published.id === id)!).verdict;
  expect(verdictOf("eie/table-v/64/area")).toBe("met");
  expect(verdictOf("eie/table-v/28-nm/area")).toBe("met");
  expect(verdictOf("eie/table-ii/power/total")).toBe("missed");
  expect(verdictOf("eie/table-ii/power/act-queue")).toBe("missed");
});

it("tables and chart hold the energies of the layers", () => {
  const layers = layersSection(runs);
  const { picojoules, perUnit } = layerEnergy(runs[0]!).calibrated;
  const table = layers.blocks.find((block) => block.kind === "table")!;
  expect(table.rows.map((row) => [row[0], row.at(-1)])).toEqual([
    ["Alex-7", picojoules / 1000],
    ["other", picojoules / 1000],
  ]);
  const chart = layers.blocks.find((block) => block.kind === "chart")!.chart;
  const drawn = chart.points.filter(({ x }) => x === "other").reduce((sum, { y }) => sum + y, 0);
  expect(drawn).toBeCloseTo(picojoules / 1000, 9);
  expect(chart.points).toHaveLength(2 * (perUnit.length - 1));
});

it("without runs Table V is not measured", () => {
  const sections = [layersSection([])];
  checkDocument(documentOf(sections));
  const power = figuresOf(documentOf(sections)).find(
    ({ published }) => published.id === "eie/table-v/64/power",
  )!;
  expect(judge(power).verdict).toBe("not measured");
});

it("the projection has efficiencies where a throughput is given", () => {
  const document = documentOf([projectionSection(63.2 * 1000)]);
  checkDocument(document);
  const found = figuresOf(document).find(
    ({ published }) => published.id === "eie/table-v/28-nm/area-efficiency",
  )!;
  expect(found.measured).toBeCloseTo(1000, -1);
});
