import type { AnyNode } from "acorn";
import { type Place, fail } from "../../errors/index.ts";
import { instrumentationOf, isIstanbulCounter } from "./instrumentation.ts";
import { rewriteTree } from "./tree.ts";

/**
 * Undoes on the tree, in place, what transpilers and Istanbul leave: `__name(f, "f")` is f, `(0, ns.f)` is ns.f,
 * `static { __name(this, "C") }` and counters go. Other instrumentation is refused.
 */
export function undoTranspilerMarks<Node extends AnyNode>(
  root: Node,
  name: string,
  placeOf: (node: AnyNode) => Place | undefined,
): Node {
  const after = (node: AnyNode): AnyNode | undefined => {
    const found = instrumentationOf(node);
    if (found) {
      const place = placeOf(node);
      fail("E-INSTRUMENTED", { name, ...found }, place ? { places: [place] } : {});
    }
    return undoMark(node);
  };
  const whole = (node: AnyNode) => (isIstanbulCounter(node) ? counted(node) : undefined);
  return (rewriteTree(root, { whole, after }) ?? root) as Node;
}

function undoMark(node: AnyNode): AnyNode | undefined {
  switch (node.type) {
    case "CallExpression":
      return namedFunction(node) ?? node;
    case "ExpressionStatement":
      return leavesNothing(node.expression) ? undefined : node;
    case "SequenceExpression":
      return undoSequence(node);
    case "StaticBlock":
      return node.body.length === 0 ? undefined : node;
    default:
      return node;
  }
}

/** A counter within an expression first becomes the literal 0, which the statement or sequence around it then drops. */
function counted(node: AnyNode): AnyNode {
  return { type: "Literal", value: 0, raw: "counter", start: node.start, end: node.end };
}

function isCounted(node: AnyNode): boolean {
  return node.type === "Literal" && node.raw === "counter";
}

/** True of a statement that was only a mark: a counter, `__name(this, "C")`, or `__name(f, "f")`, of which f is left. */
function leavesNothing(expression: AnyNode): boolean {
  return isCounted(expression) || isNameCall(expression) || expression.type === "Identifier";
}

/** esbuild keeps the names of functions by `__name(f, "f")`. */
function namedFunction(node: AnyNode): AnyNode | undefined {
  if (!isNameCall(node) || node.type !== "CallExpression") return undefined;
  const [target] = node.arguments;
  return target?.type === "ThisExpression" ? undefined : target;
}

function isNameCall(node: AnyNode): boolean {
  return (
    node.type === "CallExpression" &&
    node.callee.type === "Identifier" &&
    /^__name\d*$/.test(node.callee.name) &&
    node.arguments.length === 2 &&
    node.arguments[1]?.type === "Literal"
  );
}

/** `(0, ns.f)` and what is left of `(counter, value)`. */
function undoSequence(node: Extract<AnyNode, { type: "SequenceExpression" }>): AnyNode {
  const last = node.expressions.length - 1;
  const isMark = (item: AnyNode) => isCounted(item) || (item.type === "Literal" && item.value === 0);
  const kept = node.expressions.filter((item, i) => i === last || !isMark(item));
  const [first] = kept;
  if (kept.length === 1 && first) return first;
  node.expressions = kept;
  return node;
}

/** The text of a node as a person would have written it, on one line. */
export function withoutMarks(text: string): string {
  return text
    .replace(/\/\*\s*[@#]__PURE__\s*\*\//g, "")
    .replace(/cov_[0-9a-z]+\(\)\.[a-z]+(\[\d+\])+\+\+[,;]\s*/gi, "")
    .replace(/\b__name\d*\(((?:(?!__name).)*?),\s*"[\w$]+"\)/gs, "$1")
    .replace(/\(0,\s*([\w$.]+)\)/g, "$1")
    .replace(/\b__vi(te_ssr)?_import_\d+__\./g, "")
    .replace(/\bimport_\w+\./g, "")
    .replace(/\s+/g, " ")
    .trim();
}
