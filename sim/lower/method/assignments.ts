import type { AnyNode } from "acorn";
import {
  type CompositeSignal,
  type HardwareType,
  isCompositeSignal,
  isLeafSignal,
  isMemory,
  isModule,
  typeText,
} from "../../describe/index.ts";
import { type Binding, type Frame, isRefused } from "../frame.ts";
import type { Expression } from "../ir.ts";
import { constant, joinTypes, valueTypeText } from "../value-type.ts";
import { isNothing, nothing, scalar, staticValue, type Value, valueText } from "../value.ts";
import { asFixed, isSafe, refined } from "../arithmetic/fixeds.ts";
import { asFloatConstants } from "../arithmetic/floats.ts";
import { asInteger, isNegativeZero } from "../arithmetic/integers.ts";
import { isSignal, refuseMixed, toExpression } from "./coerce.ts";
import { type MethodContext, Refused } from "./context.ts";
import { kindText } from "./kinds.ts";
import { areSignals, hasHardware } from "./alike.ts";
import { keyOf, memberOf } from "./members.ts";
import { takeApart } from "./patterns.ts";
import { assignSignal } from "./signal-access.ts";

type BinaryLowering = (
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  nodes: readonly [AnyNode, AnyNode],
  values: readonly [Value, Value],
) => Value;

/** `target = value` and `target op= value`; `isUsed`: something reads the value of the assignment itself. */
export function assign(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "AssignmentExpression" }>,
  binary: BinaryLowering,
  isUsed: boolean,
): Value {
  const target = node.left as AnyNode;
  const operator = node.operator.slice(0, -1);
  if (operator === "&&" || operator === "||" || operator === "??")
    cx.refuse(frame, node, "E-SUBSET", { what: node.operator, cure: "write it with an if" });
  const reference = referenceTo(cx, frame, target);
  const before = operator === "" ? nothing : reference.read();
  const count = cx.out.length;
  const right = cx.lowerers.expression(cx, frame, node.right);
  // What a signal can't take is blamed where it stands.
  if (isOfSignal(target) && right.is === "static" && (isNothing(right) || isPart(right.value)))
    toExpression(cx, frame, node.right, right);
  const value =
    operator === ""
      ? right
      : binary(cx, frame, node, operator, [target, node.right], [cx.fixedAt(count, before), right]);
  const kept = isUsed || right.is === "aggregate" ? cx.fixed(value) : value;
  reference.write(kept);
  return kept;
}

function isOfSignal(target: AnyNode): boolean {
  if (target.type !== "MemberExpression" || target.property.type !== "Identifier") return false;
  return !target.computed && (target.property.name === "value" || target.property.name === "next");
}

function isPart(value: unknown): boolean {
  return isSignal(value) || isMemory(value);
}

/** `x++` and `--x`. */
export function update(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "UpdateExpression" }>,
  binary: BinaryLowering,
  isUsed: boolean,
): Value {
  const target = node.argument as AnyNode;
  const reference = referenceTo(cx, frame, target);
  const read = reference.read();
  const before = isUsed && !node.prefix ? cx.fixed(read) : read;
  const one =
    before.is === "scalar" && before.expr.type.kind === "big" ? scalar(constant(1n)) : scalar(constant(1));
  const sum = binary(cx, frame, node, node.operator === "++" ? "+" : "-", [target, target], [before, one]);
  const after = isUsed && node.prefix ? cx.fixed(sum) : sum;
  reference.write(after);
  return node.prefix ? after : before;
}

/** Where an assignment leads: its object and key are evaluated once, before the right side. */
interface Reference {
  read(): Value;
  write(value: Value): void;
}

function referenceTo(cx: MethodContext, frame: Frame, target: AnyNode): Reference {
  if (target.type !== "MemberExpression")
    return {
      read: () => cx.lowerers.expression(cx, frame, target),
      write: (value) => assignTo(cx, frame, target, value),
    };
  const { object, key } = memberReference(cx, frame, target);
  return {
    read: () => memberOf(cx, frame, target, object, key),
    write: (value) => assignMember(cx, frame, target, object, key, value),
  };
}

/** Assigns to a variable, a signal, or a pattern of these. */
export function assignTo(cx: MethodContext, frame: Frame, target: AnyNode, value: Value): void {
  switch (target.type) {
    case "Identifier":
      return assignVariable(cx, frame, target, target.name, value);
    case "MemberExpression": {
      const { object, key } = memberReference(cx, frame, target);
      return assignMember(cx, frame, target, object, key, value);
    }
    default:
      return takeApart(cx, frame, target, value, (leaf, part) => assignTo(cx, frame, leaf, part));
  }
}

function assignVariable(cx: MethodContext, frame: Frame, node: AnyNode, name: string, value: Value): void {
  const binding = frame.scope.find(name);
  if (!binding)
    cx.refuse(frame, node, "E-HIDDEN-STATE", { field: `the variable ${name} outside the method` });
  if (isRefused(binding)) throw new Refused();
  if (binding.kind === "unset")
    cx.refuse(frame, node, "E-SUBSET", {
      what: `an assignment to ${name} above its declaration`,
      cure: "declare it first",
    });
  if (frame.scope.isOutside(name))
    cx.refuse(frame, node, "E-SUBSET", {
      what: `a closure that assigns ${name} of the function around it`,
      cure: "return the new value, and assign it where the variable is declared",
    });
  if (binding.kind !== "local")
    cx.refuse(frame, node, "E-SUBSET", {
      what: `an assignment to ${name}, which is a constant here (a const, or fixed by a loop or a closure),`,
      cure: "declare it with let in the function that assigns it",
    });
  storeVariable(cx, frame, node, name, binding, value);
}

/** Stores a value that is of the variable's kind; `said`: what it is called where it is not, and what to do then. */
export function storeVariable(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  name: string,
  binding: Extract<Binding, { kind: "local" }>,
  value: Value,
  said = { what: `the variable ${name}`, cure: "use two variables" },
): void {
  if (value.is !== "scalar" && !(value.is === "static" && typeof value.value === "string"))
    cx.refuse(frame, node, "E-SUBSET", {
      what: `${valueText(value)} in ${said.what}`,
      cure: "let variables hold values on wires; make it a const if it never changes",
    });
  const like = binding.local === undefined ? undefined : cx.locals[binding.local]?.type;
  if (value.is === "scalar" && value.mixed) refuseMixed(cx, frame, node, said.what);
  let expr = toExpression(cx, frame, node, value, like);
  if (like?.kind === "float" && expr.type.kind === "integer") expr = asFloatConstants(expr) ?? expr;
  // As where the variable is declared: integers have no −0.
  if (like?.kind === "integer" && isNegativeZero(expr)) expr = asInteger(expr);
  if (like?.kind === "fixed") expr = onGrid(expr, like.fraction);
  if (like && !joinTypes(like, expr.type))
    cx.refuse(frame, node, "E-KIND", {
      operator: said.what,
      takes: valueTypeText(like),
      seen: kindText(expr),
      cure:
        expr.type.kind === "fixed"
          ? "begin with a value of the steps that it shall keep, such as fixed(8, 16)(0), and round to them"
          : said.cure,
    });
  if (binding.local === undefined) {
    const local = cx.newVariable(name, expr.type);
    frame.scope.rebind(name, { kind: "local", local });
    cx.set(local, expr);
  } else cx.set(binding.local, expr);
}

/** A variable keeps the steps that it began with: coarser values are taken as they are. */
function onGrid(expr: Expression, fraction: number): Expression {
  const exact = asFixed(expr);
  if (exact?.type.kind !== "fixed" || exact.type.fraction > fraction) return expr;
  const fine = refined(exact, fraction);
  return isSafe(fine) ? fine : expr;
}

/** The object and the key of `object.key`. */
function memberReference(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "MemberExpression" }>,
): { readonly object: Value; readonly key: Value } {
  const object = cx.lowerers.expression(cx, frame, node.object);
  if (node.computed) return { object, key: cx.fixed(cx.lowerers.expression(cx, frame, node.property)) };
  if (node.property.type === "PrivateIdentifier")
    cx.refuse(frame, node, "E-PRIVATE", {
      name: node.property.name,
      className: frame.source.homeClass?.name ?? "the class",
    });
  return { object, key: staticValue((node.property as { name: string }).name) };
}

function assignMember(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "MemberExpression" }>,
  object: Value,
  keyValue: Value,
  value: Value,
): void {
  const key = keyOf(keyValue);
  if ((key === "value" || key === "next") && assignWhole(cx, frame, node, object, key, value)) return;
  const field = frame.source.snippet(node);
  const holder = sampleOf(object);
  if (isSignal(holder) && typeof key === "string")
    cx.refuse(frame, node, "E-HIDDEN-STATE", { field, signal: frame.source.snippet(node.object) });
  // Of an array in which an index of run time chooses, the first stands for all.
  if (typeof holder === "object" && holder !== null && isSignal(Reflect.get(holder, key ?? 0)))
    cx.refuse(frame, node, "E-HIDDEN-STATE", { field, signal: field });
  const isOne = object.is === "static" && key !== undefined;
  cx.refuse(frame, node, "E-HIDDEN-STATE", {
    field: isOne && isModule(holder) ? `${holder.path}.${key}` : field,
  });
}

/** The object, or the first of those of which one is chosen at run time. */
function sampleOf(object: Value): unknown {
  return object.is === "static"
    ? object.value
    : object.is === "choice"
      ? object.options[0]?.value
      : undefined;
}

/** Assigns a signal, or a composite element by element; false if the object is neither. */
function assignWhole(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  object: Value,
  key: "value" | "next",
  value: Value,
): boolean {
  if (object.is !== "static" && object.is !== "choice") return false;
  const sample = sampleOf(object);
  if (isMemory(sample))
    cx.refuse(frame, node, "E-SUBSET", {
      what: `${key} of a memory`,
      cure: "use read(address) and write(address, value)",
    });
  if (object.is === "choice" && !areSignals(object) && hasHardware(object))
    cx.refuse(frame, node, "E-SUBSET", {
      what: `${key} of one of several things of different kinds`,
      cure: "let all elements of the array be of one kind",
    });
  if (isLeafSignal(sample)) {
    assignSignal(cx, frame, node, object, key, value);
    return true;
  }
  if (!isCompositeSignal(sample)) return false;
  checkShape(cx, frame, node, sample, value);
  for (const name of sample.elements) {
    const step = sample.type.kind === "vec" ? Number(name) : name;
    const part =
      value.is === "static" && value.value === undefined
        ? nothing
        : memberOf(cx, frame, node, value, staticValue(step));
    assignWhole(cx, frame, node, memberOf(cx, frame, node, object, staticValue(step)), key, part);
  }
  return true;
}

/** A vec takes as many elements as it has, from a literal, a field or a table. */
function checkShape(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  { type, elements }: CompositeSignal,
  value: Value,
): void {
  const count =
    value.is === "aggregate"
      ? value.elements.size
      : value.is === "static" && Array.isArray(value.value)
        ? value.value.length
        : elements.length;
  if (type.kind !== "vec" || count === elements.length) return;
  cx.refuse(frame, node, "E-ASSIGN", {
    signal: frame.source.snippet(node),
    type: typeText(type as HardwareType),
    seen: value.is === "aggregate" && !value.array ? "an object" : `an array of ${count}`,
  });
}
