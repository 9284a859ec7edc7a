/** Power and area of a unit, or of a kind of component, of one PE. */
export interface TableIiRow {
  readonly name: string;
  /** The table gives none for filler cells. */
  readonly milliwatts?: number;
  readonly squareMicrometres: number;
}

/** Where the figures of one PE come from. */
export const tableIiSource =
  "Han et al., EIE, ISCA 2016, Table II: one PE placed and routed, TSMC 45 nm GP, worst case, 800 MHz";

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
  source: "Han et al., EIE, ISCA 2016, section VI: one LNZD unit, synthesised",
} as const;

/** A column of Table V of the EIE paper: Alex-7 on a machine. */
export interface TableVColumn {
  readonly name: string;
  readonly pes?: number;
  readonly nanometres: number;
  readonly megahertz?: number;
  readonly squareMillimetres?: number;
  readonly watts: number;
  readonly framesPerSecond: number;
  readonly framesPerJoule: number;
  /** Frames a second and mm². */
  readonly areaEfficiency?: number;
}

/** Where the comparison comes from. */
export const tableVSource = "Han et al., EIE, ISCA 2016, Table V";

/** Table V: both columns of EIE and the CPU. Exact as printed. */
export const tableV = {
  eie45: {
    name: "EIE, 64 PEs",
    pes: 64,
    nanometres: 45,
    megahertz: 800,
    squareMillimetres: 40.8,
    watts: 0.59,
    framesPerSecond: 81_967,
    framesPerJoule: 138_927,
    areaEfficiency: 2009,
  },
  eie28: {
    name: "EIE projected, 256 PEs",
    pes: 256,
    nanometres: 28,
    megahertz: 1200,
    squareMillimetres: 63.8,
    watts: 2.36,
    framesPerSecond: 426_230,
    framesPerJoule: 180_606,
    areaEfficiency: 6681,
  },
  cpu: {
    name: "Core i7-5930K",
    nanometres: 22,
    megahertz: 3500,
    squareMillimetres: 356,
    watts: 73,
    framesPerSecond: 162,
    framesPerJoule: 2.22,
  },
} as const satisfies Record<string, TableVColumn>;

/** Figure 7: energy of the dense layer on the CPU over EIE's, in the order of Table III. */
export const figure7: readonly number[] = [34522, 61533, 14826, 119797, 76784, 11828, 9485, 10904, 8053];
