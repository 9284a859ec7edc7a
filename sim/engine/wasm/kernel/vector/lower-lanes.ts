import type { PlainName } from "../../encode/index.ts";
import type { Kernel } from "../../plan/plan.ts";
import type { LaneNode } from "./lane-graph.ts";
import { createLaneWidths, fits, type GroupSize, type Width } from "./lane-widths.ts";
import { obstacle } from "./obstacle.ts";
import { floatBytes, roundTo, tableBytes } from "./vector-pieces.ts";
import type { VectorGraph, VectorNode, VectorStore } from "./vector-graph.ts";

type Shape = "i8x16" | "i16x8" | "i32x4";
const shapes: Readonly<Record<Width, Shape>> = { 8: "i8x16", 16: "i16x8", 32: "i32x4" };

/** Turns values of lanes into vectors, for groups of so many columns. */
export interface Lowering {
  /** The stores of a value to a signal's word. */
  stores(signal: number, value: LaneNode): readonly VectorStore[];
  /** A mask as lanes of its own width. */
  mask(mask: LaneNode): VectorNode;
  /** Lane widths that were used. */
  readonly widths: ReadonlySet<Width>;
}

/** The number of the access by which a signal is read or written. */
export const readAccess = (signal: number): number => 2 * signal;
export const writeAccess = (signal: number): number => 2 * signal + 1;

export function createLowering(kernel: Kernel, graph: VectorGraph, group: GroupSize): Lowering {
  const { elementWidth, naturalOrWide, natural, commonOf, maskWidth, exactWidth } = createLaneWidths(kernel);
  const widths = new Set<Width>();
  const known = new Map<string, VectorNode>();
  const partsOf = (width: Width): number => Math.max(1, (group * width) / 128);
  const next = (width: Width): Width => (width === 8 ? 16 : 32);

  const remembered = (key: string, make: () => VectorNode): VectorNode => {
    let node = known.get(key);
    if (!node) known.set(key, (node = make()));
    return node;
  };
  const extend = (from: VectorNode, to: Width, part: number, signed: boolean): VectorNode => {
    const half = part % 2 === 0 ? "low" : "high";
    const source = to === 16 ? "i8x16" : "i16x8";
    return graph.op(`${shapes[to]}.extend_${half}_${source}_${signed ? "s" : "u"}` as PlainName, from);
  };
  /** Two vectors of the wider lanes in one of the narrower, each value being one that they hold. */
  const narrow = (to: Width, a: VectorNode, b: VectorNode, signed: boolean): VectorNode =>
    graph.op(`${shapes[to]}.narrow_${shapes[next(to)]}_${signed ? "s" : "u"}` as PlainName, a, b);
  /** The same of values that they do not hold: their low bits. */
  const cut = (to: Width, a: VectorNode, b: VectorNode): VectorNode => {
    const bytes = to / 8;
    const lanes = Array.from({ length: 16 }, (_, i) => Math.floor(i / bytes) * 2 * bytes + (i % bytes));
    return graph.shuffle(lanes, a, b);
  };
  const pair = <T>(width: Width, part: number, of: (part: number) => T): readonly [T, T] => {
    const parts = partsOf(next(width));
    const first = Math.min(2 * part, parts - 1);
    return [of(first), of(Math.min(first + 1, parts - 1))];
  };

  /** The low bits of an integer in lanes of a width: the value itself where its bounds fit. */
  const lanes = (node: LaneNode, width: Width, part: number): VectorNode =>
    remembered(`${node.id} ${width} ${part}`, () => {
      widths.add(width);
      return compute(node, width, part);
    });

  const compute = (node: LaneNode, width: Width, part: number): VectorNode => {
    const { op, args } = node;
    const [a, b] = args;
    const shape = shapes[width];
    if (op === "const") return graph.splat(width, node.value);
    if (op === "fromMask") return graph.op("v128.and", mask(a!, width, part), graph.splat(width, 1));
    const own = node.op === "load" ? natural(node) : naturalOrWide(node);
    const exact = exactWidth(node);
    if (exact > width) return cutFrom(node, width, part);
    if (width > own && width > exact)
      return extend(lanes(node, width === 32 ? 16 : 8, part >> 1), width, part, node.low < 0);
    switch (op) {
      case "load":
        return load(node, part);
      case "add":
        if (b!.op === "fromMask")
          return graph.op(`${shape}.sub`, lanes(a!, width, part), mask(b!.args[0]!, width, part));
        if (a!.op === "fromMask")
          return graph.op(`${shape}.sub`, lanes(b!, width, part), mask(a!.args[0]!, width, part));
        return graph.op(`${shape}.add`, lanes(a!, width, part), lanes(b!, width, part));
      case "sub":
        if (b!.op === "fromMask")
          return graph.op(`${shape}.add`, lanes(a!, width, part), mask(b!.args[0]!, width, part));
        return graph.op(`${shape}.sub`, lanes(a!, width, part), lanes(b!, width, part));
      case "and":
      case "or":
      case "xor":
        return graph.op(`v128.${op}`, lanes(a!, width, part), lanes(b!, width, part));
      case "mul":
        return product(node, width, part);
      case "shl":
        return node.value >= width
          ? graph.splat(width, 0)
          : graph.shift(`${shape}.shl`, lanes(a!, width, part), node.value);
      case "shr": {
        const value = lanes(a!, width, part);
        if (a!.low >= 0)
          return node.value >= width
            ? graph.splat(width, 0)
            : graph.shift(`${shape}.shr_u`, value, node.value);
        return graph.shift(`${shape}.shr_s`, value, Math.min(node.value, width - 1));
      }
      case "min":
      case "max": {
        const sign = commonOf(args).signed ? "s" : "u";
        return graph.op(`${shape}.${op}_${sign}`, lanes(a!, width, part), lanes(b!, width, part));
      }
      case "abs":
        return graph.op(`${shape}.abs`, lanes(a!, width, part));
      case "wrap":
        return wrap(node, width, part);
      case "select":
        return graph.op(
          "v128.bitselect",
          lanes(b!, width, part),
          lanes(args[2]!, width, part),
          mask(a!, width, part),
        );
      case "table":
        return graph.op("i8x16.swizzle", graph.constant(tableBytes(node.table)), lanes(a!, 8, part));
      default:
        return obstacle(`it needs ${op}`);
    }
  };
  /** Computed in wider lanes, and made narrower. */
  const cutFrom = (node: LaneNode, width: Width, part: number): VectorNode => {
    const [x, y] = pair(width, part, (wide) => lanes(node, next(width), wide));
    const signed = node.low < 0;
    return fits(node.low, node.high, width, signed) && node.op !== "load"
      ? narrow(width, x, y, signed)
      : cut(width, x, y);
  };

  const load = (node: LaneNode, part: number): VectorNode => {
    const signal = node.value;
    const width = node.kind === "float" ? 32 : elementWidth(signal);
    const access = readAccess(signal);
    if (node.level < 2) return graph.load(`v128.load${width}_splat`, access, 0, node.level);
    const bytes = (group * width) / 8;
    if (bytes >= 16) return graph.load("v128.load", access, 16 * part, 2);
    return graph.load(bytes === 8 ? "v128.load64_zero" : "v128.load32_zero", access, 0, 2);
  };

  const product = (node: LaneNode, width: Width, part: number): VectorNode => {
    const [a, b] = node.args as readonly [LaneNode, LaneNode];
    if (width === 8) {
      // There is no product of bytes: the low ones of wider products.
      const [x, y] = pair(8, part, (wide) => multiplied(a, b, 16, wide));
      return cut(8, x, y);
    }
    return multiplied(a, b, width, part);
  };
  const multiplied = (a: LaneNode, b: LaneNode, width: Width, part: number): VectorNode => {
    const half: Width = width === 32 ? 16 : 8;
    const signed = [a, b].every(({ low, high }) => fits(low, high, half, true));
    if (signed || [a, b].every(({ low, high }) => fits(low, high, half, false))) {
      const name = `${shapes[width]}.extmul_${part % 2 === 0 ? "low" : "high"}_${shapes[half]}_${signed ? "s" : "u"}`;
      return graph.op(name as PlainName, lanes(a, half, part >> 1), lanes(b, half, part >> 1));
    }
    return graph.op(`${shapes[width]}.mul` as PlainName, lanes(a, width, part), lanes(b, width, part));
  };

  /** The low bits with their sign: (x & ones ^ sign) − sign, which is less than two shifts cost. */
  const wrap = (node: LaneNode, width: Width, part: number): VectorNode => {
    const bits = node.value;
    const value = lanes(node.args[0]!, width, part);
    if (bits >= width) return value;
    const low = graph.op("v128.and", value, graph.splat(width, 2 ** bits - 1));
    if (!node.signed) return low;
    const sign = graph.splat(width, 2 ** (bits - 1));
    return graph.op(`${shapes[width]}.sub` as PlainName, graph.op("v128.xor", low, sign), sign);
  };

  const mask = (node: LaneNode, width: Width, part: number): VectorNode =>
    remembered(`mask ${node.id} ${width} ${part}`, () => {
      widths.add(width);
      if (node.op === "always") return graph.splat(width, node.value === 1 ? -1 : 0);
      const own = maskWidth(node);
      if (width > own) {
        const half: Width = width === 32 ? 16 : 8;
        return extend(mask(node, half, part >> 1), width, part, true);
      }
      if (width < own) {
        const [x, y] = pair(width, part, (wide) => mask(node, next(width), wide));
        return narrow(width, x, y, true);
      }
      return computeMask(node, width, part);
    });
  const computeMask = (node: LaneNode, width: Width, part: number): VectorNode => {
    const { op, args } = node;
    const [a, b] = args as readonly [LaneNode, LaneNode];
    const shape = shapes[width];
    switch (op) {
      case "eq":
        if (a.kind === "float") return graph.op("f32x4.eq", float(a, part), float(b, part));
        return graph.op(`${shape}.eq`, lanes(a, width, part), lanes(b, width, part));
      case "lt":
        if (a.kind === "float") return graph.op("f32x4.lt", float(a, part), float(b, part));
        return graph.op(
          `${shape}.lt_${commonOf(args).signed ? "s" : "u"}`,
          lanes(a, width, part),
          lanes(b, width, part),
        );
      case "le":
        return graph.op("f32x4.le", float(a, part), float(b, part));
      case "nonZero": {
        const value = lanes(a, width, part);
        const zero = graph.splat(width, 0);
        return a.low >= 0 && fits(a.low, a.high, width, true)
          ? graph.op(`${shape}.gt_s`, value, zero)
          : graph.op(`${shape}.ne`, value, zero);
      }
      case "maskAnd":
        return graph.op("v128.and", mask(a, width, part), mask(b, width, part));
      case "maskOr":
        return graph.op("v128.or", mask(a, width, part), mask(b, width, part));
      case "maskNot":
        return graph.op("v128.not", mask(a, width, part));
      case "maskSelect":
        return graph.op(
          "v128.bitselect",
          mask(b, width, part),
          mask(args[2]!, width, part),
          mask(a, width, part),
        );
      default:
        return obstacle(`it needs ${op}`);
    }
  };

  const float = (node: LaneNode, part: number): VectorNode =>
    remembered(`float ${node.id} ${part}`, () => {
      widths.add(32);
      const { op, args } = node;
      const [a, b] = args as readonly [LaneNode, LaneNode];
      switch (op) {
        case "const":
          return graph.constant(floatBytes(node.value));
        case "load":
          return load(node, part);
        case "add":
        case "sub":
        case "mul":
        case "div":
        case "min":
        case "max":
          return graph.op(`f32x4.${op}`, float(a, part), float(b, part));
        case "neg":
        case "abs":
          return graph.op(`f32x4.${op}`, float(a, part));
        case "select":
          return graph.op("v128.bitselect", float(b, part), float(args[2]!, part), mask(a, 32, part));
        case "convert":
          return graph.op("f32x4.convert_i32x4_s", lanes(a, 32, part));
        case "roundTo":
          return roundTo(graph, float(a, part), node.value);
        default:
          return obstacle(`it needs ${op} of floats`);
      }
    });
  const stores = (signal: number, value: LaneNode): readonly VectorStore[] => {
    const width = value.kind === "float" ? 32 : elementWidth(signal);
    const access = writeAccess(signal);
    const bytes = (group * width) / 8;
    const at = (part: number): VectorNode =>
      value.kind === "float" ? float(value, part) : lanes(value, width, part);
    if (bytes < 16) {
      const name = bytes === 8 ? "v128.store64_lane" : "v128.store32_lane";
      return [{ name, access, at: 0, value: at(0) }];
    }
    return Array.from({ length: partsOf(width) }, (_, part) => ({
      name: "v128.store" as const,
      access,
      at: 16 * part,
      value: at(part),
    }));
  };
  return { stores, mask: (node) => mask(node, maskWidth(node), 0), widths };
}
