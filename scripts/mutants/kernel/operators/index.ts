import type { MutationOperator } from "../mutation-operator.ts";
import { changeLaneWidth } from "./change-lane-width.ts";
import { dropMask } from "./drop-mask.ts";
import { dropWrap } from "./drop-wrap.ts";
import { reorder } from "./reorder.ts";
import { shiftOffset } from "./shift-offset.ts";
import { swapOperands } from "./swap-operands.ts";

/** The mistakes that mutants of the generator have, one each. */
export const operators: readonly MutationOperator[] = [
  swapOperands,
  dropMask,
  shiftOffset,
  changeLaneWidth,
  dropWrap,
  reorder,
];
