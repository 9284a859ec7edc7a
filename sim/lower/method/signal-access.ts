import type { AnyNode } from "acorn";
import { type AnyLeafSignal, type AnyMemory, placeOf, sameType, typeText } from "../../describe/index.ts";
import { asInteger } from "../arithmetic/integers.ts";
import { asFixed, cutTo } from "../arithmetic/fixeds.ts";
import { asFloatConstants, boundsOf, isOfFormat, roundTo } from "../arithmetic/floats.ts";
import type { Frame } from "../frame.ts";
import { Flow } from "../flow.ts";
import type { Expression, SignalIndex, SwitchCase, ValueType } from "../ir.ts";
import { constant, holds, joinTypes, typeOfLeaf } from "../value-type.ts";
import { type ChoiceValue, scalar, type ScalarValue, type StaticValue, type Value } from "../value.ts";
import { toExpression } from "./coerce.ts";
import { conversionTo, kindText, mixed } from "./kinds.ts";
import type { MethodContext } from "./context.ts";

/** `x.value` of a signal. */
export function readSignal(cx: MethodContext, frame: Frame, at: AnyNode, object: StaticValue): ScalarValue {
  const signal = object.value as AnyLeafSignal;
  const named = useSignal(cx, frame, at, object);
  const index = cx.table.root(named);
  checkReadable(cx, frame, at, signal);
  if (cx.method === "propagate" && !cx.flow.driven.has(index))
    cx.earlyReads.push({ signal: named, frame, node: at });
  if (!cx.flow.driven.has(index)) cx.reads.add(index);
  const type = cx.flow.signals.get(index) ?? typeOfLeaf(signal.type, signal.options.range);
  return scalar({ op: "read", type, signal: index });
}

/** `x[i].value` with an index that hardware computes. */
export function readChoice(cx: MethodContext, frame: Frame, at: AnyNode, object: ChoiceValue): ScalarValue {
  const reads = object.options.map(
    (option) => readSignal(cx, frame, at, option).expr as Extract<Expression, { op: "read" }>,
  );
  const [first] = object.options;
  const type = reads
    .map((read): ValueType | undefined => read.type)
    .reduce((a, b) => a && b && joinTypes(a, b));
  if (!type)
    return cx.refuse(frame, at, "E-KIND", {
      operator: "an index",
      takes: "elements of one kind",
      seen: mixed(object.options.map(({ value }) => typeText((value as AnyLeafSignal).type))),
      cure: "let all elements be of one kind",
    });
  if (object.options.every((option) => isLike(first!, option)))
    return scalar({ op: "element", type, signals: reads.map((read) => read.signal), at: object.at });
  return scalar({ op: "select", type, elements: reads, at: object.at });
}

function isLike(one: StaticValue, other: StaticValue): boolean {
  return sameType((one.value as AnyLeafSignal).type, (other.value as AnyLeafSignal).type);
}

/** A signal of the file, a static one, one in an object that is no bundle: it has no name and no owner. */
function refuseUnheld(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  { owner, direction }: AnyLeafSignal,
): void {
  if (owner !== undefined) return;
  const partner = `${cx.method}() of ${cx.module.path}`;
  cx.refuse(frame, at, "E-UNHELD", { direction, partner, uses: true }, cx.module.path);
}

function useSignal(cx: MethodContext, frame: Frame, at: AnyNode, object: StaticValue): SignalIndex {
  const signal = object.value as AnyLeafSignal;
  refuseUnheld(cx, frame, at, signal);
  if (!object.path)
    cx.refuse(
      frame,
      at,
      "E-HIERARCHY",
      { problem: `${cx.module.path} reaches, not through its own fields, ${signal.path}` },
      signal.path,
    );
  cx.guards.note(object.path, signal);
  return cx.table.signal(signal, object.path);
}

function checkReadable(cx: MethodContext, frame: Frame, at: AnyNode, signal: AnyLeafSignal): void {
  const owner = signal.owner;
  if (owner === cx.module) return;
  const isChild = owner !== undefined && placeOf(owner).parent === cx.module;
  if (isChild && (signal.direction === "output" || signal.direction === "outputReg")) return;
  cx.report(
    frame,
    at,
    "E-HIERARCHY",
    { problem: `${cx.module.path} reads the ${signal.direction} of another module, ${signal.path}` },
    signal.path,
  );
}

/** `x.value = …` and `x.next = …`, also of one of several signals. */
export function assignSignal(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  target: StaticValue | ChoiceValue,
  key: "value" | "next",
  value: Value,
): void {
  const options = target.is === "choice" ? target.options : [target];
  const signals = options.map((option) => {
    const signal = option.value as AnyLeafSignal;
    checkDrivable(cx, frame, at, signal, key);
    return { signal, index: useSignal(cx, frame, at, option) };
  });
  if (target.is === "choice" && !options.every((option) => isLike(options[0]!, option)))
    return assignUnlike(cx, frame, at, target, key, value);
  const kept = signals.length > 1 ? cx.fixed(value) : value;
  const [fitted] = signals.map(({ signal }) => fitTo(cx, frame, at, signal, kept)) as [Expression];
  const place = cx.place(frame, at);
  for (const { index } of signals) if (!cx.assigned.has(index)) cx.assigned.set(index, place);
  const [only] = signals;
  if (target.is === "static" && only) {
    if (key === "next") cx.out.push({ kind: "latch", signal: only.index, value: fitted, place });
    else {
      cx.out.push({ kind: "drive", signal: only.index, value: fitted, place });
      cx.flow.driven.add(cx.table.root(only.index));
      cx.flow.signals.set(cx.table.root(only.index), fitted.type);
    }
    return;
  }
  const choice = target as ChoiceValue;
  const indices = signals.map(({ index }) => index);
  const kind = key === "next" ? "latchElement" : "driveElement";
  cx.out.push({ kind, signals: indices, at: choice.at, value: fitted, place });
  if (key === "value") for (const index of indices) cx.flow.signals.delete(cx.table.root(index));
}

/** Signals of several types, one of which is assigned: each takes the value in its own way. */
function assignUnlike(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  target: ChoiceValue,
  key: "value" | "next",
  value: Value,
): void {
  const kept = value.is === "scalar" ? { ...value, expr: cx.keep("value", value.expr) } : value;
  const before = cx.flow.copy();
  const ways = target.options.map((option, i) => {
    const { body, flow } = cx.branch(() => assignSignal(cx, frame, at, option, key, kept), before.copy());
    return { part: { values: [constant(i)], body } satisfies SwitchCase, flow };
  });
  cx.out.push({ kind: "switch", subject: target.at, cases: ways.map((way) => way.part), otherwise: [] });
  cx.flow = Flow.join(ways.map((way) => way.flow));
}

/** A module drives its own outputs, wires and registers and its direct children's inputs, each in its phase. */
function checkDrivable(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  signal: AnyLeafSignal,
  key: "value" | "next",
): void {
  refuseUnheld(cx, frame, at, signal);
  const { direction, path, owner } = signal;
  const isRegister = direction === "reg" || direction === "outputReg";
  if ((key === "next") !== (cx.method === "update") || (key === "next") !== isRegister) {
    const action = `assigning ${key} of ${direction === "outputReg" ? "a register" : `${direction === "input" || direction === "output" ? "an" : "a"} ${direction}`}`;
    cx.refuse(frame, at, "E-ASSIGN-PHASE", { action, signal: path, method: cx.method }, path);
  }
  const own = owner === cx.module && direction !== "input";
  const childInput = owner !== undefined && direction === "input" && placeOf(owner).parent === cx.module;
  if (owner === cx.module && direction === "input")
    cx.refuse(
      frame,
      at,
      "E-HIERARCHY",
      {
        problem: `${cx.module.path} drives its own input ${path}, which only what is outside of it may drive`,
      },
      path,
    );
  if (!own && !childInput)
    cx.refuse(
      frame,
      at,
      "E-HIERARCHY",
      { problem: `${cx.module.path} drives the ${direction} of another module, ${path}` },
      path,
    );
}

/** The value that an assignment leaves in the signal. */
function fitTo(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  signal: AnyLeafSignal,
  value: Value,
): Expression {
  const whole = typeOfLeaf(signal.type);
  const given = toExpression(cx, frame, at, value, whole);
  const asked = value.is === "scalar" && value.asked;
  const unasked = value.is === "scalar" ? value.unasked : undefined;
  if (unasked && !holds(whole, unasked)) reportWrap(cx, frame, at, signal, unasked);
  const fitted = fitExpression(cx, frame, at, signal, given, asked);
  const kept = typeOfLeaf(signal.type, signal.options.range);
  if (!holds(kept, fitted.type) && fitted.type.kind === "integer" && kept.kind === "integer")
    cx.report(
      frame,
      at,
      "E-RANGE-KEPT",
      { signal: signal.path, low: fitted.type.low, high: fitted.type.high, least: kept.low, most: kept.high },
      signal.path,
    );
  return fitted;
}

function reportWrap(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  { type, path }: AnyLeafSignal,
  range: ValueType,
): void {
  const bounds = boundsOf(range);
  if (!bounds) return;
  const { low, high } = bounds;
  cx.report(frame, at, "W-WRAP", { signal: path, type: typeText(type), low, high }, path);
}

function reportCut(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  { type, path }: AnyLeafSignal,
  fraction: number,
): void {
  const kept = type.kind === "fixed" ? type.fraction : 0;
  cx.report(frame, at, "W-FRACTION", { signal: path, type: typeText(type), fraction, kept }, path);
}

function fitExpression(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  signal: AnyLeafSignal,
  given: Expression,
  asked: boolean,
): Expression {
  const { type, path } = signal;
  const whole = typeOfLeaf(type);
  const misfit = (): never => cx.refuse(frame, at, "E-ASSIGN", assignFacts(signal, whole.kind, given), path);
  switch (whole.kind) {
    case "integer":
    case "big": {
      const expr = whole.kind === "integer" ? asInteger(given) : given;
      if (expr.type.kind !== whole.kind) return misfit();
      if (holds(whole, expr.type)) return expr;
      if (!asked) reportWrap(cx, frame, at, signal, expr.type);
      return { op: "fit", type: whole, to: type, arg: expr, asked };
    }
    case "enumeration":
      return given.type.kind === "enumeration" && sameType(given.type.of, whole.of) ? given : misfit();
    case "float": {
      const real = given.type.kind === "integer" ? asFloatConstants(given) : given;
      if (real?.type.kind !== "float" || type.kind !== "float") return misfit();
      return isOfFormat(type, real) ? real : roundTo(type, real, cx.at(frame, at));
    }
    case "fixed": {
      const exact = asFixed(given);
      if (exact?.type.kind !== "fixed" || type.kind !== "fixed") return misfit();
      const cut = cutTo(type, exact, cx.at(frame, at));
      if (exact.type.fraction > type.fraction && !asked)
        reportCut(cx, frame, at, signal, exact.type.fraction);
      if (holds(whole, cut.type)) return cut;
      if (!asked) reportWrap(cx, frame, at, signal, cut.type);
      return { op: "fit", type: whole, to: type, arg: cut, asked };
    }
    default:
      return misfit();
  }
}

function assignFacts({ type, path }: AnyLeafSignal, kind: ValueType["kind"], given: Expression) {
  const cure = conversionTo(kind, given);
  const facts = { signal: path, type: typeText(type), seen: kindText(given) };
  return cure === undefined ? facts : { ...facts, cure };
}

/** Checks that a memory is the module's own, and numbers it. */
export function useMemory(cx: MethodContext, frame: Frame, at: AnyNode, object: StaticValue): number {
  const memory = object.value as AnyMemory;
  if (!object.path || memory.owner !== cx.module)
    cx.refuse(
      frame,
      at,
      "E-HIERARCHY",
      { problem: `${cx.module.path} reaches into the memory of another module, ${memory.path}` },
      memory.path,
    );
  cx.guards.note(object.path, memory);
  return cx.table.memory(memory, object.path);
}

export function fitWord(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  memory: AnyMemory,
  value: Value,
): Expression {
  const stand = { type: memory.type, path: memory.path, options: {} } as AnyLeafSignal;
  return fitTo(cx, frame, at, stand, value);
}
