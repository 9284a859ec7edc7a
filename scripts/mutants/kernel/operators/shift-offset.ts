import ts from "typescript";
import { type Edit, type MutationOperator, replaced } from "../mutation-operator.ts";
import { instructionName, type NamedCall, namedCall } from "../spelling.ts";

/** Where loads and stores have their offset; it may be left out. */
const offsets: Readonly<Record<string, number>> = {
  load: 2,
  store: 3,
  storeLane: 4,
  "graph.load": 2,
};

/** Fields of the plan, of addresses and of steps that say where something is. */
const places = new Set(["base", "offset", "address", "from", "to"]);

/** An address, or the offset of a load or store, is that of the next element. */
export const shiftOffset: MutationOperator = {
  name: "shift offset",
  mutantsOf(node, source) {
    const call = namedCall(node, source);
    if (call && Object.hasOwn(offsets, call.name) && isInstruction(call)) {
      const { name, args } = call;
      const bytes = bytesOf(instructionName(args[0]));
      const position = offsets[name]!;
      const offset = args[position];
      if (offset) return [[further(offset, bytes, source)]];
      const last = args.at(-1)!;
      return args.length === position ? [[{ from: last.end, to: last.end, text: `, ${bytes}` }]] : [];
    }
    if (
      ts.isPropertyAssignment(node) &&
      places.has(node.name.getText(source)) &&
      isNumber(node.initializer, source)
    )
      return [[further(node.initializer, 4, source)]];
    if (ts.isShorthandPropertyAssignment(node) && places.has(node.name.text))
      return [[replaced(node, `${node.name.text}: ${node.name.text} + 4`, source)]];
    // An entry of a table that is found by a computation.
    if (ts.isElementAccessExpression(node) && ts.isBinaryExpression(node.argumentExpression))
      return [[further(node.argumentExpression, 1, source)]];
    return [];
  },
};

function further(node: ts.Node, by: number, source: ts.SourceFile): Edit {
  return replaced(node, `(${node.getText(source)}) + ${by}`, source);
}

/** The bytes that an instruction loads or stores; of one whose name the generator fills in, 1. */
function bytesOf(name: string): number {
  const [, narrow] = /(?:load|store)(\d+|\*)/.exec(name) ?? [];
  if (name.startsWith("v128.") && !narrow) return 16;
  if (narrow) return narrow === "*" ? 1 : Number(narrow) / 8;
  return name.startsWith("*") ? 1 : /^[if]64/.test(name) ? 8 : 4;
}

/** Whether it is what makes a load or store: it begins with an instruction's name. */
function isInstruction({ name, args: [first] }: NamedCall): boolean {
  if (!first) return false;
  return !ts.isIdentifier(first) || (first.text === "name" && name !== "graph.load");
}

/** What makes room gives its address; other calls make instructions. */
const allocators = /(^|\.)(take|keep|tables|constant)$/;

/** Whether it may be a number: no function, object or text, and no instruction. */
function isNumber(node: ts.Expression, source: ts.SourceFile): boolean {
  if (ts.isCallExpression(node)) return allocators.test(node.expression.getText(source));
  return !(
    ts.isArrowFunction(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node) ||
    ts.isStringLiteral(node)
  );
}
