import { connect, input, Module, outputReg, uint, wrap } from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

/** Adds its own number to what comes from the left. */
class Cell extends Module {
  readonly left = input(uint(8));
  readonly out = outputReg(uint(8));
  protected readonly number: number;

  constructor(number: number) {
    super();
    this.number = number;
  }

  override update() {
    this.out.next = wrap(this.left.value + this.number);
  }
}

/** Rows of four cells in one list: the first of each row takes what comes from outside. */
class RowsInOneList extends Module {
  readonly a = input(uint(8));
  readonly cell = Array.from({ length: 12 }, (_, i) => new Cell(i));

  constructor() {
    super();
    this.cell.forEach((cell, i) => connect(i % 4 === 0 ? this.a : this.cell[i - 1]!.out, cell.left));
  }
}

export const neighbours: readonly TableEntry[] = [
  {
    name: "rows in one list: each cell has a number of its own, and the first of a row another neighbour",
    rule: "3",
    make: () => new RowsInOneList(),
    cycles: 6,
    stimulus: { a: [100, 100, 100, 100, 100, 7] },
    expected: {
      "cell.3.out": [0, 3, 5, 6, 106, 106],
      "cell.4.out": [0, 104, 104, 104, 104, 104],
      "cell.7.out": [0, 7, 13, 18, 122, 122],
      "cell.8.out": [0, 108, 108, 108, 108, 108],
      "cell.11.out": [0, 11, 21, 30, 138, 138],
    },
  },
];
