import {
  addArea,
  addCost,
  cactiSramArea,
  type EstimateUnit,
  multiplyArea,
  multiplyCost,
  type OperationCost,
  registerFileCost,
  sumOfCosts,
  tableSramCost,
  type UnitArea,
} from "../../../sim/estimate/index.ts";
import { publishedLnzdNode, tableIiClock } from "../published/table-ii.ts";

/** The sizes of the paper's machine on which energy depends. */
export interface EnergyMachine {
  readonly pes: number;
  /** Bits of a weight and an activation. */
  readonly operandBits: number;
  /** Bits of a column's number, which goes through the queue with its activation. */
  readonly columnBits: number;
  readonly pointerBits: number;
  /** Bits of a row of the matrix SRAM. */
  readonly rowBits: number;
  /** Address bits of a register file. */
  readonly registerBits: number;
  /** Bits that a transfer of the activation SRAM moves; assumed, as the paper doesn't give it. */
  readonly transferBits: number;
  readonly matrixBytes: number;
  /** Both banks together. */
  readonly pointerBytes: number;
  readonly activationBytes: number;
}

/** The paper's: 16-bit operands and pointers, 128, 32 and 2 KB, 64-bit rows. */
export const publishedEnergyMachine: EnergyMachine = {
  pes: 64,
  operandBits: 16,
  columnBits: 14,
  pointerBits: 16,
  rowBits: 64,
  registerBits: 6,
  transferBits: 64,
  matrixBytes: 128 * 1024,
  pointerBytes: 32 * 1024,
  activationBytes: 2 * 1024,
};

/** An SRAM's energy an access by capacity and width. */
export type SramCost = (bytes: number, bits: number) => OperationCost;

/** Nodes of leading non-zero detection above so many PEs, four children each: 16 + 4 + 1 for 64. */
export function lnzdNodes(pes: number): number {
  let nodes = 0;
  for (let width = pes; width > 1;) {
    width = Math.ceil(width / 4);
    nodes += width;
  }
  return Math.max(nodes, 1);
}

/**
 * EIE from the 45 nm table alone. Its operations are those of `eieActivity`; a write of a memory costs what a read does (assumed). The table
 * has no clock network, no pipeline registers and no control: a cycle costs nothing here.
 *
 * Areas are those of SRAMs (by CACTI) and of arithmetic; of registers there is none in the table.
 *
 * @param sram energy of the SRAMs; default: by the table's rule
 */
export function tableUnits(
  machine: EnergyMachine = publishedEnergyMachine,
  sram: SramCost = tableSramCost,
): readonly EstimateUnit[] {
  const { pes, operandBits, pointerBits, rowBits } = machine;
  const bank = machine.pointerBytes / 2;
  const queueWord = registerFileCost(operandBits + machine.columnBits);
  const operand = registerFileCost(operandBits);
  const pointer = sram(bank, pointerBits);
  const row = sram(machine.matrixBytes, rowBits);
  const transfer = sram(machine.activationBytes, machine.transferBits);
  const unit = (
    name: string,
    operations: Readonly<Record<string, OperationCost>>,
    area?: UnitArea,
  ): EstimateUnit => ({
    name,
    operations: { ...operations, cycle: freeCycle },
    instances: pes,
    ...(area ? { area } : {}),
  });
  return [
    unit("Act queue", { push: queueWord, pop: queueWord }),
    unit(
      "PtrRead",
      { read: sumOfCosts([[2, pointer]]), write: pointer },
      sumOfAreas([[2, cactiSramArea(bank, pointerBits)]]),
    ),
    unit(
      "SpmatRead",
      { rowRead: row, entry: registerFileCost(8), rowWrite: row },
      cactiSramArea(machine.matrixBytes, rowBits),
    ),
    unit(
      "ArithmUnit",
      {
        decode: operand,
        address: addCost(machine.registerBits),
        multiply: multiplyCost(operandBits),
        add: addCost(operandBits),
      },
      sumOfAreas([
        [1, multiplyArea(operandBits)],
        [1, addArea(operandBits)],
        [1, addArea(machine.registerBits)],
      ]),
    ),
    unit(
      "ActRW",
      {
        sourceRead: operand,
        sourceWrite: operand,
        destinationRead: operand,
        destinationWrite: operand,
        sramRead: transfer,
        sramWrite: transfer,
      },
      cactiSramArea(machine.activationBytes, machine.transferBits),
    ),
    lnzdUnit(pes),
  ];
}

const freeCycle: OperationCost = {
  picojoules: 0,
  class: "assumed",
  source: "the 45 nm table has no clock network, no pipeline registers and no leakage",
};

/** The LNZD nodes: published power in each cycle, whatever they find. */
function lnzdUnit(pes: number): EstimateUnit {
  const { name, milliwatts, squareMicrometres, source } = publishedLnzdNode;
  const picojoules = (milliwatts * 1e9) / tableIiClock;
  return {
    name,
    operations: { cycle: { picojoules, class: "table", source: `${source}, at 800 MHz` } },
    area: { squareMicrometres, class: "table", source },
    instances: lnzdNodes(pes),
  };
}

function sumOfAreas(parts: readonly (readonly [times: number, area: UnitArea])[]): UnitArea {
  return {
    squareMicrometres: parts.reduce((sum, [times, area]) => sum + times * area.squareMicrometres, 0),
    class: "modelled",
    source: [...new Set(parts.map(([, area]) => area.source))].join("; "),
  };
}
