import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isTestbench, runTestbench } from "../../sim/testbench/index.ts";
import { writeAuthorsLayer } from "./authors-writer.ts";
import { tableIii } from "./published/table-iii.ts";
import { randomLayer } from "./random-layer.ts";
import * as table4 from "./table4.tb.ts";

const metricNames = [
  ...["layer", "cycles", "theoreticalUs", "actualUs", "paperTheoreticalUs", "paperActualUs"],
  ...["efficiency", "seed", "batchCycles", "ioCycles"],
];

describe("eie/table4", () => {
  it("is a testbench a layer of Table III, and one for the authors' layer", () => {
    const names = Object.values(table4)
      .filter(isTestbench)
      .map(({ name }) => name);
    const layers = tableIii.map(({ name }) => `eie/table4/${name.toLowerCase()}`);
    expect(names.sort()).toEqual(["eie/table4/authors", ...layers].sort());
  });

  it("runs a layer on the machine, with the metrics of a line and the spread over seeds", async () => {
    const { failure, metrics, log } = await runTestbench(table4.ntLstm, { seed: 1, params: { seeds: 2 } });
    expect(failure && [failure.message, failure.expected, failure.seen]).toBeUndefined();
    expect(Object.keys(metrics)).toEqual(metricNames);
    expect(metrics).toMatchObject({ layer: "NT-LSTM", paperTheoreticalUs: 6.5, paperActualUs: 7.5, seed: 1 });
    expect(metrics["actualUs"]).toBe((metrics["cycles"] as number) / 800);
    expect(log.join("\n")).toMatch(/NT-LSTM: theoretical 6\.3 µs \(paper 6\.5, −3\.7 %\)[^]*seeds 1…2/);
  });

  it("holds the authors' layer to the paper's times, and no other layer meets them", async () => {
    const dir = mkdtempSync(join(tmpdir(), "eie-table4-"));
    try {
      const shape = { inputs: 64, outputs: 64, weightDensity: 0.3, activationDensity: 0.5 };
      writeAuthorsLayer(join(dir, "layer"), randomLayer({ ...shape, pes: 64, bias: true, seed: 2 }));
      const { failure } = await runTestbench(table4.authors, { params: { dir: join(dir, "layer") } });
      expect(failure?.message).toMatch(/theoretical µs/);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  const folder = process.env["EIE_LAYER_DIR"];
  it.skipIf(!folder)("meets 8.9 and 9.9 µs with the layer shipped by the authors", async () => {
    const { failure, metrics } = await runTestbench(table4.authors, { params: { dir: folder } });
    expect(failure && [failure.message, failure.expected, failure.seen]).toBeUndefined();
    expect(Object.keys(metrics)).toEqual(metricNames);
    expect(metrics["cycles"]).toBe(7926);
  });
});
