import { setImmediate } from "node:timers/promises";
import { report, type Section } from "../../sim/report/index.ts";
import { param } from "../../sim/testbench/index.ts";
import { tableIii } from "./published/table-iii.ts";
import { introduction } from "./report/introduction.ts";
import { type MeasuredLayer, measureLayer, type Wanted } from "./report/measure.ts";
import { type ReportPart, reportParts } from "./report/parts.ts";

const partNames = Object.keys(reportParts) as readonly (keyof typeof reportParts)[];

/** The EIE paper's tables and figures with ours beside them. */
export const eieReport = report({
  name: "eie",
  title: "EIE: the paper's evaluation beside Systole's",
  description: "Han et al., EIE: Efficient Inference Engine on Compressed Deep Neural Network, ISCA 2016",
  params: {
    only: param.choice(["all", ...partNames], {
      default: "all",
      description: "one table or figure instead of all",
    }),
    layer: param.choice(["all", ...tableIii.map(({ name }) => name)], {
      default: "all",
      description: "one layer of Table III instead of the nine",
    }),
    dir: param.path({
      description: "folder of the authors' layer, as for eie/file; adds what is measured with it",
    }),
  },
  async sections({ params: { only, layer, dir }, seed, progress, signal }) {
    const parts: readonly ReportPart[] = partNames
      .filter((name) => only === "all" || only === name)
      .map((name) => reportParts[name]);
    const wanted = parts.flatMap((part) => part.wanted ?? []);
    const layers: MeasuredLayer[] = [];
    for (const [index, row] of tableIii.entries()) {
      if (wanted.length === 0 || (layer !== "all" && layer !== row.name)) continue;
      progress(row.name);
      // A key press and the line of progress need a turn of the loop.
      await setImmediate();
      if (signal.aborted) return [];
      layers.push(measureLayer(row, index, seed, union(wanted)));
    }
    const sections: Section[] = [];
    for (const part of parts) {
      progress("tables and charts");
      await setImmediate();
      if (signal.aborted) return [];
      sections.push(...part.sections(layers, { seed, folder: dir }));
    }
    return only === "all" ? [introduction, ...sections] : sections;
  },
});

/** All that several parts need. */
function union(all: readonly Wanted[]): Wanted {
  const pes = all.flatMap((wanted) => wanted.pes ?? []);
  return {
    queueDepths: all.some((wanted) => wanted.queueDepths === true),
    rowWidths: all.some((wanted) => wanted.rowWidths === true),
    ...(pes.length > 0 ? { pes: [...new Set(pes)] } : {}),
  };
}
