import type { AnyNode } from "acorn";
import { Flow } from "../flow.ts";
import { type Frame, Scope } from "../frame.ts";
import type { Constant, Expression, Statement, SwitchCase } from "../ir.ts";
import { booleanType } from "../value-type.ts";
import type { Value } from "../value.ts";
import { refuseMixed, toExpression } from "./coerce.ts";
import type { MethodContext } from "./context.ts";
import { checkConstant } from "./operators.ts";
import { refine } from "./refine.ts";

type Switch = Extract<AnyNode, { type: "SwitchStatement" }>;

/** Cases that share one body: `case a: case b: …`. */
interface Group {
  readonly tests: readonly AnyNode[];
  readonly isDefault: boolean;
  readonly body: readonly AnyNode[];
}

/** A switch on a value: each case ends in break, return or continue, or is empty and shares the next one's body. */
export function lowerSwitch(cx: MethodContext, frame: Frame, node: Switch): void {
  const subject = cx.lowerers.expression(cx, frame, node.discriminant);
  const breakLabel = cx.newLabel();
  const inner: Frame = {
    ...frame,
    scope: new Scope(frame.scope),
    targets: [...frame.targets, { name: undefined, breakLabel, continueLabel: undefined, kind: "switch" }],
  };
  const groups = groupsOf(cx, frame, node);
  if (subject.is === "static") {
    const taken =
      groups.find((group) => group.tests.some((test) => isSame(cx, inner, test, subject))) ??
      groups.find((g) => g.isDefault);
    if (taken) cx.block(breakLabel, () => cx.lowerers.statements(cx, inner, taken.body));
    return;
  }
  if (subject.is === "scalar" && subject.mixed) refuseMixed(cx, frame, node.discriminant, "switch");
  const asked = toExpression(cx, frame, node.discriminant, subject);
  const value = cx.keep("subject", asked);
  cx.block(breakLabel, () => dynamicSwitch(cx, inner, node, [value, asked], groups));
}

function isSame(
  cx: MethodContext,
  frame: Frame,
  test: AnyNode,
  subject: Extract<Value, { is: "static" }>,
): boolean {
  const value = cx.lowerers.expression(cx, frame, test);
  return value.is === "static" && value.value === subject.value;
}

function groupsOf(cx: MethodContext, frame: Frame, node: Switch): readonly Group[] {
  const groups: Group[] = [];
  let tests: AnyNode[] = [];
  let isDefault = false;
  node.cases.forEach((part, i) => {
    if (part.test) tests.push(part.test);
    else isDefault = true;
    const isLast = i === node.cases.length - 1;
    if (part.consequent.length === 0 && !isLast) return;
    if (!isLast && !leaves(part.consequent))
      cx.report(frame, part, "E-SUBSET", {
        what: "a case that falls through into the next one",
        cure: "end it with break, or repeat the statements",
      });
    groups.push({ tests, isDefault, body: withoutBreak(part.consequent) });
    tests = [];
    isDefault = false;
  });
  return groups;
}

/** Whether the end of a list of statements is never reached. */
function leaves(body: readonly AnyNode[]): boolean {
  const last = body.at(-1);
  switch (last?.type) {
    case "BreakStatement":
    case "ReturnStatement":
    case "ContinueStatement":
    case "ThrowStatement":
      return true;
    case "BlockStatement":
      return leaves(last.body);
    case "IfStatement":
      return last.alternate ? leaves([last.consequent]) && leaves([last.alternate]) : false;
    default:
      return false;
  }
}

/** A plain `break` at the end of a case says nothing that the IR's switch does not mean anyway. */
function withoutBreak(body: readonly AnyNode[]): readonly AnyNode[] {
  const last = body.at(-1);
  if (last?.type === "BreakStatement" && !last.label) return body.slice(0, -1);
  if (last?.type === "BlockStatement" && body.length === 1)
    return [{ ...last, body: withoutBreak(last.body) as typeof last.body }];
  return body;
}

function dynamicSwitch(
  cx: MethodContext,
  frame: Frame,
  node: Switch,
  [subject, asked]: readonly [kept: Expression, asked: Expression],
  groups: readonly Group[],
): void {
  const cases: SwitchCase[] = [];
  let otherwise: readonly Statement[] = [];
  const ends: Flow[] = [];
  const rest = cx.flow.copy();
  const seen: Constant[] = [];
  const fallback = groups.find((group) => group.isDefault);
  for (const group of groups) {
    const values = group.tests.map((test) => {
      const value = constantOf(cx, frame, test, subject);
      checkConstant(cx, frame, test, asked, value);
      return value;
    });
    seen.push(...values);
    if (group === fallback) continue;
    const starts = values.map((value) => {
      const start = cx.flow.copy();
      for (const known of [subject, asked]) refine(start, equals(known, value), true);
      return start;
    });
    for (const value of values)
      for (const known of [subject, asked]) refine(rest, equals(known, value), false);
    const { body, flow } = cx.branch(() => cx.lowerers.statements(cx, frame, group.body), Flow.join(starts));
    cases.push({ values, body });
    ends.push(flow);
  }
  const missing = missingMembers(subject, seen);
  if (fallback) {
    const lowered = cx.branch(() => cx.lowerers.statements(cx, frame, fallback.body), rest);
    otherwise = lowered.body;
    ends.push(lowered.flow);
  } else if (missing === undefined || missing.length > 0) {
    if (missing) cx.report(frame, node, "E-SWITCH", { missing: missing.join(", ") });
    ends.push(rest);
  }
  cx.out.push({ kind: "switch", subject, cases, otherwise });
  cx.flow = Flow.join(ends);
}

function equals(left: Expression, right: Expression): Expression {
  return { op: "binary", name: "eq", type: booleanType, left, right };
}

function constantOf(cx: MethodContext, frame: Frame, test: AnyNode, subject: Expression): Constant {
  const expr = toExpression(cx, frame, test, cx.lowerers.expression(cx, frame, test), subject.type);
  if (expr.op === "const" && expr.type.kind === subject.type.kind) return expr;
  return cx.refuse(frame, test, "E-SUBSET", {
    what: `the case ${frame.source.snippet(test)}, which is no constant of the subject's kind,`,
    cure: "use constants, or a chain of ifs",
  });
}

/** The members of an enumeration that no case names; undefined where the subject is no enumeration. */
function missingMembers(subject: Expression, seen: readonly Constant[]): readonly string[] | undefined {
  const { type } = subject;
  if (type.kind === "integer") {
    const covered = new Set(
      seen.map((value) => Number(value.value)).filter((n) => n >= type.low && n <= type.high),
    );
    return covered.size === type.high - type.low + 1 ? [] : undefined;
  }
  if (type.kind !== "enumeration") return undefined;
  return (type.of.labels as readonly string[]).filter(
    (label) => !seen.some((value) => value.value === label),
  );
}
