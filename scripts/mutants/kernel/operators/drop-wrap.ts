import ts from "typescript";
import { type MutationOperator, replaced } from "../mutation-operator.ts";
import { emitted, namedCall, plainOperation } from "../spelling.ts";

/** What wraps, rounds or fits one of its arguments: the argument's position. */
const calls: Readonly<Record<string, number>> = {
  wrapWord: 0,
  wrapNumber: 0,
  fitValue: 1,
  wrapped: 0,
  cut: 1,
  narrow: 1,
  roundTo: 1,
  "BigInt.asIntN": 1,
  "BigInt.asUintN": 1,
  "Math.fround": 0,
};

/** What is wrapped to a width, or rounded to a format, stays as it is. */
export const dropWrap: MutationOperator = {
  name: "drop wrap",
  mutantsOf(node, source) {
    const instead = (by: ts.Node): readonly [readonly [ReturnType<typeof replaced>]] => [
      [replaced(node, by.getText(source), source)],
    ];
    const instruction = emitted(node, source);
    if (instruction) {
      const { operation, args } = instruction;
      if (/^extend(\d+|\*)_s$/.test(operation)) return instead(args[0]!);
      // Up and down again.
      const inner = args[0] && emitted(args[0], source);
      const isPair = plainOperation(operation) === "shr" && inner?.operation === "shl";
      return isPair ? instead(inner.args[0]!) : [];
    }
    const call = namedCall(node, source);
    if (call) {
      const { name, args } = call;
      const text = (at: number): string => args[at]!.getText(source);
      if (name === "wrapped" && text(0) === "cx")
        return [[replaced(node, `valueOf(cx, ${text(1)}, ${text(args.length - 1)})`, source)]];
      if (Object.hasOwn(calls, name)) return instead(args[calls[name]!]!);
      if (name === "graph.integer" && text(0) === '"wrap"' && ts.isArrayLiteralExpression(args[1]!))
        return instead(args[1].elements[0]!);
      if (name !== "call") return [];
      if (text(0).startsWith("roundFloat(")) return instead(args[1]!);
      // As wide as all limbs.
      const all = `{ kind: "plain", op: "i32.shl", args: [${text(args.length - 1)}, { kind: "i32", value: 6 }] } as const`;
      return text(0).startsWith("wrapLimbs(") ? [[replaced(args[3]!, all, source)]] : [];
    }
    if (!ts.isBinaryExpression(node) || node.right.getText(source) !== "0") return [];
    const { kind } = node.operatorToken;
    const isInt32 =
      kind === ts.SyntaxKind.BarToken || kind === ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken;
    return isInt32 ? instead(node.left) : [];
  },
};
