import { type AnyNode, type ObjectExpression, type Options, parse, type Program, type Property } from "acorn";
import { fail } from "../../errors/index.ts";

/** The function-like nodes that have a body to lower. */
export type FunctionNode = Extract<
  AnyNode,
  { type: "FunctionExpression" | "ArrowFunctionExpression" | "FunctionDeclaration" }
>;

/** The node of a class's own text. */
export type ClassNode = Extract<AnyNode, { type: "ClassExpression" }>;

/** A syntax tree with the text that its offsets count in. */
export interface Parsed<Node> {
  readonly node: Node;
  /** The text as parsed: the running text between the brackets that make it parse. */
  readonly text: string;
  /** How many characters of `text` stand before the running text. */
  readonly prefix: number;
}

const options: Options = {
  ecmaVersion: "latest",
  sourceType: "script",
  checkPrivateFields: false,
  allowSuperOutsideMethod: true,
  allowAwaitOutsideFunction: true,
  allowReturnOutsideFunction: true,
};

/** The text that V8 keeps for a function; refuses what has none. */
export function textOf(fn: Function): string {
  const text = Function.prototype.toString.call(fn);
  if (/\{\s*\[native code\]\s*\}\s*$/.test(text)) fail("E-SOURCE-NATIVE", { name: fn.name || "anonymous" });
  return text;
}

/** Parses a class's own text, whole, so that `super` and private names parse. */
export function parseClass(constructorFunction: Function): Parsed<ClassNode> {
  const text = textOf(constructorFunction);
  const name = constructorFunction.name || "anonymous";
  const parsed = tryParse(text, "(", ")");
  if (parsed instanceof SyntaxError) fail("E-SOURCE-PARSE", { name, reason: parsed.message });
  const expression = expressionOf(parsed.node);
  if (expression?.type !== "ClassExpression")
    fail("E-SOURCE-PARSE", { name, reason: "it is not written as a class" });
  return { ...parsed, node: expression };
}

/** Parses a function's own text: a function, an arrow function, or a method or getter taken out of an object or class. */
export function parseFunction(fn: Function): Parsed<FunctionNode> {
  const text = textOf(fn);
  const name = fn.name || "anonymous";
  const plain = tryParse(text, "(", ")");
  if (!(plain instanceof SyntaxError)) {
    const expression = expressionOf(plain.node);
    if (expression?.type === "FunctionExpression" || expression?.type === "ArrowFunctionExpression") {
      return { ...plain, node: expression };
    }
    fail("E-SOURCE-PARSE", { name, reason: `it is a ${expression?.type ?? "statement"}, not a function` });
  }
  const member = tryParse(text, "({", "})");
  if (member instanceof SyntaxError) fail("E-SOURCE-PARSE", { name, reason: plain.message });
  // What a brace completes is an object whose one property is the method.
  const [method] = (expressionOf(member.node) as ObjectExpression).properties;
  return { ...member, node: (method as Property).value as FunctionNode };
}

/** Parses the text of a whole script or module; undefined where acorn cannot. */
export function parseScript(text: string, isModule: boolean): Program | undefined {
  for (const sourceType of isModule ? (["module"] as const) : (["script", "module"] as const)) {
    try {
      return parse(text, { ...options, sourceType, allowHashBang: true });
    } catch {
      // The other kind of script may parse; when none does, less is known of the bindings.
    }
  }
  return undefined;
}

function tryParse(text: string, before: string, after: string): Parsed<Program> | SyntaxError {
  const wrapped = before + text + "\n" + after;
  try {
    return { node: parse(wrapped, options), text: wrapped, prefix: before.length };
  } catch (error) {
    if (error instanceof SyntaxError) return error;
    throw error;
  }
}

function expressionOf(program: Program) {
  const statement = program.body[0];
  return statement?.type === "ExpressionStatement" ? statement.expression : undefined;
}
