import ts from "typescript";
import { type MutationOperator, replaced } from "../mutation-operator.ts";
import { emitted, namedCall } from "../spelling.ts";

/** An instruction that is always true, as data, so that the file need not import what makes it. */
const TRUE = '{ kind: "i32", value: 1 } as const';

/** What a mask lets through goes through whole: an `and`, a selection, a condition. */
export const dropMask: MutationOperator = {
  name: "drop mask",
  mutantsOf(node, source) {
    const instead = (by: ts.Node): readonly [readonly [ReturnType<typeof replaced>]] => [
      [replaced(node, by.getText(source), source)],
    ];
    const instruction = emitted(node, source);
    if (instruction) {
      const { operation, args } = instruction;
      const isMask = operation === "and" && args.length === 2;
      const isChoice = (operation === "select" || operation === "bitselect") && args.length === 3;
      return isMask || isChoice ? instead(args[0]!) : [];
    }
    const call = namedCall(node, source);
    if (call) {
      const { name, args } = call;
      if (name === "graph.and") return instead(args[0]!);
      if (name === "graph.select") return instead(args[1]!);
      if (name === "when") return [[replaced(args[0]!, TRUE, source)]];
      if (name === "choose" && args.length === 4) return [[replaced(args[1]!, TRUE, source)]];
      // Limbs and themselves are themselves.
      if (name === "call" && /^bitwiseLimbs\(.*"and"\)$/.test(args[0]!.getText(source)))
        return [[replaced(args[3]!, args[2]!.getText(source), source)]];
      return [];
    }
    const isAnd = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.AmpersandToken;
    return isAnd ? instead(node.left) : [];
  },
};
