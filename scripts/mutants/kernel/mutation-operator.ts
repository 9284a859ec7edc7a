import type ts from "typescript";

/** A change of a source: the text between two positions becomes another one. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A kind of mistake: what it does to a node of the generator's sources, in as many ways as there are. */
export interface MutationOperator {
  readonly name: string;
  /** Each entry is a mutant: edits that do not overlap. */
  mutantsOf(node: ts.Node, source: ts.SourceFile): readonly (readonly Edit[])[];
}

/** The text of a node in place of another one. */
export function replaced(node: ts.Node, by: string, source: ts.SourceFile): Edit {
  return { from: node.getStart(source), to: node.end, text: by };
}

export function swapped(a: ts.Node, b: ts.Node, source: ts.SourceFile): readonly Edit[] {
  const [first, second] = [a.getText(source), b.getText(source)];
  return first === second ? [] : [replaced(a, second, source), replaced(b, first, source)];
}
