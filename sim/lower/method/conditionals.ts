import type { AnyNode } from "acorn";
import { asInteger } from "../arithmetic/integers.ts";
import { Flow } from "../flow.ts";
import type { Frame } from "../frame.ts";
import type { Expression, Statement, ValueType } from "../ir.ts";
import { booleanType, joinTypes } from "../value-type.ts";
import { nothing, scalar, type ScalarValue, type Value } from "../value.ts";
import { toCondition, toExpressions } from "./coerce.ts";
import type { MethodContext } from "./context.ts";
import { mismatch, sameKind } from "./kinds.ts";
import { refine } from "./refine.ts";

/** One way that a choice may take: its value, the statements that it needs, and what is known at its end. */
interface Branch {
  readonly value: Value;
  readonly body: readonly Statement[];
  readonly flow: Flow;
}

/** Lowers a branch that may or may not be taken: its expression, and the statements that it needs. */
function branchValue(cx: MethodContext, condition: Expression, truth: boolean, lower: () => Value): Branch {
  let value: Value = nothing;
  const start = cx.flow.copy();
  refine(start, condition, truth);
  const { body, flow } = cx.branch(() => {
    value = lower();
  }, start);
  return { value, body, flow };
}

export function logical(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "LogicalExpression" }>,
): Value {
  const left = cx.lowerers.expression(cx, frame, node.left);
  if (node.operator === "??") {
    return left.is === "static" && (left.value === undefined || left.value === null)
      ? cx.lowerers.expression(cx, frame, node.right)
      : left;
  }
  const second = () => cx.lowerers.expression(cx, frame, node.right);
  const condition = toCondition(cx, frame, node.left, left);
  return logicalValue(cx, frame, node, node.operator, left, condition, second);
}

/** `left && right` and `left || right`, where `condition` is the truth of the left side; the right side is lowered as what is evaluated only sometimes. */
export function logicalValue(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: "&&" | "||",
  left: Value,
  condition: Expression,
  lowerRight: () => Value,
): Value {
  const isAnd = operator === "&&";
  if (condition.op === "const") return Boolean(condition.value) === isAnd ? lowerRight() : left;
  const right = branchValue(cx, condition, isAnd, lowerRight);
  const both = right.value;
  if (
    left.is === "scalar" &&
    both.is === "scalar" &&
    left.expr.type.kind === "boolean" &&
    both.expr.type.kind === "boolean" &&
    right.body.length === 0
  ) {
    const name = isAnd ? "land" : "lor";
    return scalar({ op: "binary", name, type: booleanType, left: condition, right: both.expr });
  }
  const keep = { value: left, body: [], flow: cx.flow.copy() };
  return isAnd
    ? conditionalValue(cx, frame, node, condition, right, keep)
    : conditionalValue(cx, frame, node, condition, keep, right);
}

export function conditional(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "ConditionalExpression" }>,
): Value {
  const condition = toCondition(cx, frame, node.test, cx.lowerers.expression(cx, frame, node.test));
  if (condition.op === "const")
    return cx.lowerers.expression(cx, frame, condition.value ? node.consequent : node.alternate);
  const yes = branchValue(cx, condition, true, () => cx.lowerers.expression(cx, frame, node.consequent));
  const no = branchValue(cx, condition, false, () => cx.lowerers.expression(cx, frame, node.alternate));
  return conditionalValue(cx, frame, node, condition, yes, no);
}

/** `condition ? yes : no`; as an `if` where a branch needs statements. */
function conditionalValue(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  condition: Expression,
  yes: Branch,
  no: Branch,
): Value {
  if (!yes.flow.reachable || !no.flow.reachable) return onlyWay(cx, no.flow.reachable ? no : yes);
  if (yes.value.is === "aggregate" || no.value.is === "aggregate")
    return conditionalAggregate(cx, frame, node, condition, yes, no);
  if (yes.value.is === "static" && no.value.is === "static" && yes.body.length + no.body.length === 0) {
    if (Object.is(yes.value.value, no.value.value)) return yes.value;
    return { is: "choice", options: [no.value, yes.value], at: cx.keep("chosen", asInteger(condition)) };
  }
  const [then, otherwise] = toExpressions(cx, frame, [node, node], [yes.value, no.value]);
  const [a, b] = sameKind(then, otherwise);
  const type = joinTypes(a.type, b.type);
  if (!type) return mismatch(cx, frame, node, "?:", a, b);
  const how = { ...wrapsOf(yes.value, a, no.value, b), mixed: isMixed(yes.value, then, no.value, otherwise) };
  if (yes.body.length === 0 && no.body.length === 0)
    return { is: "scalar", expr: { op: "cond", type, test: condition, then: a, else: b }, ...how };
  const local = cx.newLocal("either", type);
  cx.out.push({
    kind: "if",
    test: condition,
    then: [...yes.body, { kind: "set", local, value: a }],
    else: [...no.body, { kind: "set", local, value: b }],
  });
  cx.flow = Flow.join([yes.flow, no.flow]);
  cx.flow.locals.set(local, type);
  return { is: "scalar", expr: { op: "local", type, local }, ...how };
}

/** Where conditions before have decided that the other branch is never taken. */
function onlyWay(cx: MethodContext, { value, body, flow }: Branch): Value {
  cx.out.push(...body);
  cx.flow = flow;
  return value;
}

/** Whether `===` could tell the two ways apart by kind: true on the one, 1 on the other. */
function isMixed(yes: Value, a: Expression, no: Value, b: Expression): boolean {
  const isEither = (value: Value) => value.is === "scalar" && value.mixed === true;
  return isEither(yes) || isEither(no) || (a.type.kind === "boolean") !== (b.type.kind === "boolean");
}

/** Which of two ways to a value say `wrap(…)`. */
function wrapsOf(
  yes: Value,
  a: Expression,
  no: Value,
  b: Expression,
): Pick<ScalarValue, "asked" | "unasked"> {
  const plain = [unaskedOf(yes, a), unaskedOf(no, b)].filter((type) => type !== undefined);
  const asked = [yes, no].some((value) => value.is === "scalar" && value.asked);
  return { asked, unasked: asked ? plain.reduce<ValueType | undefined>(joined, plain[0]) : undefined };
}

function unaskedOf(value: Value, expr: Expression): ValueType | undefined {
  return value.is === "scalar" && value.asked ? value.unasked : expr.type;
}

function joined(a: ValueType | undefined, b: ValueType): ValueType | undefined {
  return a && joinTypes(a, b);
}

function conditionalAggregate(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  condition: Expression,
  yes: Branch,
  no: Branch,
): Value {
  const a = yes.value;
  const b = no.value;
  const alike =
    a.is === "aggregate" &&
    b.is === "aggregate" &&
    a.array === b.array &&
    a.elements.size === b.elements.size;
  if (!alike)
    return cx.refuse(frame, node, "E-SUBSET", {
      what: "a choice between things of different kinds",
      cure: "choose element by element",
    });
  if (yes.body.length > 0 || no.body.length > 0) return chosenInBranches(cx, frame, node, condition, yes, no);
  const elements = new Map<string, Value>();
  for (const [key, value] of a.elements) {
    elements.set(
      key,
      conditionalValue(
        cx,
        frame,
        node,
        condition,
        { ...yes, value },
        { ...no, value: b.elements.get(key) ?? nothing },
      ),
    );
  }
  return { ...a, elements };
}

/** Two arrays or objects whose values need statements: each branch ends by setting one local an element. */
function chosenInBranches(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  condition: Expression,
  yes: Branch,
  no: Branch,
): Value {
  const then = [...yes.body];
  const otherwise = [...no.body];
  const locals: (readonly [local: number, type: ValueType])[] = [];
  const choose = (a: Value, b: Value): Value => {
    if (
      a.is === "aggregate" &&
      b.is === "aggregate" &&
      a.array === b.array &&
      a.elements.size === b.elements.size
    ) {
      const elements = new Map<string, Value>();
      for (const [key, value] of a.elements) elements.set(key, choose(value, b.elements.get(key) ?? nothing));
      return { ...a, elements };
    }
    const [left, right] = toExpressions(cx, frame, [node, node], [a, b]);
    const [x, y] = sameKind(left, right);
    const type = joinTypes(x.type, y.type);
    if (!type) return mismatch(cx, frame, node, "?:", x, y);
    const local = cx.newLocal("either", type);
    locals.push([local, type]);
    then.push({ kind: "set", local, value: x });
    otherwise.push({ kind: "set", local, value: y });
    const how = { ...wrapsOf(a, x, b, y), mixed: isMixed(a, left, b, right) };
    return { is: "scalar", expr: { op: "local", type, local }, ...how };
  };
  const chosen = choose(yes.value, no.value);
  cx.out.push({ kind: "if", test: condition, then, else: otherwise });
  cx.flow = Flow.join([yes.flow, no.flow]);
  for (const [local, type] of locals) cx.flow.locals.set(local, type);
  return chosen;
}
