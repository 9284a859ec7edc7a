import type { AnyNode } from "acorn";
import { bigArithmetic, bigBitwise, bigShift, bigUnary } from "../arithmetic/bigs.ts";
import { floatArithmetic, floatComparison, floatUnary } from "../arithmetic/floats.ts";
import { decide, foldBinary, foldedConstant } from "../arithmetic/fold.ts";
import { asInteger, int32Arithmetic, integerArithmetic, integerUnary } from "../arithmetic/integers.ts";
import type { Frame } from "../frame.ts";
import type { Flow } from "../flow.ts";
import type { BinaryName, Expression, Statement } from "../ir.ts";
import { booleanType, constant, joinTypes, typeOfLeaf, valueTypeText } from "../value-type.ts";
import { isNothing, nothing, scalar, staticValue, type Value } from "../value.ts";
import { assign, update } from "./assignments.ts";
import { arrayOf, elementsOf } from "./array-methods.ts";
import { callExpression, superBase } from "./calls.ts";
import { negate, toCondition, toExpression, toExpressions } from "./coerce.ts";
import { type MethodContext, ShortCircuit } from "./context.ts";
import { sameKind } from "./kinds.ts";
import { localValue, memberOf, refreshed } from "./members.ts";
import { inOrder } from "./in-order.ts";
import { refine } from "./refine.ts";

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
  else if (node.type === "SequenceExpression") for (const part of node.expressions) lowerEffect(cx, frame, part);
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
    if (typeof known === "number") return scalar(constant(known === 0 ? 0 : -known));
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
  const [left, right] = toExpressions(cx, frame, nodes, values);
  if (
    left.op === "const" &&
    right.op === "const" &&
    typeof left.value !== "string" &&
    typeof right.value !== "string"
  ) {
    const folded = foldBinary(operator, left.value, right.value);
    if (folded !== undefined) return scalar(foldedConstant(folded, [left, right]));
  }
  const comparison = comparisons[operator];
  if (comparison) return scalar(compare(cx, frame, node, operator, comparison, left, right));
  return scalar(arithmetic(cx, frame, node, operator, left, right));
}

function mismatch(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  left: Expression,
  right: Expression,
): never {
  const kinds = [left.type.kind, right.type.kind];
  const cure = kinds.includes("big")
    ? "convert one: BigInt(x) or Number(x)"
    : kinds.includes("float")
      ? "convert the integer with toFloat(x), or the float with Math.round, Math.floor or Math.trunc"
      : "compare the wire with 1 or 0, or use it as a condition";
  return cx.refuse(frame, node, "E-KIND", {
    operator,
    left: valueTypeText(left.type),
    right: valueTypeText(right.type),
    cure,
  });
}

function compare(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  operator: string,
  name: BinaryName,
  left: Expression,
  right: Expression,
): Expression {
  const kinds = `${left.type.kind} ${right.type.kind}`;
  checkConstant(cx, frame, node, left, right);
  checkConstant(cx, frame, node, right, left);
  if (kinds.includes("float")) return floatComparison(name, left, right, cx.at(frame, node));
  const same = left.type.kind === right.type.kind;
  const ordered = left.type.kind === "integer" || left.type.kind === "big";
  if (!same || (!ordered && name !== "eq" && name !== "ne"))
    return mismatch(cx, frame, node, operator, left, right);
  if (left.type.kind === "enumeration" && right.type.kind === "enumeration" && left.type.of !== right.type.of)
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
  if (read.op !== "read" || value.op !== "const" || typeof value.value === "boolean") return;
  const signal = cx.table.object(read.signal);
  const whole = typeOfLeaf(signal.type);
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
  const left = asInteger(leftRaw);
  const right = asInteger(rightRaw);
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

/** One way that a choice may take: its value, the statements that it needs, and what is known at its end. */
interface Branch {
  readonly value: Value;
  readonly body: readonly Statement[];
  readonly flow: Flow;
}

/** Lowers a branch that may or may not be taken: its expression, and the statements that it needs. */
function branchValue(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  condition: Expression,
  truth: boolean,
): Branch {
  let value: Value = nothing;
  const start = cx.flow.copy();
  refine(start, condition, truth);
  const { body, flow } = cx.branch(() => {
    value = lowerExpression(cx, frame, node);
  }, start);
  return { value, body, flow };
}

function logical(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "LogicalExpression" }>,
): Value {
  const left = lowerExpression(cx, frame, node.left);
  if (node.operator === "??") {
    return left.is === "static" && (left.value === undefined || left.value === null)
      ? lowerExpression(cx, frame, node.right)
      : left;
  }
  const condition = toCondition(cx, frame, node.left, left);
  const isAnd = node.operator === "&&";
  if (condition.op === "const")
    return Boolean(condition.value) === isAnd ? lowerExpression(cx, frame, node.right) : left;
  const right = branchValue(cx, frame, node.right, condition, isAnd);
  const both = right.value;
  if (left.is === "scalar" && both.is === "scalar") {
    const other = both.expr;
    const asBooleans = left.expr.type.kind === "boolean" || other.type.kind === "boolean";
    if (asBooleans) {
      const second = toCondition(cx, frame, node.right, both);
      if (right.body.length === 0)
        return scalar({
          op: "binary",
          name: isAnd ? "land" : "lor",
          type: booleanType,
          left: condition,
          right: second,
        });
      return conditionalValue(
        cx,
        frame,
        node,
        condition,
        isAnd ? { ...right, value: scalar(second) } : constantBranch(cx, true),
        isAnd ? constantBranch(cx, false) : { ...right, value: scalar(second) },
      );
    }
  }
  const keep = { value: left, body: [], flow: cx.flow.copy() };
  return isAnd
    ? conditionalValue(cx, frame, node, condition, right, keep)
    : conditionalValue(cx, frame, node, condition, keep, right);
}

function constantBranch(cx: MethodContext, value: boolean) {
  return { value: scalar(constant(value)), body: [], flow: cx.flow.copy() };
}

function conditional(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "ConditionalExpression" }>,
): Value {
  const condition = toCondition(cx, frame, node.test, lowerExpression(cx, frame, node.test));
  if (condition.op === "const")
    return lowerExpression(cx, frame, condition.value ? node.consequent : node.alternate);
  const yes = branchValue(cx, frame, node.consequent, condition, true);
  const no = branchValue(cx, frame, node.alternate, condition, false);
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
  if (!yes.flow.reachable && yes.body.length === 0) return no.value;
  if (!no.flow.reachable && no.body.length === 0) return yes.value;
  if (yes.value.is === "aggregate" || no.value.is === "aggregate")
    return conditionalAggregate(cx, frame, node, condition, yes, no);
  const [then, otherwise] = toExpressions(cx, frame, [node, node], [yes.value, no.value]);
  const [a, b] = sameKind(then, otherwise);
  const type = joinTypes(a.type, b.type);
  if (!type) return mismatch(cx, frame, node, "?:", a, b);
  const asked =
    (yes.value.is === "scalar" && yes.value.asked) || (no.value.is === "scalar" && no.value.asked);
  if (yes.body.length === 0 && no.body.length === 0)
    return scalar({ op: "cond", type, test: condition, then: a, else: b }, asked);
  const local = cx.newLocal("either", type);
  cx.out.push({
    kind: "if",
    test: condition,
    then: [...yes.body, { kind: "set", local, value: a }],
    else: [...no.body, { kind: "set", local, value: b }],
  });
  cx.flow.locals.set(local, type);
  return scalar({ op: "local", type, local }, asked);
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
  if (!alike || yes.body.length > 0 || no.body.length > 0)
    return cx.refuse(frame, node, "E-SUBSET", {
      what: "a choice between things of different kinds",
      cure: "choose element by element",
    });
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
  return { is: "aggregate", array: a.array, elements };
}

function arrayLiteral(cx: MethodContext, frame: Frame, nodes: readonly (AnyNode | null)[]): Value {
  const values = inOrder(cx, nodes, (node) => {
    if (node?.type === "SpreadElement")
      return elementsOf(cx, frame, node, lowerExpression(cx, frame, node.argument));
    return [node ? lowerExpression(cx, frame, node) : nothing];
  });
  return arrayOf(values);
}

function objectLiteral(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "ObjectExpression" }>,
): Value {
  const keys: string[] = [];
  const values = inOrder(cx, node.properties, (property) => {
    if (property?.type !== "Property" || property.kind !== "init")
      return cx.refuse(frame, property ?? node, "E-SUBSET", {
        what: "this form of object literal",
        cure: "list the fields: { a: x, b: y }",
      });
    const key = property.computed
      ? memberKey(lowerExpression(cx, frame, property.key))
      : property.key.type === "Identifier"
        ? property.key.name
        : String((property.key as { value?: unknown }).value);
    if (key === undefined)
      return cx.refuse(frame, property, "E-SUBSET", {
        what: "a computed key that is not constant",
        cure: "name the field",
      });
    keys.push(key);
    return [lowerExpression(cx, frame, property.value)];
  });
  return { is: "aggregate", array: false, elements: new Map(keys.map((key, i) => [key, values[i]!])) };
}

function memberKey(value: Value): string | undefined {
  return value.is === "static" && typeof value.value === "string" ? value.value : undefined;
}

/** Text with values in it: for the messages of assertions. */
function template(
  cx: MethodContext,
  frame: Frame,
  node: Extract<AnyNode, { type: "TemplateLiteral" }>,
): Value {
  const parts: Value[] = [];
  node.quasis.forEach((quasi, i) => {
    parts.push(staticValue(quasi.value.cooked ?? ""));
    const inserted = node.expressions[i];
    if (inserted) parts.push(lowerExpression(cx, frame, inserted));
  });
  if (parts.every((part) => part.is === "static"))
    return staticValue(parts.map((part) => String(part.value)).join(""));
  return arrayOf(parts);
}
