import type { ComparedFigure, Section } from "../../../sim/report/index.ts";
import { impliedClockFactor, projectTableV } from "./projection.ts";
import { tableV, tableVSource } from "../published/table-v.ts";
import { tableIvBand } from "../published/table-iv.ts";

/**
 * Table V's projection to 256 PEs in 28 nm, beside the textbook's rule of scaling.
 *
 * @param framesPerSecond throughput of 256 PEs at 1200 MHz on Alex-7, for the efficiencies; without it they are not measured
 */
export function projectionSection(framesPerSecond?: number): Section {
  const { eie28 } = tableV;
  const projection = projectTableV();
  const { implied, printed } = impliedClockFactor();
  const figure = (
    id: string,
    what: string,
    value: number,
    unit: string,
    measured: number | undefined,
    why: string,
  ): ComparedFigure => ({
    published: {
      id: `eie/table-v/28-nm/${id}`,
      what,
      value,
      unit,
      class: "band",
      band: tableIvBand,
      source: tableVSource,
    },
    measured,
    why,
  });
  const throughput = `our throughput by our projection; the paper's has a clock of ${implied.toFixed(1)} times 800 MHz in its throughput`;
  return {
    title: "Table V: 256 PEs in 28 nm",
    blocks: [
      {
        kind: "text",
        text: `Scaled at a constant supply: area with the square of the gate's length, energy and the time of a cycle with the length. The paper doesn't give its rule. Its power is four times that of 64 PEs, so it takes energy a cycle to shrink as much as the clock rises. Its throughput holds a clock ${implied.toFixed(3)} times that of 45 nm (with the 3.25 times of section VIII for four times the PEs), while the clock it prints is ${printed} times: with that, throughput would be ${Math.round((eie28.framesPerSecond * printed) / implied).toLocaleString("en")} frames/s, not ${eie28.framesPerSecond.toLocaleString("en")}.`,
      },
      {
        kind: "comparison",
        caption: "The projection, by the rule of scaling",
        figures: [
          figure(
            "area",
            "256 PEs, area",
            eie28.squareMillimetres,
            "mm²",
            projection.squareMillimetres,
            "(28/45)² is 0.387; the paper's 0.391 is (5/8)²",
          ),
          figure(
            "power",
            "256 PEs at 1200 MHz, power",
            eie28.watts,
            "W",
            projection.watts,
            "energy by 28/45 = 0.62; the paper's by 800/1200 = 0.67",
          ),
          figure(
            "clock",
            "clock",
            eie28.megahertz,
            "MHz",
            projection.megahertz,
            "800 · 45/28; the paper prints a round number",
          ),
          figure(
            "area-efficiency",
            "256 PEs on Alex-7, area efficiency",
            eie28.areaEfficiency,
            "frames/s/mm²",
            framesPerSecond && framesPerSecond / projection.squareMillimetres,
            throughput,
          ),
          figure(
            "energy-efficiency",
            "256 PEs on Alex-7, energy efficiency",
            eie28.framesPerJoule,
            "frames/J",
            framesPerSecond && framesPerSecond / projection.watts,
            throughput,
          ),
        ],
      },
    ],
  };
}
