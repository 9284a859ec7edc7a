import { entry } from "../entry.ts";

/** Codes of reports: published figures with ours beside them. */
export const reportEntries = {
  "E-REPORT-FIGURE": entry<{ report: string; id: string; problem: string }>({
    text: (f) => `the figure ${f.id} of the report ${f.report} ${f.problem}`,
    remedy: () =>
      "give each figure an id of its own, finite values, and the band or side that its class needs; leave `measured` out where there is nothing to measure",
  }),
  "E-REPORT-TABLE": entry<{ report: string; caption: string; row: number; problem: string }>({
    text: (f) => `row ${f.row} of the table "${f.caption}" in the report ${f.report} ${f.problem}`,
    remedy: () =>
      "give every row a cell for each column, empty ones too, and finite numbers; leave a cell empty by an empty text",
  }),
  "E-REPORT-CHART": entry<{ report: string; caption: string; problem: string }>({
    text: (f) => `the chart "${f.caption}" in the report ${f.report} ${f.problem}`,
    remedy: () =>
      "give at least one point, and finite numbers, above 0 on logarithmic axes; bars want a linear one",
  }),
  "E-REPORT-BLOCK": entry<{ report: string; section: string; kind: string }>({
    text: (f) => `a block of "${f.section}" in the report ${f.report} is of the kind ${f.kind}`,
    remedy: () => "use text, table, comparison or chart",
  }),
};
