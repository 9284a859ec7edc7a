import type { Section } from "../../../sim/report/index.ts";
import { compressionSections } from "../../compression/index.ts";
import { layersSection } from "../energy/layers-section.ts";
import { projectionSection } from "../energy/projection-section.ts";
import { peSection } from "../energy/pe-section.ts";
import { tableVMachines } from "../published/table-v.ts";
import { peCounts } from "../sweeps.ts";
import { authorsSection } from "./authors-section.ts";
import { causesSection } from "./causes-section.ts";
import { figure6Section } from "./figure-6-section.ts";
import { figure8Section } from "./figure-8-section.ts";
import { figure9Sections } from "./figure-9-section.ts";
import type { MeasuredLayer, Wanted } from "./measure.ts";
import { figure11Section, figure12Section, figure13Section } from "./pes-sections.ts";
import { tableIiiSection } from "./table-iii-section.ts";
import { tableIvSection } from "./table-iv-section.ts";
import { framesPerSecond, tableVSection } from "./table-v-section.ts";

/** What parts are made from besides the layers. */
export interface PartGiven {
  readonly seed: number;
  /** Of the authors' layer. */
  readonly folder: string | undefined;
}

/** A part of the report that can be had alone. */
export interface ReportPart {
  /** Sweeps that it needs; undefined: it needs no layer at all. */
  readonly wanted: Wanted | undefined;
  readonly sections: (layers: readonly MeasuredLayer[], given: PartGiven) => readonly Section[];
}

/** The parts by the name that `only` takes, in the order of the report. */
export const reportParts = {
  "table-iii": part({}, tableIiiSection),
  "table-iv": part({}, tableIvSection),
  authors: { wanted: undefined, sections: (_, { folder }) => [authorsSection(folder)] },
  "figure-6": part({}, figure6Section),
  causes: part({}, causesSection),
  "figure-8": part({ queueDepths: true }, figure8Section),
  "figure-9": { wanted: { rowWidths: true }, sections: figure9Sections },
  "figure-11": part({ pes: peCounts }, figure11Section),
  "figure-12": part({ pes: peCounts }, figure12Section),
  "figure-13": part({ pes: peCounts }, figure13Section),
  "table-v": {
    wanted: { pes: [256] },
    sections: (layers) => [
      tableVSection(layers),
      projectionSection(framesPerSecond(layers, tableVMachines[1])),
    ],
  },
  "table-ii": { wanted: undefined, sections: () => [peSection()] },
  energy: part({}, (layers) =>
    layersSection(
      layers.map(({ row, point, activity, loading }) => ({
        ...{ name: row.name, pes: point.pes },
        ...{ activity, loading },
      })),
    ),
  ),
  compression: { wanted: undefined, sections: (_, { seed }) => compressionSections(seed) },
} satisfies Record<string, ReportPart>;

function part(wanted: Wanted, section: (layers: readonly MeasuredLayer[]) => Section): ReportPart {
  return { wanted, sections: (layers) => [section(layers)] };
}
