import type { Expression } from "../../../../lower/index.ts";
import { constantInteger, knownInteger } from "../scalar/constants.ts";
import { laneFloat } from "./lane-float.ts";
import type { LaneGraph, LaneNode } from "./lane-graph.ts";
import { obstacle } from "./obstacle.ts";

/** What expressions read at a point of the run. */
export interface LaneScope {
  readonly graph: LaneGraph;
  readonly signal: (index: number) => LaneNode;
  readonly local: (index: number) => LaneNode;
}

/** Signals or values that an index may choose from by masks. */
const MOST_CHOICES = 16;

export function laneValue(expr: Expression, scope: LaneScope): LaneNode {
  const { graph } = scope;
  switch (expr.op) {
    case "read":
      return scope.signal(expr.signal);
    case "local":
      return scope.local(expr.local);
    case "cond":
      return graph.select(
        laneValue(expr.test, scope),
        laneValue(expr.then, scope),
        laneValue(expr.else, scope),
      );
    case "element":
      return choose(
        laneValue(expr.at, scope),
        expr.signals.map((signal) => scope.signal(signal)),
        graph,
      );
    case "select":
      return choose(
        laneValue(expr.at, scope),
        expr.elements.map((element) => laneValue(element, scope)),
        graph,
      );
    case "table":
      return table(expr, scope);
    case "memory":
      return obstacle("it reads a memory");
    case "const":
      if (expr.type.kind === "boolean") return graph.always(expr.value === true);
      break;
    default:
      break;
  }
  if (expr.type.kind === "boolean") return laneMask(expr, scope);
  if (expr.type.kind === "float") return laneFloat(expr, scope, laneValue);
  return laneInteger(expr, scope);
}

/** One of several values: the last, unless the index is another's. */
export function choose(at: LaneNode, values: readonly LaneNode[], graph: LaneGraph): LaneNode {
  if (at.op === "const") return values[at.value] ?? values[0]!;
  if (values.length > MOST_CHOICES) obstacle(`an index chooses among ${values.length} values`);
  return values.reduceRight((rest, value, i) =>
    graph.select(graph.compare("eq", at, graph.constant(i)), value, rest),
  );
}

function table(expr: Extract<Expression, { op: "table" }>, scope: LaneScope): LaneNode {
  const { graph } = scope;
  const at = laneValue(expr.at, scope);
  const values = expr.values.map((value) => laneValue(value, scope));
  const isBytes = values.every((value) => value.op === "const" && value.kind === "integer");
  if (at.op !== "const" && isBytes && values.length <= 16) {
    const numbers = values.map(({ value }) => value);
    const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
    if ((low >= 0 && high < 256) || (low >= -128 && high < 128))
      return graph.integer("table", [at], low, high, { table: numbers });
  }
  return choose(at, values, graph);
}

/** Bounds of an expression that is some kind of integer. */
export function boundsOf({ type }: Expression): { readonly low: number; readonly high: number } {
  switch (type.kind) {
    case "integer":
    case "fixed":
      return type;
    case "big":
      return { low: Number(type.low), high: Number(type.high) };
    case "enumeration":
      return { low: 0, high: type.of.labels.length - 1 };
    default:
      return obstacle(`a ${type.kind} stands where an integer is computed`);
  }
}

function laneMask(expr: Expression, scope: LaneScope): LaneNode {
  const { graph } = scope;
  if (expr.op === "unary" && expr.name === "lnot") return graph.not(laneValue(expr.arg, scope));
  if (expr.op === "unary" && expr.name === "toBoolean") {
    const value = laneValue(expr.arg, scope);
    if (value.kind === "float") obstacle("a float is tested for truth");
    return value.kind === "mask" ? value : graph.nonZero(value);
  }
  if (expr.op !== "binary") return obstacle(`${expr.op} gives a boolean`);
  const [a, b] = [laneValue(expr.left, scope), laneValue(expr.right, scope)];
  switch (expr.name) {
    case "land":
      return graph.and(a, b);
    case "lor":
      return graph.or(a, b);
    case "eq":
      return a.kind === "mask" ? graph.select(a, b, graph.not(b)) : graph.compare("eq", a, b);
    case "ne":
      return a.kind === "mask" ? graph.select(a, graph.not(b), b) : graph.not(graph.compare("eq", a, b));
    case "lt":
      return graph.compare("lt", a, b);
    case "gt":
      return graph.compare("lt", b, a);
    case "le":
      return a.kind === "float" ? graph.compare("le", a, b) : graph.not(graph.compare("lt", b, a));
    case "ge":
      return a.kind === "float" ? graph.compare("le", b, a) : graph.not(graph.compare("lt", a, b));
    default:
      return obstacle(`${expr.name} gives a boolean`);
  }
}

function laneInteger(expr: Expression, scope: LaneScope): LaneNode {
  const { graph } = scope;
  const { low, high } = boundsOf(expr);
  const value = (part: Expression): LaneNode => integerOf(laneValue(part, scope), graph);
  switch (expr.op) {
    case "const":
      return graph.constant(Number(constantInteger(expr)));
    case "bits": {
      const shifted =
        expr.low === 0 ? value(expr.arg) : bitsFrom(value(expr.arg), expr.low, expr.high, graph);
      return wrapped(shifted, expr.high - expr.low + 1, false, low, high, graph);
    }
    case "fit": {
      const { to } = expr;
      if (to.kind === "enumeration") return value(expr.arg);
      return wrapped(
        value(expr.arg),
        to.width,
        to.kind === "sint" || to.kind === "bigSint" || to.kind === "fixed",
        low,
        high,
        graph,
      );
    }
    case "unary":
      return unary(expr, value(expr.arg), low, high, graph);
    case "binary":
      return binary(expr, value(expr.left), value(expr.right), low, high, graph);
    case "rescale":
      return rescaled(expr, value(expr.arg), low, high, graph);
    default:
      return obstacle(`it needs ${expr.op}`);
  }
}

export function integerOf(node: LaneNode, graph: LaneGraph): LaneNode {
  if (node.kind === "float") obstacle("a float becomes an integer");
  return node.kind === "mask" ? graph.fromMask(node) : node;
}

/** The low bits as a number; nothing to do where the value fits. */
export function wrapped(
  arg: LaneNode,
  width: number,
  signed: boolean,
  low: number,
  high: number,
  graph: LaneGraph,
): LaneNode {
  const top = 2 ** (signed ? width - 1 : width);
  if (arg.low >= (signed ? -top : 0) && arg.high < top) return arg;
  return graph.integer("wrap", [arg], low, high, { value: width, signed });
}

/** The bits from `low` on, among which those above `high` may be anything. */
function bitsFrom(arg: LaneNode, low: number, high: number, graph: LaneGraph): LaneNode {
  const fits = arg.low >= -(2 ** 31) && arg.high < (arg.low >= 0 ? 2 ** 32 : 2 ** 31);
  if (fits) return shifted(arg, low, graph);
  if (high >= 32) obstacle(`it takes bit ${high} of a number`);
  return shifted(wrapped(arg, high + 1, false, 0, 2 ** (high + 1) - 1, graph), low, graph);
}

/** floor(arg / 2^by). */
function shifted(arg: LaneNode, by: number, graph: LaneGraph): LaneNode {
  if (by === 0) return arg;
  return graph.integer("shr", [arg], Math.floor(arg.low / 2 ** by), Math.floor(arg.high / 2 ** by), {
    value: by,
  });
}

function unary(
  { name }: Extract<Expression, { op: "unary" }>,
  arg: LaneNode,
  low: number,
  high: number,
  graph: LaneGraph,
): LaneNode {
  switch (name) {
    case "neg":
      return graph.integer("sub", [graph.constant(0), arg], low, high);
    case "not":
      return graph.integer("xor", [arg, graph.constant(-1)], low, high);
    case "abs":
      return arg.low >= 0 ? arg : graph.integer("abs", [arg], low, high);
    case "toInteger":
    case "toBig":
    case "toNumber":
      return arg;
    default:
      return obstacle(`it needs ${name}`);
  }
}

function binary(
  expr: Extract<Expression, { op: "binary" }>,
  a: LaneNode,
  b: LaneNode,
  low: number,
  high: number,
  graph: LaneGraph,
): LaneNode {
  const { name } = expr;
  const same = (op: "add" | "sub" | "mul" | "and" | "or" | "xor" | "min" | "max"): LaneNode =>
    graph.integer(op, [a, b], low, high);
  switch (name) {
    case "add":
    case "sub":
    case "mul":
    case "and":
    case "or":
    case "xor":
    case "min":
    case "max":
      return same(name);
    case "imul":
      return same("mul");
    case "and32":
      return same("and");
    case "or32":
      return same("or");
    case "xor32":
      return same("xor");
    case "shl":
    case "shl32":
      return shiftBy(b, (by) => graph.integer("shl", [a], low, high, { value: by }), graph);
    case "shr":
    case "shr32":
    case "ushr32":
      return shiftBy(b, (by) => shifted(a, by, graph), graph);
    default: {
      const by = Number(knownInteger(expr.right) ?? NaN);
      if (name === "rem" && a.low >= 0 && a.high < 2 * by) return less(a, by, graph);
      // Of what is not negative, by a power of two.
      const log = Math.log2(by);
      if (!Number.isInteger(log) || log > 31) return obstacle(`it needs ${name}`);
      if (name === "divFloor" || (name === "divTrunc" && a.low >= 0)) return shifted(a, log, graph);
      if (name === "rem" && a.low >= 0) return wrapped(a, log, false, low, high, graph);
      return obstacle(`it needs ${name} of numbers that may be negative`);
    }
  }
}

/** A number below 2 · `by`, less `by` where it is not below it: what a counter that wraps is. */
function less(a: LaneNode, by: number, graph: LaneGraph): LaneNode {
  if (a.high < by) return a;
  const isBelow = graph.compare("lt", a, graph.constant(by));
  const rest = graph.integer("sub", [a, graph.constant(by)], a.low - by, a.high - by);
  return graph.integer("select", [isBelow, a, rest], 0, by - 1);
}

/** Vectors shift all lanes by one count: a count that differs is a selection by each of its bits. */
function shiftBy(count: LaneNode, by: (count: number) => LaneNode, graph: LaneGraph): LaneNode {
  if (count.op === "const") return by(count.value);
  if (count.low < 0 || count.high > 31) obstacle("a shift by more than 31");
  if (count.high > 7) obstacle("a shift by a count that differs from lane to lane");
  return choose(
    count,
    Array.from({ length: count.high + 1 }, (_, i) => by(i)),
    graph,
  );
}

function rescaled(
  expr: Extract<Expression, { op: "rescale" }>,
  arg: LaneNode,
  low: number,
  high: number,
  graph: LaneGraph,
): LaneNode {
  const fraction = (type: Expression["type"]): number => (type.kind === "fixed" ? type.fraction : 0);
  const down = fraction(expr.arg.type) - fraction(expr.type);
  if (down <= 0) return down === 0 ? arg : graph.integer("shl", [arg], low, high, { value: -down });
  const one = 2 ** down;
  const add = (added: LaneNode): LaneNode =>
    graph.integer("add", [arg, added], arg.low + added.low, arg.high + added.high);
  switch (expr.by) {
    case "floor":
      return shifted(arg, down, graph);
    case "halfUp":
      return shifted(add(graph.constant(one / 2)), down, graph);
    case "even": {
      const odd = graph.integer("wrap", [shifted(arg, down, graph)], 0, 1, { value: 1, signed: false });
      const half = graph.integer("add", [odd, graph.constant(one / 2 - 1)], one / 2 - 1, one / 2);
      return shifted(add(half), down, graph);
    }
    case "trunc": {
      if (arg.low >= 0) return shifted(arg, down, graph);
      const isNegative = graph.compare("lt", arg, graph.constant(0));
      return shifted(add(graph.select(isNegative, graph.constant(one - 1), graph.constant(0))), down, graph);
    }
  }
}
