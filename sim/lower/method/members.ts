import type { AnyNode } from "acorn";
import { type EnumerationType, isCompositeSignal, isLeafSignal, isType } from "../../describe/index.ts";
import { knownValue } from "../arithmetic/fold.ts";
import type { Frame } from "../frame.ts";
import type { Expression, RelativePath, ValueType } from "../ir.ts";
import { constant, integerType, joinTypes, valueTypeText } from "../value-type.ts";
import {
  type AggregateValue,
  type ChoiceValue,
  scalar,
  staticValue,
  type StaticValue,
  type Value,
  valueText,
} from "../value.ts";
import { areSignals } from "./alike.ts";
import { refuseContainer } from "./containers.ts";
import type { MethodContext } from "./context.ts";
import { checkFrozen, checkFrozenHolder, noteOutside } from "./frozen.ts";
import { getterOf } from "./methods.ts";
import { mixed as mixedText, ofOneKind } from "./kinds.ts";
import { readChoice, readSignal } from "./signal-access.ts";
import { refuseMixed, toExpression } from "./coerce.ts";

/** The value of `object.key` or `object[key]`; `at` is the member expression. */
export function memberOf(cx: MethodContext, frame: Frame, at: AnyNode, object: Value, key: Value): Value {
  if (key.is === "scalar" && key.mixed) refuseMixed(cx, frame, at, "an index");
  const known = keyOf(key);
  if (known === undefined) return dynamicMember(cx, frame, at, object, toExpression(cx, frame, at, key));
  switch (object.is) {
    case "aggregate":
      return aggregateMember(cx, frame, at, object, known);
    case "choice":
      return choiceMember(cx, frame, at, object, known);
    case "static":
      return staticMember(cx, frame, at, object, known);
    default:
      return cx.refuse(frame, at, "E-SUBSET", {
        what: `.${String(known)} of ${valueText(object)} (${frame.source.snippet(at)})`,
        cure: "use the signal's value and the operators of the kit: bit(x, i), bits(x, high, low)",
      });
  }
}

/** A key known at elaboration. */
export function keyOf(key: Value): string | number | undefined {
  if (key.is === "static" && (typeof key.value === "string" || typeof key.value === "number"))
    return key.value;
  if (key.is !== "scalar") return undefined;
  const known = knownValue(key.expr);
  return typeof known === "number" || typeof known === "string" ? known : undefined;
}

function aggregateMember(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  object: AggregateValue,
  key: string | number,
): Value {
  if (object.array && key === "length") return scalar(constant(object.elements.size));
  if (object.text)
    cx.refuse(frame, at, "E-SUBSET", {
      what: `${String(key)} of a text with values in it`,
      cure: "use such texts as messages of this.assert(…) alone",
    });
  const element = object.elements.get(String(key));
  if (element) return refreshed(cx, element);
  if (object.array && typeof key === "number")
    cx.refuse(frame, at, "E-INDEX", { what: "the index", low: key, high: key, length: object.elements.size });
  return staticValue(undefined);
}

/** A local's bounds as they are now. */
export function refreshed(cx: MethodContext, value: Value): Value {
  if (value.is !== "scalar" || value.expr.op !== "local") return value;
  const type = cx.flow.locals.get(value.expr.local);
  return type ? { ...value, expr: localValue(value.expr.local, type) } : value;
}

/** A local with the bounds that it has now; where they leave one number, that number. */
export function localValue(local: number, type: ValueType): Expression {
  if ((type.kind === "integer" || type.kind === "big") && type.low === type.high) return constant(type.low);
  return { op: "local", type, local };
}

function staticMember(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  object: StaticValue,
  key: string | number,
): Value {
  const holder = object.value;
  if (holder === undefined || holder === null)
    cx.refuse(frame, at, "E-NAME", {
      name: frame.source.snippet(at),
      problem: `reads a member of ${String(holder)}`,
      cure: "look for the name: there is no such field or element; what may be missing is read as `?.`, or behind an if",
    });
  if (isLeafSignal(holder) && key === "value") return readSignal(cx, frame, at, object);
  if (isLeafSignal(holder) && key === "next")
    cx.refuse(frame, at, "E-NEXT-READ", { signal: holder.path }, holder.path);
  if (isCompositeSignal(holder) && (key === "value" || key === "next")) {
    const elements = new Map<string, Value>();
    for (const name of holder.elements) {
      const element = memberOf(cx, frame, at, object, staticValue(name));
      const value = memberOf(cx, frame, at, element, staticValue(key));
      elements.set(name, value.is === "scalar" ? scalar(cx.keep(name, value.expr)) : value);
    }
    return { is: "aggregate", array: holder.type.kind === "vec", elements };
  }
  if (isEnumeration(holder) && holder.labels.includes(String(key))) {
    const type = { kind: "enumeration", of: holder } as const;
    return scalar({ op: "const", type, value: String(key) });
  }
  if (!Array.isArray(holder)) refuseContainer(cx, frame, at, holder, String(key));
  const path = object.path && [...object.path, key];
  const getter = getterOf(cx, holder, key);
  if (getter) return cx.lowerers.call(cx, frame, { source: getter, self: object, scope: undefined }, [], at);
  const member = (holder as Record<string | number, unknown>)[key];
  const length = lengthOf(holder);
  if (length !== undefined && typeof key === "number" && !(Number.isInteger(key) && key >= 0 && key < length))
    cx.refuse(frame, at, "E-INDEX", { what: "the index", low: key, high: key, length });
  if (typeof member !== "object" && typeof member !== "function") checkFrozenHolder(cx, frame, at, holder);
  noteOutside(cx, frame, at, holder, key, member);
  return found(cx, frame, at, member, path);
}

/** The length of what is indexed by numbers. */
function lengthOf(holder: unknown): number | undefined {
  if (Array.isArray(holder)) return holder.length;
  if (isCompositeSignal(holder)) return holder.type.kind === "vec" ? holder.length : undefined;
  return ArrayBuffer.isView(holder) && "length" in holder ? (holder.length as number) : undefined;
}

function isEnumeration(value: unknown): value is EnumerationType {
  return isType(value) && value.kind === "enumeration";
}

/** A member that was looked up; primitives become constants, and what the code may depend on is noted. */
function found(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  member: unknown,
  path: RelativePath | undefined,
): Value {
  const open = path && cx.fields.constantAt(path, member);
  if (open) return scalar(open);
  if (path) cx.guards.note(path, member);
  else checkFrozen(cx, frame, at, member);
  if (typeof member === "number" || typeof member === "bigint" || typeof member === "boolean")
    return scalar(constant(member));
  return staticValue(member, path);
}

function choiceMember(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  object: ChoiceValue,
  key: string | number,
): Value {
  const first = object.options[0]!;
  if (key === "value" && areSignals(object)) {
    if (!isCompositeSignal(first.value)) return readChoice(cx, frame, at, object);
    const elements = new Map<string, Value>();
    for (const name of first.value.elements) {
      const element = choiceMember(cx, frame, at, object, name);
      const value = memberOf(cx, frame, at, element, staticValue("value"));
      elements.set(name, value.is === "scalar" ? scalar(cx.keep(name, value.expr)) : value);
    }
    return { is: "aggregate", array: first.value.type.kind === "vec", elements };
  }
  const getter = getterOf(cx, first.value, key);
  if (getter) {
    const same = object.options.every(
      (option) => (option.value as object).constructor === (first.value as object).constructor,
    );
    if (same) return cx.lowerers.call(cx, frame, { source: getter, self: object, scope: undefined }, [], at);
  }
  return choose(
    cx,
    frame,
    at,
    object.options.map((option) => staticMember(cx, frame, at, option, key)),
    object.at,
  );
}

/** `array[i]` with an index that hardware computes. */
function dynamicMember(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  object: Value,
  index: Expression,
): Value {
  if (index.type.kind !== "integer")
    cx.refuse(frame, at, "E-KIND", {
      operator: "an index",
      takes: "an integer",
      seen: valueTypeText(index.type),
      cure: "use an integer",
    });
  const elements = elementsOf(cx, frame, at, object);
  const { low, high } = index.type;
  if (low < 0 || high >= elements.length) {
    cx.report(frame, at, "E-INDEX", {
      what: `the index ${frame.source.snippet(at)}`,
      low,
      high,
      length: elements.length,
    });
    if (elements.length === 0 || high < 0 || low >= elements.length)
      return cx.refuse(frame, at, "E-INDEX", { what: "the index", low, high, length: elements.length });
  }
  const from = Math.max(0, low);
  const to = Math.min(high, elements.length - 1);
  // Only the elements that the bounds allow take part; the index is shifted to them.
  const used = elements.slice(from, to + 1);
  const shifted: Expression =
    from === 0
      ? index
      : {
          op: "binary",
          name: "sub",
          type: integerType(0, to - from),
          left: index,
          right: constant(from),
        };
  return choose(cx, frame, at, used, cx.keep("index", shifted));
}

function elementsOf(cx: MethodContext, frame: Frame, at: AnyNode, object: Value): readonly Value[] {
  if (object.is === "aggregate" && object.array)
    return [...object.elements.values()].map((element) => refreshed(cx, element));
  if (object.is === "static") {
    const holder = object.value;
    if (isCompositeSignal(holder) && holder.type.kind === "vec")
      return holder.elements.map((_, i) => staticMember(cx, frame, at, object, i));
    if (Array.isArray(holder) || (ArrayBuffer.isView(holder) && !(holder instanceof DataView))) {
      const array = holder as ArrayLike<unknown>;
      if (object.path) cx.guards.noteLength(object.path, array.length);
      return Array.from({ length: array.length }, (_, i) =>
        found(cx, frame, at, array[i], object.path && [...object.path, i]),
      );
    }
  }
  if (
    object.is === "choice" &&
    object.options.every((option) => Array.isArray(option.value) || isCompositeSignal(option.value))
  )
    return choiceRows(cx, frame, at, object);
  return cx.refuse(frame, at, "E-SUBSET", {
    what: `an index that changes at run time into ${valueText(object)}`,
    cure: "index an array of signals, a vec, an array of children or a constant table",
  });
}

/** `rows[i]` of a two-dimensional array, where the row is chosen at run time. */
function choiceRows(cx: MethodContext, frame: Frame, at: AnyNode, object: ChoiceValue): readonly Value[] {
  const rows = object.options.map((option) => elementsOf(cx, frame, at, option));
  const length = Math.min(...rows.map((row) => row.length));
  return Array.from({ length }, (_, column) =>
    choose(
      cx,
      frame,
      at,
      rows.map((row) => row[column]!),
      object.at,
    ),
  );
}

/** One of several values by an index from 0. */
export function choose(
  cx: MethodContext,
  frame: Frame,
  at: AnyNode,
  values: readonly Value[],
  index: Expression,
): Value {
  if (values.length === 1) return values[0]!;
  if (values.every((value) => value.is === "scalar")) {
    const expressions = ofOneKind(values.map((value) => value.expr));
    const type = joinAll(expressions.map((expression) => expression.type));
    if (!type)
      cx.refuse(frame, at, "E-KIND", {
        operator: "an index",
        takes: "elements of one kind",
        seen: mixedText(expressions.map(({ type }) => valueTypeText(type))),
        cure: "let all elements be of one kind",
      });
    const asked = values.every((value) => value.asked);
    const mixed = values.some((value) => value.mixed);
    const constants = expressions.filter((expression) => expression.op === "const");
    const expr: Expression =
      constants.length === expressions.length
        ? { op: "table", type, values: constants, at: index }
        : { op: "select", type, elements: expressions, at: index };
    return { is: "scalar", expr, asked, mixed };
  }
  if (values.every((value) => value.is === "static")) {
    const [first] = values;
    if (values.every((value) => Object.is(value.value, first!.value))) return first!;
    return { is: "choice", options: values, at: index };
  }
  const some = values.find((value) => value.is === "choice");
  const choices = values.map((value) =>
    value.is === "static" && some ? { ...some, options: some.options.map(() => value) } : value,
  );
  if (choices.every((value) => value.is === "choice")) return flattened(choices, index);
  return cx.refuse(frame, at, "E-SUBSET", {
    what: "a choice between things of different kinds",
    cure: "let all elements of the array be of one kind",
  });
}

/** rows[i][j]: one choice among all of them, with index i · columns + j. */
function flattened(values: readonly ChoiceValue[], index: Expression): Value {
  const inner = values[0]!;
  const columns = inner.options.length;
  const high = values.length * columns - 1;
  const left: Expression = {
    op: "binary",
    name: "mul",
    type: integerType(0, (values.length - 1) * columns),
    left: index,
    right: constant(columns),
  };
  const at: Expression = { op: "binary", name: "add", type: integerType(0, high), left, right: inner.at };
  return { is: "choice", options: values.flatMap((value) => value.options), at };
}

function joinAll(types: readonly ValueType[]): ValueType | undefined {
  return types.reduce<ValueType | undefined>((joined, type) => joined && joinTypes(joined, type), types[0]);
}
