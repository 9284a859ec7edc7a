import type { AnyNode } from "acorn";
import { type Frame, Scope } from "../frame.ts";
import type { Statement } from "../ir.ts";
import type { Value } from "../value.ts";
import { lowerEffect } from "./expressions.ts";
import { refuseVar, takeApart } from "./patterns.ts";
import { elementsOf } from "./array-methods.ts";
import { toCondition } from "./coerce.ts";
import type { MethodContext } from "./context.ts";
import { bind } from "./functions.ts";
import { namesOf } from "./names.ts";

/** The parts of a loop that is being unrolled. */
interface Unrolling {
  /** Whether iteration `i` takes place. What it evaluates belongs to that iteration. */
  readonly goesOn: (i: number) => boolean;
  /** `continue` leaves the body, `break` the whole loop. */
  readonly body: (frame: Frame, i: number) => void;
  /** What happens between the body and the next test. */
  readonly step?: () => void;
}

/** Unrolls a loop, iteration by iteration, as long as its test is known to hold. */
function unroll(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  name: string | undefined,
  { goesOn, body, step }: Unrolling,
): void {
  const breakLabel = cx.newLabel();
  cx.block(breakLabel, () => {
    const iterations: (readonly Statement[])[] = [];
    for (let i = 0, isOver = false; !isOver; i++) {
      const iteration = cx.branch(() => {
        isOver = !goesOn(i);
        if (isOver) return;
        if (--cx.unrollBudget < 0)
          cx.refuse(frame, node, "E-LOOP", {
            problem: "has no end, or unrolls to more than 65536 iterations",
          });
        const continueLabel = cx.newLabel();
        const targets = [...frame.targets, { name, breakLabel, continueLabel, kind: "loop" as const }];
        cx.block(continueLabel, () => body({ ...frame, targets }, i));
        isOver = !cx.flow.reachable;
        if (!isOver) step?.();
      });
      iterations.push(iteration.body);
      cx.flow = iteration.flow;
    }
    if (iterations.some((iteration) => iteration.length > 0)) cx.out.push({ kind: "loop", iterations });
  });
}

/** `for (let i = a; i < b; i++)`: the counter is known in each iteration. */
export function lowerFor(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "ForStatement" }>,
  name: string | undefined,
): void {
  const scope = new Scope(frame.scope);
  const header: Frame = { ...frame, scope };
  if (node.init?.type === "VariableDeclaration") {
    const counters = new Set([
      ...(node.update ? cx.facts.assignedNames(node.update) : []),
      ...cx.facts.assignedNames(node.body),
    ]);
    const { kind } = node.init;
    refuseVar(cx, frame, node.init);
    for (const declarator of node.init.declarations) {
      const value = declarator.init ? cx.lowerers.expression(cx, header, declarator.init) : undefined;
      takeApart(
        cx,
        header,
        declarator.id,
        value ?? { is: "static", value: undefined, path: undefined },
        (leaf, part) => {
          const [counter] = namesOf(leaf);
          const isCounted = kind !== "const" && counter !== undefined && counters.has(counter);
          if (counter !== undefined) bind(cx, header, leaf, counter, part, isCounted);
        },
      );
    }
  } else if (node.init) lowerEffect(cx, header, node.init);
  const { update } = node;
  unroll(cx, frame, node, name, {
    goesOn: () => holdsNow(cx, header, node.test ?? undefined),
    body: (inner) => cx.lowerers.statements(cx, { ...inner, scope: new Scope(scope) }, [node.body]),
    step: () => update && lowerEffect(cx, header, update),
  });
}

/** Whether a loop goes on, which must be known while it is unrolled. */
function holdsNow(cx: MethodContext, frame: Frame, test: AnyNode | undefined): boolean {
  if (!test) return true;
  const condition = toCondition(cx, frame, test, cx.lowerers.expression(cx, frame, test));
  if (condition.op === "const") return Boolean(condition.value);
  return cx.refuse(frame, test, "E-LOOP", {
    problem: `goes on while ${frame.source.snippet(test)}, which is not known at elaboration`,
  });
}

export function lowerForOf(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "ForOfStatement" }>,
  name: string | undefined,
): void {
  const array = cx.fixed(cx.lowerers.expression(cx, frame, node.right));
  const elements: readonly Value[] = elementsOf(cx, frame, node.right, array);
  const declaration = node.left;
  if (declaration.type !== "VariableDeclaration")
    return cx.refuse(frame, node, "E-SUBSET", {
      what: "for…of into an existing variable",
      cure: "write for (const x of …)",
    });
  refuseVar(cx, frame, declaration);
  const assigned = declaration.kind === "const" ? new Set() : cx.facts.assignedNames(node.body);
  unroll(cx, frame, node, name, {
    goesOn: (i) => i < elements.length,
    body: (outer, i) => {
      const inner = { ...outer, scope: new Scope(frame.scope) };
      takeApart(cx, inner, declaration.declarations[0]!.id, elements[i]!, (leaf, part) => {
        const [variable] = namesOf(leaf);
        if (variable !== undefined) bind(cx, inner, leaf, variable, part, assigned.has(variable));
      });
      cx.lowerers.statements(cx, inner, [node.body]);
    },
  });
}

export function lowerWhile(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "WhileStatement" | "DoWhileStatement" }>,
  name: string | undefined,
): void {
  const isTestedLast = node.type === "DoWhileStatement";
  unroll(cx, frame, node, name, {
    goesOn: (i) => (isTestedLast && i === 0) || holdsNow(cx, frame, node.test),
    body: (inner) => cx.lowerers.statements(cx, { ...inner, scope: new Scope(frame.scope) }, [node.body]),
  });
}
