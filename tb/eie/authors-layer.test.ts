import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readAuthorsLayer } from "./authors-format.ts";
import { realBytes } from "./authors-writer.ts";
import { countCycles } from "./cycle-model.ts";
import { efficiency, loadBalance, microseconds, theoreticalCycles } from "./figures.ts";
import { goldenOutputs } from "./golden-model.ts";
import { planLayer } from "./layer-plan.ts";
import { publishedEie } from "./published/table-iv.ts";
import { tableIii } from "./published/table-iii.ts";

/*
 * The expected numbers were printed (and the outputs dumped) by the EIE authors' simulator, repository RalphMao/EIE-simulator, on the
 * layer shipped with it in its folder `data`, compiled for 64 PEs, 4096 inputs and the buffer size and line length given.
 */
const folder = process.env["EIE_LAYER_DIR"];
const printed = [
  // queueDepth (their buffer size), entriesPerRow (their line), cycles, matrix reads
  [2, 8, 10194, 100900],
  [3, 4, 8827, 158921],
  [8, 8, 7926, 100900],
  [8, 1, 7926, 453748],
  [16, 16, 7794, 60396],
  [256, 8, 7794, 100900],
] as const;
const printedPointerReads = 112640;
const printedEfficiency = 0.894501;
/** SHA-256 of the first 1000 fp32 words of their output dump; the words after them are 0. */
const dumpedOutputs = "f9ff08e4cca18ba87e5ffa1de6fe4e0341145b9d5816340dacb027a5cff4088c";

const title = folder
  ? "the layer shipped with the authors' simulator"
  : "the layer shipped with the authors' simulator (skipped: EIE_LAYER_DIR is unset)";

describe.skipIf(!folder)(title, () => {
  const layer = folder ? readAuthorsLayer(folder) : undefined;

  it("has the shape that they give", () => {
    expect(layer).toMatchObject({ inputs: 4096, outputs: 1000, pes: 64, bias: true, relu: false });
  });

  it("has the outputs of their dump, bit for bit", () => {
    expect(
      createHash("sha256")
        .update(realBytes(goldenOutputs(layer!)))
        .digest("hex"),
    ).toBe(dumpedOutputs);
  });

  it.each(printed)(
    "takes their cycles and reads with depth %i and %i entries a row",
    (queueDepth, entriesPerRow, cycles, reads) => {
      const result = countCycles(layer!, { queueDepth, entriesPerRow });
      expect(result.cyclesAuthorsStop).toBe(cycles);
      expect(result.cycles).toBe(cycles);
      expect(result.matrixReads).toBe(reads);
      expect(result.pointerReads).toBe(printedPointerReads);
    },
  );

  it("takes the 8.9 µs and 9.9 µs that the paper gives for Alex-8", () => {
    const { cycles, writes } = countCycles(layer!, { queueDepth: 8, entriesPerRow: 8 });
    const published = publishedEie(tableIii.findIndex((row) => row.name === "Alex-8"))!;
    const theoretical = theoreticalCycles(planLayer(layer!, { entriesPerRow: 8 }));
    expect(Number(microseconds(theoretical).toFixed(1))).toBe(published.theoretical);
    expect(Number(microseconds(cycles).toFixed(1))).toBe(published.actual);
    expect(Number(efficiency(writes, cycles, 64).toFixed(6))).toBe(printedEfficiency);
    expect(loadBalance(theoretical, cycles)).toBeCloseTo(printedEfficiency, 6); // no padding in this layer
  });
});
