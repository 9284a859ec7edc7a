import type { PublishedFigure } from "../../../sim/report/index.ts";
import { paperSource } from "./source.ts";
import { tableIvBand } from "./table-iv.ts";

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
export const tableVSource = paperSource("Table V");

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

/** The two columns of EIE in Table V: what was evaluated, and what is projected. */
export const tableVMachines = [tableV.eie45, tableV.eie28] as const;
export type TableVMachine = (typeof tableVMachines)[number];

/** Another platform of Table V. Undefined is what is not quoted here. */
export interface TableVOther {
  readonly name: string;
  readonly framesPerSecond: number;
  readonly framesPerJoule?: number;
  readonly watts?: number;
  readonly squareMillimetres?: number;
}

/** Other platforms of Table V on Alex-7. Quoted; nothing here measures them. */
export const tableVOthers: readonly TableVOther[] = [
  tableV.cpu,
  { name: "GeForce Titan X", framesPerSecond: 4115 },
  { name: "Tegra K1", framesPerSecond: 173 },
  { name: "A-Eye", framesPerSecond: 33 },
  {
    ...{ name: "DaDianNao", framesPerSecond: 147_938, framesPerJoule: 9263 },
    ...{ watts: 15.97, squareMillimetres: 67.7 },
  },
  { name: "TrueNorth", framesPerSecond: 1989 },
];

/** Throughput on Alex-7 as a figure: 1 over the time of a layer, so within the band of Table IV. */
export function throughputFigure({ name, pes, framesPerSecond }: TableVMachine): PublishedFigure {
  return {
    id: `eie/table-v/${pes}/throughput`,
    what: `${name}, throughput on Alex-7`,
    value: framesPerSecond,
    unit: "frames/s",
    class: "band",
    band: tableIvBand,
    source: tableVSource,
  };
}

/** Millions of parameters of a dense model that fit, as a figure; of 64 PEs and of 256. */
export function modelSizeFigure({ name, pes }: TableVMachine): PublishedFigure {
  return {
    id: `eie/table-v/${pes}/model-size`,
    what: `${name}, parameters that fit`,
    value: pes === 64 ? 84 : 336,
    unit: "M",
    class: "exact",
    source: tableVSource,
  };
}
