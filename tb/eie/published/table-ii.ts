import { paperSource } from "./source.ts";

/** Power and area of a unit, or of a kind of component, of one PE. */
export interface TableIiRow {
  readonly name: string;
  /** The table gives none for filler cells. */
  readonly milliwatts?: number;
  readonly squareMicrometres: number;
}

/** Where the figures of one PE come from. */
export const tableIiSource = paperSource(
  "Table II: one PE placed and routed, TSMC 45 nm GP, worst case, 800 MHz",
);

/** Clock at which the paper gives the power of a PE ("9.16 mW at 800 MHz", section I), in Hz. */
export const tableIiClock = 800e6;

/** Table II of the EIE paper, first line. Exact as printed. */
export const tableIiTotal = { name: "Total", milliwatts: 9.157, squareMicrometres: 638_024 } as const;

/** Table II by kind of component; its parts. Exact as printed. */
export const tableIiComponents: readonly TableIiRow[] = [
  { name: "memory", milliwatts: 5.416, squareMicrometres: 594_786 },
  { name: "clock network", milliwatts: 1.874, squareMicrometres: 866 },
  { name: "register", milliwatts: 1.026, squareMicrometres: 9465 },
  { name: "combinational", milliwatts: 0.841, squareMicrometres: 8946 },
  { name: "filler cell", squareMicrometres: 23_961 },
];

/** Table II by unit. Exact as printed. */
export const tableIiUnits: readonly TableIiRow[] = [
  { name: "Act queue", milliwatts: 0.112, squareMicrometres: 758 },
  { name: "PtrRead", milliwatts: 1.807, squareMicrometres: 121_849 },
  { name: "SpmatRead", milliwatts: 4.955, squareMicrometres: 469_412 },
  { name: "ArithmUnit", milliwatts: 1.162, squareMicrometres: 3110 },
  { name: "ActRW", milliwatts: 1.122, squareMicrometres: 18_934 },
  { name: "filler cell", squareMicrometres: 23_961 },
];

/** One node of leading non-zero detection, section VI; 21 for 64 PEs. */
export const publishedLnzdNode = {
  name: "LNZD node",
  milliwatts: 0.023,
  squareMicrometres: 189,
  source: paperSource("section VI: one LNZD unit, synthesised"),
} as const;
