import type { Expression, Statement } from "./ir.ts";

/** The expressions directly below an expression. */
export function operandsOf(expr: Expression): readonly Expression[] {
  switch (expr.op) {
    case "const":
    case "read":
    case "field":
    case "local":
      return [];
    case "element":
    case "table":
      return [expr.at];
    case "memory":
      return [expr.address];
    case "select":
      return [expr.at, ...expr.elements];
    case "unary":
    case "bits":
    case "fit":
    case "rescale":
    case "encode":
    case "decode":
      return [expr.arg];
    case "fma":
      return [expr.left, expr.right, expr.addend];
    case "binary":
      return [expr.left, expr.right];
    case "cond":
      return [expr.test, expr.then, expr.else];
  }
}

/** Calls `visit` with an expression and all below it. */
export function walkExpression(expr: Expression, visit: (expr: Expression) => void): void {
  visit(expr);
  for (const operand of operandsOf(expr)) walkExpression(operand, visit);
}

/** The expressions that a statement itself evaluates, without those of statements inside it. */
export function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case "set":
    case "drive":
    case "latch":
      return [statement.value];
    case "driveElement":
    case "latchElement":
      return [statement.at, statement.value];
    case "store":
      return statement.mask
        ? [statement.address, statement.value, statement.mask]
        : [statement.address, statement.value];
    case "if":
      return [statement.test];
    case "switch":
      return [statement.subject];
    case "assert":
      return [
        statement.test,
        ...statement.message.filter((part): part is Expression => typeof part !== "string"),
      ];
    default:
      return [];
  }
}

/** The lists of statements inside a statement. */
export function bodiesOf(statement: Statement): readonly (readonly Statement[])[] {
  switch (statement.kind) {
    case "if":
      return [statement.then, statement.else];
    case "switch":
      return [...statement.cases.map((part) => part.body), statement.otherwise];
    case "block":
      return [statement.body];
    case "loop":
      return statement.iterations;
    default:
      return [];
  }
}

/** Calls `visit` with all statements, parents first. */
export function walkStatements(
  statements: readonly Statement[],
  visit: (statement: Statement) => void,
): void {
  for (const statement of statements) {
    visit(statement);
    for (const body of bodiesOf(statement)) walkStatements(body, visit);
  }
}
