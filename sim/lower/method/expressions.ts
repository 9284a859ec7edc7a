import type { AnyNode } from "acorn";
import { sameType } from "../../describe/index.ts";
import { bigArithmetic, bigBitwise, bigShift, bigUnary } from "../arithmetic/bigs.ts";
import { floatArithmetic, floatComparison, floatUnary } from "../arithmetic/floats.ts";
import { decide, foldBinary, foldedConstant } from "../arithmetic/fold.ts";
import {
  asInteger,
  int32Arithmetic,
  integerArithmetic,
  integerUnary,
  isNegativeZero,
} from "../arithmetic/integers.ts";
import type { Frame } from "../frame.ts";
import type { BinaryName, Expression } from "../ir.ts";
import { booleanType, constant, floatConstant, typeOfLeaf, valueTypeText } from "../value-type.ts";
import { isNothing, nothing, scalar, staticValue, type Value } from "../value.ts";
import { assign, update } from "./assignments.ts";
import { callExpression, superBase } from "./calls.ts";
import { negate, refuseMixed, toCondition, toExpression, toExpressions } from "./coerce.ts";
import { type MethodContext, Refused, ShortCircuit } from "./context.ts";
import { mismatch } from "./kinds.ts";
import { arrayLiteral, objectLiteral, template } from "./literals.ts";
import { conditional, logical } from "./conditionals.ts";
import { localValue, memberOf, refreshed } from "./members.ts";

const comparisons: Readonly<Record<string, BinaryName>> = {
  "===": "eq",
  "!==": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};

/** The value of an expression of the source. */
export function lowerExpression(cx: MethodContext, frame: Frame, node: AnyNode): Value {
  switch (node.type) {
    case "Literal":
      return literal(cx, frame, node, node.value);
    case "Identifier":
      return identifier(cx, frame, node, node.name);
    case "ThisExpression":
      return frame.self;
    case "MemberExpression":
      return memberExpression(cx, frame, node);
    case "ChainExpression":
      return optionalChain(cx, frame, node.expression);
    case "ParenthesizedExpression":
      return lowerExpression(cx, frame, node.expression);
    case "UnaryExpression":
      return unary(cx, frame, node, node.operator, node.argument);
    case "BinaryExpression":
      return binaryExpression(cx, frame, node, node.operator, node.left as AnyNode, node.right);
    case "LogicalExpression":
      return logical(cx, frame, node);
    case "ConditionalExpression":
      return conditional(cx, frame, node);
    case "CallExpression":
      return callExpression(cx, frame, node);
    case "AssignmentExpression":
      return assign(cx, frame, node, binary, true);
    case "UpdateExpression":
      return update(cx, frame, node, binary, true);
    case "ArrayExpression":
      return arrayLiteral(cx, frame, node.elements);
    case "ObjectExpression":
      return objectLiteral(cx, frame, node);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return { is: "closure", node, frame };
    case "TemplateLiteral":
      return template(cx, frame, node);
    case "SequenceExpression":
      for (const part of node.expressions.slice(0, -1)) lowerEffect(cx, frame, part);
      return lowerExpression(cx, frame, node.expressions.at(-1)!);
    default:
      return cx.refuse(frame, node, "E-SUBSET", {
        what: `${describeNode(node)} (${frame.source.snippet(node)})`,
        cure: "write it with the operators, conditions and constant loops of the subset",
      });
  }
}

/** An expression whose value nobody uses. */
export function lowerEffect(cx: MethodContext, frame: Frame, node: AnyNode): void {
  if (node.type === "AssignmentExpression") assign(cx, frame, node, binary, false);
  else if (node.type === "UpdateExpression") update(cx, frame, node, binary, false);
  else if (node.type === "SequenceExpression")
    for (const part of node.expressions) lowerEffect(cx, frame, part);
  else lowerExpression(cx, frame, node);
}

function describeNode(node: AnyNode): string {
  const names: Partial<Record<AnyNode["type"], string>> = {
    AwaitExpression: "await",
    YieldExpression: "yield",
    NewExpression: "new",
    TaggedTemplateExpression: "a tagged template",
    ClassExpression: "a class expression",
    ImportExpression: "import()",
    SpreadElement: "...",
  };
  return names[node.type] ?? node.type;
}

function literal(cx: MethodContext, frame: Frame, node: AnyNode, value: unknown): Value {
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return scalar(constant(value));
  if (typeof value === "string" || value === null) return staticValue(value);
  return cx.refuse(frame, node, "E-SUBSET", {
    what: "a regular expression",
    cure: "methods compute with numbers, bigints and booleans",
  });
}

function identifier(cx: MethodContext, frame: Frame, node: AnyNode, name: string): Value {
  if (name === "undefined") return nothing;
  const binding = frame.scope.find(name);
  if (binding) {
    switch (binding.kind) {
      case "value":
        return refreshed(cx, binding.value);
      case "refused":
        throw new Refused();
      case "unset":
        return cx.refuse(frame, node, "E-UNASSIGNED", { name });
      case "local": {
        const type = binding.local === undefined ? undefined : cx.flow.locals.get(binding.local);
        if (!type || binding.local === undefined) return cx.refuse(frame, node, "E-UNASSIGNED", { name });
        return scalar(localValue(binding.local, type));
      }
    }
  }
  return freeValue(cx, frame, node, name);
}

function freeValue(cx: MethodContext, frame: Frame, node: AnyNode, name: string): Value {
  const resolved = frame.source.resolve(node);
  if (resolved?.kind === "value") return lift(resolved.value);
  const problem =
    resolved?.kind === "reassigned"
      ? "is a variable that the program assigns again, so it is no constant"
      : "can't be found from here";
  return cx.refuse(frame, node, "E-NAME", { name, problem });
}

/** A JavaScript value as a value of lowering. */
export function lift(value: unknown): Value {
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return scalar(constant(value));
  return staticValue(value);
}

function memberExpression(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "MemberExpression" }>,
): Value {
  const root = rootOf(node);
  if (root.type === "Identifier" && !frame.scope.find(root.name)) {
    const resolved = frame.source.resolve(node);
    if (resolved?.kind === "value") return lift(resolved.value);
    if (resolved) return freeValue(cx, frame, node, frame.source.snippet(node));
  }
  if (node.property.type === "PrivateIdentifier")
    cx.refuse(frame, node, "E-PRIVATE", {
      name: node.property.name,
      className: frame.source.homeClass?.name ?? "the class",
    });
  if (node.object.type === "Super")
    return superGetter(cx, frame, node, (node.property as { name: string }).name);
  const object = lowerExpression(cx, frame, node.object);
  if (node.optional && isNothing(object)) throw new ShortCircuit();
  if (!node.computed)
    return memberOf(cx, frame, node, object, staticValue((node.property as { name: string }).name));
  const before = cx.out.length;
  const key = lowerExpression(cx, frame, node.property);
  return memberOf(cx, frame, node, cx.fixedAt(before, object), key);
}

/** `a?.b.c`: all of it is undefined if `a` is. */
function optionalChain(cx: MethodContext, frame: Frame, node: AnyNode): Value {
  try {
    return lowerExpression(cx, frame, node);
  } catch (error) {
    if (error instanceof ShortCircuit) return nothing;
    throw error;
  }
}

function superGetter(cx: MethodContext, frame: Frame, node: AnyNode, name: string): Value {
  const base = superBase(cx, frame, node, name);
  const source = cx.sources.classSource(base.constructor).getter(name);
  if (!source)
    return cx.refuse(frame, node, "E-NAME", {
      name: `super.${name}`,
      problem: "is not a getter of a base class",
    });
  return cx.lowerers.call(cx, frame, { source, self: frame.self, scope: undefined }, [], node);
}

function rootOf(node: AnyNode): AnyNode {
  let root = node;
  while (root.type === "MemberExpression") root = root.object;
  return root;
}

function unary(cx: MethodContext, frame: Frame, node: AnyNode, operator: string, argument: AnyNode): Value {
  const value = lowerExpression(cx, frame, argument);
  if (operator === "!") return scalar(negate(toCondition(cx, frame, argument, value)));
  if (operator === "typeof" && value.is !== "scalar")
    return staticValue(typeof (value.is === "static" ? value.value : {}));
  if (operator === "void") return nothing;
  const raw = toExpression(cx, frame, argument, value);
  const at = cx.at(frame, node);
  const expr = raw.type.kind === "boolean" ? asInteger(raw) : raw;
  const known = expr.op === "const" ? expr.value : undefined;
  if (operator === "+" && expr.type.kind !== "big") return scalar(expr);
  if (operator === "-") {
    // −0 is a real number: an integer has no sign at 0, and asInteger() takes it for 0 where it meets one.
    if (typeof known === "number")
      return scalar(expr.type.kind === "float" ? floatConstant(-known) : constant(-known));
    if (typeof known === "bigint") return scalar(constant(-known));
    if (expr.type.kind === "integer") return scalar(integerUnary("neg", expr, at));
    if (expr.type.kind === "big") return scalar(bigUnary("neg", expr));
    if (expr.type.kind === "float") return scalar(floatUnary("neg", expr, at));
  }
  if (operator === "~") {
    if (typeof known === "bigint") return scalar(constant(~known));
    if (expr.type.kind === "integer") return scalar(integerUnary("not", expr, at));
    if (expr.type.kind === "big") return scalar(bigUnary("not", expr));
  }
  return cx.refuse(frame, node, "E-SUBSET", {
    what: `${operator} on ${valueTypeText(expr.type)}`,
    cure: "use the operators on numbers and bigints",
  });
}

function binaryExpression(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  leftNode: AnyNode,
  rightNode: AnyNode,
): Value {
  const left = lowerExpression(cx, frame, leftNode);
  const before = cx.out.length;
  const right = lowerExpression(cx, frame, rightNode);
  return binary(cx, frame, node, operator, [leftNode, rightNode], [cx.fixedAt(before, left), right]);
}

/** A binary operator on two values. */
export function binary(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  nodes: readonly [AnyNode, AnyNode],
  values: readonly [Value, Value],
): Value {
  const [a, b] = values;
  if (a.is === "static" && b.is === "static" && (operator === "===" || operator === "!==")) {
    return scalar(constant((a.value === b.value) === (operator === "===")));
  }
  if ((operator === "===" || operator === "!==") && (isNothing(a) || isNothing(b)))
    return scalar(constant(operator === "!=="));
  if (operator === "===" || operator === "!==")
    for (const value of values)
      if (value.is === "scalar" && value.mixed) refuseMixed(cx, frame, node, operator);
  const [left, right] = toExpressions(cx, frame, nodes, values);
  if (
    left.op === "const" &&
    right.op === "const" &&
    typeof left.value !== "string" &&
    typeof right.value !== "string"
  ) {
    checkExact(cx, frame, node, operator, left, right);
    const folded = foldBinary(operator, left.value, right.value);
    if (folded !== undefined) return scalar(foldedConstant(folded, [asInteger(left), asInteger(right)]));
  }
  const comparison = comparisons[operator];
  if (comparison) return scalar(compare(cx, frame, node, operator, comparison, left, right));
  return scalar(arithmetic(cx, frame, node, operator, left, right));
}

/** Constants obey the bounds of the operators as well, before JavaScript drops bits of them. */
function checkExact(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  left: Expression,
  right: Expression,
): void {
  if (asInteger(left).type.kind !== "integer" || asInteger(right).type.kind !== "integer") return;
  const at = cx.at(frame, node);
  switch (operator) {
    case "+":
    case "-":
    case "*":
      integerArithmetic(operator, asInteger(left), asInteger(right), at);
      return;
    case "&":
    case "|":
    case "^":
    case "<<":
    case ">>":
    case ">>>":
      int32Arithmetic(operator, asInteger(left), asInteger(right), at);
      return;
    case "**": {
      const power = Number(left.op === "const" && left.value) ** Number(right.op === "const" && right.value);
      if (Math.abs(power) > Number.MAX_SAFE_INTEGER)
        at.report("E-RANGE", { what: "the power", low: power, high: power });
    }
  }
}

function compare(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  name: BinaryName,
  leftRaw: Expression,
  rightRaw: Expression,
): Expression {
  const left = rightRaw.type.kind === "integer" && isNegativeZero(leftRaw) ? asInteger(leftRaw) : leftRaw;
  const right = leftRaw.type.kind === "integer" && isNegativeZero(rightRaw) ? asInteger(rightRaw) : rightRaw;
  const kinds = `${left.type.kind} ${right.type.kind}`;
  checkConstant(cx, frame, node, left, right);
  checkConstant(cx, frame, node, right, left);
  if (kinds.includes("float")) return floatComparison(name, left, right, cx.at(frame, node));
  const same = left.type.kind === right.type.kind;
  const ordered = left.type.kind === "integer" || left.type.kind === "big";
  if (!same || (!ordered && name !== "eq" && name !== "ne"))
    return mismatch(cx, frame, node, operator, left, right);
  if (
    left.type.kind === "enumeration" &&
    right.type.kind === "enumeration" &&
    !sameType(left.type.of, right.type.of)
  )
    return mismatch(cx, frame, node, operator, left, right);
  return decide({ op: "binary", name, type: booleanType, left, right });
}

/** A signal that is compared with a constant which its type can't hold is a mistake. */
function checkConstant(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  read: Expression,
  value: Expression,
): void {
  const index = read.op === "read" ? read.signal : read.op === "element" ? read.signals[0] : undefined;
  if (index === undefined || value.op !== "const" || typeof value.value === "boolean") return;
  const signal = cx.table.object(index);
  const whole = typeOfLeaf(signal.type, signal.options.range);
  const known = value.value;
  if ((whole.kind !== "integer" && whole.kind !== "big") || typeof known === "string") return;
  if (known < whole.low || known > whole.high)
    cx.report(
      frame,
      node,
      "E-CONST-COMPARE",
      { signal: signal.path, type: valueTypeText(whole), value: String(known) },
      signal.path,
    );
}

function arithmetic(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  leftRaw: Expression,
  rightRaw: Expression,
): Expression {
  const left = rightRaw.type.kind === "float" ? leftRaw : asInteger(leftRaw);
  const right = leftRaw.type.kind === "float" ? rightRaw : asInteger(rightRaw);
  const at = cx.at(frame, node);
  const kinds = `${left.type.kind} ${right.type.kind}`;
  if (kinds === "integer integer") {
    switch (operator) {
      case "+":
      case "-":
      case "*":
      case "%":
        return integerArithmetic(operator, left, right, at);
      case "&":
      case "|":
      case "^":
      case "<<":
      case ">>":
      case ">>>":
        return int32Arithmetic(operator, left, right, at);
      case "/":
        return at.refuse("E-DIVISION", {});
      default:
        return at.refuse("E-SUBSET", {
          what: `the operator ${operator} on values on wires`,
          cure:
            operator === "**" ? "use shl(1, n) for powers of two" : "use + - * % and the bitwise operators",
        });
    }
  }
  if (kinds === "big big") {
    if (operator === "+" || operator === "-" || operator === "*" || operator === "/" || operator === "%")
      return bigArithmetic(operator, left, right, at);
    if (operator === "&" || operator === "|" || operator === "^")
      return bigBitwise(operator === "&" ? "and" : operator === "|" ? "or" : "xor", left, right);
    if ((operator === "<<" || operator === ">>") && right.op === "const")
      return bigShift(operator === "<<" ? "shl" : "shr", left, constant(Number(right.value)), at);
    return at.refuse("E-SUBSET", {
      what: `the operator ${operator} on bigints`,
      cure: "use shl(x, n) and shr(x, n) with a number as count",
    });
  }
  if (left.type.kind === "float" || right.type.kind === "float") {
    const name = ({ "+": "add", "-": "sub", "*": "mul", "/": "div" } as const)[operator];
    if (name && !kinds.includes("big") && !kinds.includes("enumeration"))
      return floatArithmetic(name, left, right, at);
  }
  return mismatch(cx, frame, node, operator, left, right);
}
