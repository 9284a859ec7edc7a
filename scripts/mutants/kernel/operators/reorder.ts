import ts from "typescript";
import { type MutationOperator, swapped } from "../mutation-operator.ts";
import { namedCall } from "../spelling.ts";

/** Two statements change places: of those that are emitted, or of the generator's own. Not where neither can matter to the other. */
export const reorder: MutationOperator = {
  name: "reorder",
  mutantsOf(node, source) {
    if (ts.isBlock(node) || ts.isCaseOrDefaultClause(node)) {
      const { statements } = node;
      return pairs(statements)
        .filter(([a, b]) => isMovable(a) && isMovable(b) && meet(a, b, source))
        .map(([a, b]) => swapped(a, b, source));
    }
    const list = ts.isArrayLiteralExpression(node)
      ? node.elements
      : /(^|\.)add$/.test(namedCall(node, source)?.name ?? "")
        ? (node as ts.CallExpression).arguments
        : [];
    return pairs(list)
      .filter(([a, b]) => isEmittedStatement(a, source) && isEmittedStatement(b, source))
      .filter(([a, b]) => meetEmitted(a, b, source))
      .map(([a, b]) => swapped(a, b, source))
      .filter((edits) => edits.length > 0);
  },
};

function pairs<T>(list: readonly T[]): readonly (readonly [T, T])[] {
  return list.slice(1).map((second, i) => [list[i]!, second]);
}

/** No declaration, and nothing behind which nothing runs. */
function isMovable(node: ts.Statement): boolean {
  return (
    ts.isExpressionStatement(node) ||
    ts.isIfStatement(node) ||
    ts.isForStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isWhileStatement(node)
  );
}

/** Whether one of two statements touches what the other one uses, or may leave in front of it. */
function meet(a: ts.Statement, b: ts.Statement, source: ts.SourceFile): boolean {
  const isGuard = (node: ts.Statement): node is ts.IfStatement => ts.isIfStatement(node) && mayLeave(node);
  if (isGuard(a) && isGuard(b)) return a.thenStatement.getText(source) !== b.thenStatement.getText(source);
  if (mayLeave(a) || mayLeave(b)) return true;
  const [used, usedByB] = [identifiersIn(a), identifiersIn(b)];
  return (
    [...touchedIn(a)].some((name) => usedByB.has(name)) || [...touchedIn(b)].some((name) => used.has(name))
  );
}

function mayLeave(node: ts.Node): boolean {
  if (ts.isFunctionLike(node)) return false;
  const leaves =
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node) ||
    ts.isContinueStatement(node) ||
    ts.isBreakStatement(node);
  return leaves || (ts.forEachChild(node, (child) => mayLeave(child) || undefined) ?? false);
}

function identifiersIn(node: ts.Node, found = new Set<string>()): Set<string> {
  if (ts.isIdentifier(node)) found.add(node.text);
  ts.forEachChild(node, (child) => void identifiersIn(child, found));
  return found;
}

/** The variables that are assigned, whose methods are called, or that are given to functions. */
function touchedIn(node: ts.Node, found = new Set<string>()): Set<string> {
  const note = (expr: ts.Expression): void => {
    const root = rootOf(expr);
    if (root) found.add(root);
  };
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) note(node.left);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) note(node.operand);
  if (ts.isCallExpression(node)) {
    if (ts.isPropertyAccessExpression(node.expression)) note(node.expression.expression);
    else node.arguments.forEach(note);
  }
  ts.forEachChild(node, (child) => void touchedIn(child, found));
  return found;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function rootOf(node: ts.Expression): string | undefined {
  if (ts.isIdentifier(node)) return node.text;
  if (node.kind === ts.SyntaxKind.ThisKeyword) return "this";
  const isPath =
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isCallExpression(node);
  return isPath ? rootOf(node.expression) : undefined;
}

const statements = new Set(
  "set store storeLane setLimb call when loop block br brIf memoryCopy memoryFill moved upTo".split(" "),
);

/** A statement that is emitted, or a list of them. */
function isEmittedStatement(node: ts.Expression, source: ts.SourceFile): boolean {
  if (ts.isSpreadElement(node)) return true;
  return statements.has(namedCall(node, source)?.name ?? "");
}

/** Two assignments of variables meet if one uses the other's; all else may. */
function meetEmitted(a: ts.Expression, b: ts.Expression, source: ts.SourceFile): boolean {
  const [one, other] = [namedCall(a, source), namedCall(b, source)];
  if (one?.name !== "set" || other?.name !== "set") return true;
  const [x, y] = [one.args[0]!.getText(source), other.args[0]!.getText(source)];
  return b.getText(source).includes(`(${x})`) || a.getText(source).includes(`(${y})`) || x === y;
}
