import type { SignalIndex } from "../../../../lower/index.ts";
import { gatedSum } from "./gated-sum.ts";

/**
 * What one lane of a kernel computes, without branches: every value of every path, and masks that select among them. Equal nodes are one, so
 * that nothing is computed twice. A node's bounds hold where its path is taken; elsewhere its value is thrown away.
 */
export interface LaneNode {
  readonly id: number;
  readonly op: LaneOp;
  readonly kind: "integer" | "mask" | "float";
  readonly args: readonly LaneNode[];
  /** Of integers. */
  readonly low: number;
  readonly high: number;
  /** A constant, a signal, a shift, a width … as the operator says. */
  readonly value: number;
  readonly signed: boolean;
  /** Values of a table. */
  readonly table: readonly number[];
  readonly level: Level;
}

/** How often a value changes: never while the kernel runs, from row to row, from column to column. */
export type Level = 0 | 1 | 2;

/**
 * Integers: `const load add sub mul and or xor shl shr min max abs wrap select fromMask table`; shifts are by constants. Masks: `always` (value 0 or 1),
 * `eq lt le nonZero`, `maskAnd maskOr maskNot maskSelect`. Floats (binary32): `const load add … max neg abs select`, `convert` from an
 * integer, `roundTo` so many bits of mantissa.
 */
export type LaneOp =
  | "const"
  | "load"
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "and"
  | "or"
  | "xor"
  | "shl"
  | "shr"
  | "min"
  | "max"
  | "abs"
  | "neg"
  | "wrap"
  | "select"
  | "fromMask"
  | "table"
  | "convert"
  | "roundTo"
  | "always"
  | "eq"
  | "lt"
  | "le"
  | "nonZero"
  | "maskAnd"
  | "maskOr"
  | "maskNot"
  | "maskSelect";

export interface LaneGraph {
  integer(
    op: LaneOp,
    args: readonly LaneNode[],
    low: number,
    high: number,
    more?: Partial<LaneNode>,
  ): LaneNode;
  constant(value: number): LaneNode;
  float(op: LaneOp, args: readonly LaneNode[], more?: Partial<LaneNode>): LaneNode;
  load(signal: SignalIndex, level: Level, low: number, high: number): LaneNode;
  loadFloat(signal: SignalIndex, level: Level): LaneNode;
  always(holds: boolean): LaneNode;
  /** `le` of floats alone. */
  compare(op: "eq" | "lt" | "le", a: LaneNode, b: LaneNode): LaneNode;
  nonZero(value: LaneNode): LaneNode;
  not(mask: LaneNode): LaneNode;
  and(a: LaneNode, b: LaneNode): LaneNode;
  or(a: LaneNode, b: LaneNode): LaneNode;
  fromMask(mask: LaneNode): LaneNode;
  select(mask: LaneNode, a: LaneNode, b: LaneNode): LaneNode;
}

export function createLaneGraph(): LaneGraph {
  const known = new Map<string, LaneNode>();
  const make = (
    kind: LaneNode["kind"],
    op: LaneOp,
    args: readonly LaneNode[],
    { low = 0, high = 0, value = 0, signed = false, table = [], level }: Partial<LaneNode> = {},
  ): LaneNode => {
    const shown = Object.is(value, -0) ? "-0" : value;
    let key = `${kind} ${op} ${low} ${high} ${shown} ${signed}`;
    for (const { id } of args) key += ` ${id}`;
    if (table.length > 0) key += ` of ${table.join(",")}`;
    const before = known.get(key);
    if (before) return before;
    const node: LaneNode = {
      id: known.size,
      op,
      kind,
      args,
      low,
      high,
      value,
      signed,
      table,
      level: level ?? (Math.max(0, ...args.map((arg) => arg.level)) as Level),
    };
    known.set(key, node);
    return node;
  };
  const mask = (op: LaneOp, args: readonly LaneNode[]): LaneNode => make("mask", op, args);
  const isAlways = (node: LaneNode, holds: boolean): boolean =>
    node.op === "always" && (node.value === 1) === holds;
  /** A number of one bit as the mask that it stands for. */
  const asMask = (node: LaneNode): LaneNode | undefined => {
    if (node.op === "fromMask") return node.args[0];
    if (node.op === "const" && node.kind === "integer" && (node.value === 0 || node.value === 1))
      return graph.always(node.value === 1);
    return undefined;
  };
  const graph: LaneGraph = {
    integer: (op, args, low, high, more = {}) => make("integer", op, args, { ...more, low, high }),
    constant: (value) => make("integer", "const", [], { low: value, high: value, value }),
    float: (op, args, more = {}) => make("float", op, args, more),
    load: (signal, level, low, high) => make("integer", "load", [], { value: signal, level, low, high }),
    loadFloat: (signal, level) => make("float", "load", [], { value: signal, level }),
    always: (holds) => make("mask", "always", [], { value: holds ? 1 : 0 }),
    compare(op, a, b) {
      if (a.kind === "integer" && a.op === "const" && b.op === "const")
        return graph.always(op === "eq" ? a.value === b.value : a.value < b.value);
      if (op === "eq" && b.kind === "integer" && b.op === "const") {
        const bit = asMask(a);
        if (bit && (b.value === 0 || b.value === 1)) return b.value === 1 ? bit : graph.not(bit);
        if (b.value === 0) return graph.not(graph.nonZero(a));
        if (b.value === 1 && a.low >= 0 && a.high <= 1) return graph.nonZero(a);
      }
      return mask(op, [a, b]);
    },
    nonZero: (value) => asMask(value) ?? mask("nonZero", [value]),
    not(one) {
      if (one.op === "always") return graph.always(one.value === 0);
      return one.op === "maskNot" ? one.args[0]! : mask("maskNot", [one]);
    },
    and(a, b) {
      if (isAlways(a, false) || isAlways(b, true) || a === b) return a;
      if (isAlways(b, false) || isAlways(a, true)) return b;
      return mask("maskAnd", [a, b]);
    },
    or(a, b) {
      if (isAlways(a, true) || isAlways(b, false) || a === b) return a;
      if (isAlways(b, true) || isAlways(a, false)) return b;
      return mask("maskOr", [a, b]);
    },
    fromMask(one) {
      if (one.op === "always") return graph.constant(one.value);
      if (one.op === "nonZero" && one.args[0]!.low >= 0 && one.args[0]!.high <= 1) return one.args[0]!;
      return make("integer", "fromMask", [one], { low: 0, high: 1 });
    },
    select(test, a, b) {
      if (a === b || isAlways(test, true)) return a;
      if (isAlways(test, false)) return b;
      if (test.op === "maskNot") return graph.select(test.args[0]!, b, a);
      if (a.kind === "mask") {
        if (isAlways(a, true)) return graph.or(test, b);
        if (isAlways(b, false)) return graph.and(test, a);
        if (isAlways(a, false)) return graph.and(graph.not(test), b);
        if (isAlways(b, true)) return graph.or(graph.not(test), a);
        return mask("maskSelect", [test, a, b]);
      }
      if (a.kind === "float") return make("float", "select", [test, a, b]);
      const [x, y] = [asMask(a), asMask(b)];
      if (x && y) return graph.fromMask(graph.select(test, x, y));
      const sum = gatedSum(graph, test, a, b) ?? gatedSum(graph, graph.not(test), b, a);
      if (sum) return sum;
      const low = Math.min(a.low, b.low);
      return make("integer", "select", [test, a, b], { low, high: Math.max(a.high, b.high) });
    },
  };
  return graph;
}
