import ts from "typescript";

/** A call of a function by its name: `op(…)`, `graph.select(…)`. */
export interface NamedCall {
  readonly name: string;
  readonly args: readonly ts.Expression[];
}

/** The call that a node is, if it calls something by a name. */
export function namedCall(node: ts.Node, source: ts.SourceFile): NamedCall | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const isName = ts.isIdentifier(expression) || ts.isPropertyAccessExpression(expression);
  return isName ? { name: expression.getText(source), args: node.arguments } : undefined;
}

/** The name of an instruction as its text, with `*` for what the generator fills in: `i32.lt_s`, `*.shr_*`, `*`. */
export function instructionName(node: ts.Expression | undefined): string {
  if (!node) return "*";
  if (ts.isAsExpression(node)) return instructionName(node.expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return "*";
  return node.head.text + node.templateSpans.map(({ literal }) => `*${literal.text}`).join("");
}

/** An instruction that is emitted: by `op`, or in a graph of vectors by its `op`. */
export interface Emitted {
  /** Without its type: `lt_s`, `shr_*`, `*`. */
  readonly operation: string;
  readonly args: readonly ts.Expression[];
}

export function emitted(node: ts.Node, source: ts.SourceFile): Emitted | undefined {
  const call = namedCall(node, source);
  if (!call || (call.name !== "op" && !call.name.endsWith(".op"))) return undefined;
  const [name, ...args] = call.args;
  if (args.some((arg) => ts.isSpreadElement(arg))) return undefined;
  return { operation: instructionName(name).replace(/^.*\./, ""), args };
}

/** The operation without what says how operands are taken: `lt` of `lt_s` and of `lt_*`. */
export function plainOperation(operation: string): string {
  return operation.replace(/_[su*]$/, "");
}
