/** The table of small designs with their values, cycle by cycle: what every engine has to reproduce. */
import type { TableEntry } from "./entry.ts";
import { composites } from "./composites.ts";
import { fixedPoint } from "./fixed-point.ts";
import { floats } from "./floats.ts";
import { integerOperators } from "./integer-operators.ts";
import { integerWidths } from "./integer-widths.ts";
import { machines } from "./machines.ts";
import { methods } from "./methods.ts";
import { neighbours } from "./neighbours.ts";
import { otherValues } from "./other-values.ts";
import { statements } from "./statements.ts";
import { collisions } from "./collisions.ts";
import { storage } from "./storage.ts";
import { structure } from "./structure.ts";

export { at, type SignalValue, type TableEntry } from "./entry.ts";

export const table: readonly TableEntry[] = [
  ...integerWidths,
  ...integerOperators,
  ...otherValues,
  ...composites,
  ...floats,
  ...fixedPoint,
  ...statements,
  ...methods,
  ...storage,
  ...collisions,
  ...structure,
  ...neighbours,
  ...machines,
];
