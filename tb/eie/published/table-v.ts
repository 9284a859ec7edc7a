import type { PublishedFigure } from "../../../sim/report/index.ts";
import { tableV, tableVSource } from "../energy-published.ts";
import { tableIvBand } from "./table-iv.ts";

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
