import type { Code } from "./index.ts";

/** Codes of reports with the facts of a case, and the exact sentence and remedy that a user reads. */
export const reportSamples: readonly (readonly [
  code: Code,
  facts: object,
  message: string,
  remedy: string,
])[] = [
  [
    "E-REPORT-FIGURE",
    { report: "eie", id: "a/b", problem: "stands twice" },
    "the figure a/b of the report eie stands twice",
    "give each figure an id of its own, finite values, and the band or side that its class needs; leave `measured` out where there is nothing to measure",
  ],
  [
    "E-REPORT-TABLE",
    { report: "eie", caption: "Layers", row: 2, cells: 3, columns: 4 },
    'row 2 of the table "Layers" in the report eie has 3 cells, and the table has 4 columns',
    "give every row a cell for each column, empty ones too",
  ],
  [
    "E-REPORT-CHART",
    { report: "eie", caption: "Depth", problem: "has no points" },
    'the chart "Depth" in the report eie has no points',
    "give at least one point, and finite numbers",
  ],
  [
    "E-REPORT-BLOCK",
    { report: "eie", section: "Figures", kind: "video" },
    'a block of "Figures" in the report eie is of the kind video',
    "use text, table, comparison or chart",
  ],
];
