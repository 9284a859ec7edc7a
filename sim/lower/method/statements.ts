import type { AnyNode } from "acorn";
import { SystoleError } from "../../errors/index.ts";
import { leaveTo } from "./targets.ts";
import { Flow } from "../flow.ts";
import { type Frame, Scope } from "../frame.ts";
import type { Expression } from "../ir.ts";
import { nothing, type Value } from "../value.ts";
import { storeVariable } from "./assignments.ts";
import { toCondition } from "./coerce.ts";
import { type MethodContext, Refused } from "./context.ts";
import { lowerEffect } from "./expressions.ts";
import { bind } from "./functions.ts";
import { lowerFor, lowerForOf, lowerWhile } from "./loops.ts";
import { namesOf } from "./names.ts";
import { refuseVar, takeApart } from "./patterns.ts";
import { refine } from "./refine.ts";
import { lowerSwitch } from "./switches.ts";

/** What is said of values that a function's ways give, and that are not of one kind. */
const ofResult = { what: "the result", cure: "return values of one kind on every way" };

/** Lowers statements in order; what no path reaches is left out, and a refused one does not stop the others from being checked. */
export function lowerStatements(cx: MethodContext, frame: Frame, nodes: readonly AnyNode[]): void {
  const variables = variablesOf(cx, nodes);
  for (const node of nodes) {
    if (node.type === "VariableDeclaration" && nodes.length > 1)
      for (const declarator of node.declarations)
        for (const name of namesOf(declarator.id)) frame.scope.declare(name, { kind: "unset" });
    if (node.type === "FunctionDeclaration" && node.id)
      frame.scope.declare(node.id.name, {
        kind: "value",
        value: { is: "closure", node: node as never, frame },
      });
  }
  for (const node of nodes) {
    if (!cx.flow.reachable) return;
    try {
      if (node.type === "VariableDeclaration") declare(cx, frame, node, variables);
      else lowerStatement(cx, frame, node);
    } catch (error) {
      // A function without readable source, or a type that can't be made: as bad as any other statement, and no worse.
      if (error instanceof SystoleError) cx.note(frame, node, error.diagnostics);
      else if (!(error instanceof Refused)) throw error;
      if (node.type === "VariableDeclaration") forget(frame, node);
    }
  }
}

/** The names that are assigned again somewhere in these statements. */
function variablesOf(cx: MethodContext, nodes: readonly AnyNode[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of nodes) for (const name of cx.facts.assignedNames(node)) names.add(name);
  return names;
}

/** Names of a refused declaration are known, so that only the first mistake is reported. */
function forget(frame: Frame, node: Extract<AnyNode, { type: "VariableDeclaration" }>): void {
  for (const declarator of node.declarations)
    for (const name of namesOf(declarator.id)) frame.scope.declare(name, { kind: "refused" });
}

function declare(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "VariableDeclaration" }>,
  variables: ReadonlySet<string>,
): void {
  refuseVar(cx, frame, node);
  for (const declarator of node.declarations) {
    const value: Value = declarator.init ? cx.lowerers.expression(cx, frame, declarator.init) : nothing;
    takeApart(cx, frame, declarator.id, value, (leaf, part) => {
      const [name] = namesOf(leaf);
      if (name === undefined) return;
      const isVariable = node.kind === "let" && variables.has(name);
      bind(cx, frame, leaf, name, part, isVariable);
    });
  }
}

export function lowerStatement(cx: MethodContext, frame: Frame, node: AnyNode): void {
  switch (node.type) {
    case "ExpressionStatement":
      return lowerEffect(cx, frame, node.expression);
    case "BlockStatement":
      return lowerStatements(cx, { ...frame, scope: new Scope(frame.scope) }, node.body);
    case "VariableDeclaration":
      return lowerStatements(cx, frame, [node]);
    case "IfStatement":
      return lowerIf(cx, frame, node);
    case "SwitchStatement":
      return lowerSwitch(cx, frame, node);
    case "ForStatement":
      return lowerFor(cx, frame, node, undefined);
    case "ForOfStatement":
      return lowerForOf(cx, frame, node, undefined);
    case "WhileStatement":
    case "DoWhileStatement":
      return lowerWhile(cx, frame, node, undefined);
    case "ReturnStatement":
      return lowerReturn(cx, frame, node);
    case "BreakStatement":
    case "ContinueStatement":
      return leaveTo(cx, frame, node);
    case "LabeledStatement":
      return lowerLabelled(cx, frame, node);
    case "DebuggerStatement":
      cx.debugs = true;
      return cx.report(frame, node, "W-DEBUG", { what: "debugger" });
    case "EmptyStatement":
    case "FunctionDeclaration":
      return;
    default:
      return cx.refuse(frame, node, "E-SUBSET", {
        what: statementNames[node.type] ?? node.type,
        cure: "write it with if, switch and loops with constant bounds",
      });
  }
}

const statementNames: Readonly<Record<string, string>> = {
  TryStatement: "try",
  ThrowStatement: "throw",
  ForInStatement: "for…in",
  ClassDeclaration: "a class inside a method",
  WithStatement: "with",
};

function lowerIf(cx: MethodContext, frame: Frame, node: Extract<AnyNode, { type: "IfStatement" }>): void {
  const test = toCondition(cx, frame, node.test, cx.lowerers.expression(cx, frame, node.test));
  if (test.op === "const") {
    const taken = test.value ? node.consequent : node.alternate;
    if (taken) lowerStatements(cx, { ...frame, scope: new Scope(frame.scope) }, [taken]);
    return;
  }
  const side = (part: AnyNode | null | undefined, truth: boolean) => {
    const start = cx.flow.copy();
    refine(start, test, truth);
    return cx.branch(() => {
      if (part) lowerStatements(cx, { ...frame, scope: new Scope(frame.scope) }, [part]);
    }, start);
  };
  const yes = side(node.consequent, true);
  const no = side(node.alternate, false);
  if (yes.body.length > 0 || no.body.length > 0)
    cx.out.push({ kind: "if", test, then: yes.body, else: no.body });
  cx.flow = Flow.join([yes.flow, no.flow]);
}

function lowerReturn(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "ReturnStatement" }>,
): void {
  const { returns } = frame;
  if (!returns)
    return cx.refuse(frame, node, "E-SUBSET", {
      what: "return at this place",
      cure: "return from the function's own body",
    });
  if (node.argument) {
    const value = cx.lowerers.expression(cx, frame, node.argument);
    if (!(value.is === "static" && value.value === undefined)) {
      const binding = { kind: "local", local: returns.result } as const;
      if (returns.result === undefined) returns.result = firstResult(cx, frame, node, value);
      else storeVariable(cx, frame, node, "the result", binding, value, ofResult);
    }
  }
  cx.exit(returns.label);
}

function firstResult(cx: MethodContext, frame: Frame, node: AnyNode, value: Value): number {
  if (value.is !== "scalar")
    return cx.refuse(frame, node, "E-SUBSET", {
      what: "one of several returns of something that is not a value on wires",
      cure: "return numbers, or return once at the end",
    });
  const expr: Expression = value.expr;
  const local = cx.newLocal("result", expr.type);
  cx.set(local, expr);
  return local;
}

function lowerLabelled(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "LabeledStatement" }>,
): void {
  const name = node.label.name;
  const body = node.body as AnyNode;
  switch (body.type) {
    case "ForStatement":
      return lowerFor(cx, frame, body, name);
    case "ForOfStatement":
      return lowerForOf(cx, frame, body, name);
    case "WhileStatement":
    case "DoWhileStatement":
      return lowerWhile(cx, frame, body, name);
    default: {
      const label = cx.newLabel();
      const targets = [
        ...frame.targets,
        { name, breakLabel: label, continueLabel: undefined, kind: "block" as const },
      ];
      return cx.block(label, () => lowerStatements(cx, { ...frame, targets }, [body]));
    }
  }
}
