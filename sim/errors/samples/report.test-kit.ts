import type { Sample } from "./sample.test-kit.ts";

export const samples: readonly Sample[] = [
  [
    "E-REPORT-FIGURE",
    { report: "eie", id: "a/b", problem: "stands twice" },
    "the figure a/b of the report eie stands twice",
    "give each figure an id of its own, finite values, and the band or side that its class needs; leave `measured` out where there is nothing to measure",
  ],
  [
    "E-REPORT-TABLE",
    { report: "eie", caption: "Layers", row: 2, problem: "has Infinity in column 3" },
    'row 2 of the table "Layers" in the report eie has Infinity in column 3',
    "give every row a cell for each column, empty ones too, and finite numbers; leave a cell empty by an empty text",
  ],
  [
    "E-REPORT-CHART",
    { report: "eie", caption: "Depth", problem: "has no points" },
    'the chart "Depth" in the report eie has no points',
    "give at least one point, and finite numbers, above 0 on logarithmic axes; bars want a linear one",
  ],
  [
    "E-REPORT-BLOCK",
    { report: "eie", section: "Figures", kind: "video" },
    'a block of "Figures" in the report eie is of the kind video',
    "use text, table, comparison or chart",
  ],
];
