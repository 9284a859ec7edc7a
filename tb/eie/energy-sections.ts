import type { Section } from "../../sim/report/index.ts";
import type { EnergyRun } from "./energy-layer.ts";
import type { RowWidthReads } from "./energy-row-width.ts";
import { layersSection } from "./energy-section-layers.ts";
import { projectionSection, rowWidthSection } from "./energy-section-others.ts";
import { peSection } from "./energy-section-pe.ts";

/** What the part of a report on energy is made from. */
export interface EnergyResults {
  /** Layers in the order of Table III; Table V is compared with the one named Alex-7, if it is there. */
  readonly runs: readonly EnergyRun[];
  /** Reads by row width, for figure 9. Default: without that figure. */
  readonly rowWidthReads?: readonly RowWidthReads[];
}

/** The part of a report on energy and area: one PE, layers, figure 9, and the projection of Table V. All of it estimates, and called so. */
export function energySections({ runs, rowWidthReads }: EnergyResults): readonly Section[] {
  return [
    peSection(),
    layersSection(runs),
    ...(rowWidthReads === undefined ? [] : [rowWidthSection(rowWidthReads)]),
    projectionSection(),
  ];
}
