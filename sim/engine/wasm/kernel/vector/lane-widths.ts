import type { Kernel } from "../../plan/plan.ts";
import { bytesOf } from "../words-in-memory.ts";
import type { LaneNode } from "./lane-graph.ts";
import { obstacle } from "./obstacle.ts";

/** Bits of a lane. */
export type Width = 8 | 16 | 32;
export type GroupSize = 4 | 8 | 16;

/** Whether lanes of a width hold all numbers between the bounds, as signed or as unsigned ones. */
export function fits(low: number, high: number, width: Width, signed: boolean): boolean {
  return signed ? low >= -(2 ** (width - 1)) && high < 2 ** (width - 1) : low >= 0 && high < 2 ** width;
}

/** Which lanes hold the values of a kernel. */
export interface LaneWidths {
  /** Of the words of a signal. */
  elementWidth(signal: number): Width;
  /** The narrowest lanes that hold a value; Infinity if none does, as of a sum that is wrapped later. */
  naturalOrWide(node: LaneNode): number;
  natural(node: LaneNode): Width;
  /** Lanes in which values can be compared, and whether as signed ones. */
  commonOf(nodes: readonly LaneNode[]): { readonly width: Width; readonly signed: boolean };
  maskWidth(mask: LaneNode): Width;
  /** The lanes in which an operator has to be computed whose result's low bits come from more than its operands' low bits. */
  exactWidth(node: LaneNode): Width;
}

export function createLaneWidths(kernel: Kernel): LaneWidths {
  const elementWidth = (signal: number): Width => {
    const { element } = kernel.signals[signal]!;
    const bytes = bytesOf(element);
    if (element.kind === "limbs" || bytes === 8) return obstacle("it has numbers of more than 32 bits");
    return (8 * bytes) as Width;
  };

  /** The narrowest lanes that hold an integer, signed or not. */
  const natural = (node: LaneNode): Width => {
    if (node.op === "load") return elementWidth(node.value);
    return common(node);
  };
  const common = (...nodes: readonly LaneNode[]): Width => {
    for (const width of [8, 16, 32] as const)
      for (const signed of [true, false])
        if (nodes.every(({ low, high }) => fits(low, high, width, signed))) return width;
    return obstacle("it has numbers of more than 32 bits on the way");
  };
  const commonOf = (nodes: readonly LaneNode[]): { width: Width; signed: boolean } => {
    const width = Math.max(common(...nodes), ...nodes.map(naturalOfLoad)) as Width;
    return { width, signed: nodes.every(({ low, high }) => fits(low, high, width, true)) };
  };
  /** Words are compared as they are loaded, rather than cut first. */
  const naturalOfLoad = (node: LaneNode): Width => (node.op === "load" ? natural(node) : 8);
  const maskWidth = (mask: LaneNode): Width => {
    const before = maskWidths.get(mask);
    if (before) return before;
    const width = findMaskWidth(mask);
    maskWidths.set(mask, width);
    return width;
  };
  const maskWidths = new Map<LaneNode, Width>();
  const findMaskWidth = ({ op, args }: LaneNode): Width => {
    switch (op) {
      case "always":
        return 32;
      case "eq":
      case "lt":
      case "le":
        return args[0]!.kind === "float" ? 32 : commonOf(args).width;
      case "nonZero":
        return natural(args[0]!);
      default:
        return Math.min(...args.map(maskWidth)) as Width;
    }
  };

  const naturalOrWide = (node: LaneNode): number => {
    for (const width of [8, 16, 32] as const)
      if (fits(node.low, node.high, width, true) || fits(node.low, node.high, width, false)) return width;
    return Infinity;
  };
  /** The lanes in which an operator that is not modular has to be computed. */
  const exactWidth = (node: LaneNode): Width => {
    if (isModular(node)) return 8;
    switch (node.op) {
      case "shr":
      case "abs":
        return Math.max(
          common(node, ...(node.op === "abs" ? [] : node.args)),
          ...node.args.map(natural),
        ) as Width;
      case "min":
      case "max":
        return commonOf(node.args).width;
      case "load":
        return natural(node);
      default:
        return 8;
    }
  };
  return { elementWidth, naturalOrWide, natural, commonOf, maskWidth, exactWidth };
}

/** The low bits of the result come from the low bits of the operands. */
function isModular({ op }: LaneNode): boolean {
  return ["add", "sub", "mul", "and", "or", "xor", "shl", "wrap", "select"].includes(op);
}
