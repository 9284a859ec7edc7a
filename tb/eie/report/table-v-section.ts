import type { Section } from "../../../sim/report/index.ts";
import { tableVSource } from "../published/table-v.ts";
import { microseconds } from "../figures.ts";
import {
  modelSizeFigure,
  tableVMachines,
  type TableVMachine,
  tableVOthers,
  throughputFigure,
} from "../published/table-v.ts";
import { PUBLISHED_PES } from "../table4-plan.ts";
import type { MeasuredLayer } from "./measure.ts";

/** Bytes of the matrix SRAM of a PE: as many entries. */
const matrixEntries = 128 * 1024;

/** Share of weights left after pruning that makes 84 M of 64 PEs; the paper does not give it. */
const densityReckoned = 0.1;

/** Table V: throughput on Alex-7, and the size of model that fits. */
export function tableVSection(layers: readonly MeasuredLayer[]): Section {
  return {
    title: "Table V: throughput",
    blocks: [
      {
        kind: "comparison",
        caption: "Frames a second on Alex-7: one over its time",
        figures: tableVMachines.map((machine) => ({
          published: throughputFigure(machine),
          measured: framesPerSecond(layers, machine),
          why:
            machine.pes === PUBLISHED_PES
              ? "the time of Table IV"
              : "the cycles of 256 PEs, in one batch, at the 1200 MHz that the table prints",
        })),
      },
      {
        kind: "comparison",
        caption: "Millions of parameters that fit",
        figures: tableVMachines.map((machine) => ({
          published: modelSizeFigure(machine),
          measured: (machine.pes * matrixEntries) / densityReckoned / 1e6,
          why: "an entry is a byte, 128 KB a PE; that a tenth of the weights is left is inferred. 16-bit pointers reach only half of these entries",
        })),
      },
      {
        kind: "table",
        caption: `Other platforms on Alex-7, as printed (${tableVSource})`,
        columns: [
          { title: "platform" },
          { title: "throughput", unit: "frames/s", digits: 0 },
          { title: "energy efficiency", unit: "frames/J" },
          { title: "power", unit: "W" },
          { title: "area", unit: "mm²" },
        ],
        rows: tableVOthers.map((other) => [
          other.name,
          other.framesPerSecond,
          other.framesPerJoule,
          other.watts,
          other.squareMillimetres,
        ]),
      },
    ],
  };
}

/** Throughput of a machine of the table on Alex-7; undefined without a run of it on as many PEs. */
export function framesPerSecond(
  layers: readonly MeasuredLayer[],
  { pes, megahertz }: TableVMachine,
): number | undefined {
  const alex7 = layers.find(({ row }) => row.name === "Alex-7");
  const points = alex7 ? [alex7.point, ...alex7.pes] : [];
  const found = points.find((point) => point.pes === pes);
  return found && 1e6 / microseconds(found.cycles, megahertz);
}
