import ts from "typescript";
import { type MutationOperator, replaced, swapped } from "../mutation-operator.ts";
import { emitted, namedCall, plainOperation } from "../spelling.ts";

/** Instructions whose operands may stand in any order: to swap them changes nothing. */
const commutative = /^(add|mul|and|or|xor|eq|ne|min|max|extmul_.*|avgr)$/;

/** What takes its two operands behind some other arguments: the first one's position. */
const calls: Readonly<Record<string, number>> = {
  choose: 2,
  when: 1,
  shuffle: 1,
  memoryCopy: 0,
  narrow: 1,
  cut: 1,
  "graph.select": 1,
  "graph.shuffle": 1,
};

/** Operators of TypeScript by which the generator computes addresses, widths and orders. */
const computed = [
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
  ts.SyntaxKind.LessThanLessThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanToken,
  ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken,
  ts.SyntaxKind.LessThanToken,
  ts.SyntaxKind.GreaterThanToken,
  ts.SyntaxKind.LessThanEqualsToken,
  ts.SyntaxKind.GreaterThanEqualsToken,
];

/** `a − b` becomes `b − a`, in what is emitted and in what the generator computes. */
export const swapOperands: MutationOperator = {
  name: "swap operands",
  mutantsOf(node, source) {
    const instruction = emitted(node, source);
    if (instruction) {
      const { operation, args } = instruction;
      const isChoice = operation === "select" || operation === "bitselect";
      if (args.length !== (isChoice ? 3 : 2) || commutative.test(plainOperation(operation))) return [];
      return some(swapped(args[0]!, args[1]!, source));
    }
    const call = namedCall(node, source);
    if (call) {
      const [first, ...others] = call.args;
      const what = first && ts.isStringLiteral(first) ? first.text : "";
      const isOrder = call.name === "graph.compare" && what !== "eq";
      if (call.name === "graph.integer" && what === "sub" && others[0] && isPair(others[0]))
        return some(swapped(others[0].elements[0]!, others[0].elements[1]!, source));
      const at = isOrder ? 1 : Object.hasOwn(calls, call.name) ? calls[call.name] : undefined;
      const [a, b] = at === undefined ? [] : call.args.slice(at);
      return a && b ? some(swapped(a, b, source)) : [];
    }
    if (!ts.isBinaryExpression(node) || !computed.includes(node.operatorToken.kind) || isCount(node))
      return [];
    const { left, right } = node;
    const inBrackets = (side: ts.Node): string => `(${side.getText(source)})`;
    return [[replaced(left, inBrackets(right), source), replaced(right, inBrackets(left), source)]];
  },
};

function some<T>(edits: readonly T[]): readonly (readonly T[])[] {
  return edits.length > 0 ? [edits] : [];
}

function isPair(node: ts.Node): node is ts.ArrayLiteralExpression {
  return ts.isArrayLiteralExpression(node) && node.elements.length === 2;
}

/** The condition of a loop of the generator's own, without which nothing is generated. */
function isCount(node: ts.Node): boolean {
  return ts.isForStatement(node.parent) && node.parent.condition === node;
}
