import ts from "typescript";
import type { Edit, MutationOperator } from "../mutation-operator.ts";

/** Lanes, loads, stores and extensions by their names in instructions, and what they become: all are instructions. */
const names: readonly (readonly [RegExp, (found: string) => string])[] = [
  [/i8x16|i16x8|i32x4/g, (shape) => next(shape, ["i8x16", "i16x8", "i32x4"])],
  [/(?<=^i32\.(load|store|extend))(8|16)/g, (width) => next(width, ["8", "16"])],
  [/(?<=^i64\.(load|store|extend))(8|16|32)/g, (width) => next(width, ["8", "16", "32"])],
  [/(?<=^v128\.(load|store))(32|64)(?=_zero|_lane)/g, (width) => next(width, ["32", "64"])],
];

/** Widths of lanes, and lanes of a vector, as numbers. */
const widths = ["8", "16", "32"];

/** Lanes of 8 bits become lanes of 16 bits, those lanes of 32 bits, and those lanes of 8 bits. */
export const changeLaneWidth: MutationOperator = {
  name: "change lane width",
  mutantsOf(node, source) {
    if (ts.isNumericLiteral(node)) {
      const isWidth = widths.includes(node.text) && node.text === node.getText(source);
      const edit = { from: node.getStart(source), to: node.end, text: next(node.text, widths) };
      return isWidth ? [[edit]] : [];
    }
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node);
    if (!isText || isInType(node) || isKey(node)) return [];
    // Behind the quote, or the end of what is filled in.
    const start = node.getStart(source) + 1;
    return names.flatMap(([pattern, change]) =>
      [...node.text.matchAll(pattern)].map((match): readonly Edit[] => {
        const from = start + match.index;
        return [{ from, to: from + match[0].length, text: change(match[0]) }];
      }),
    );
  },
};

function next<T>(value: T, cycle: readonly T[]): T {
  return cycle[(cycle.indexOf(value) + 1) % cycle.length]!;
}

function isInType(node: ts.Node): boolean {
  return ts.isLiteralTypeNode(node.parent) || ts.isTemplateLiteralTypeNode(node.parent);
}

/** Tables by name are of the names that there are. */
function isKey({ parent }: ts.Node): boolean {
  return ts.isPropertyAssignment(parent) && ts.isStringLiteral(parent.name);
}
