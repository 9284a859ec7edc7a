import ts from "typescript";
import type { Edit } from "./mutation-operator.ts";
import { operators } from "./operators/index.ts";

/** A mutant: where in the sources one operator makes which change. */
export interface Site {
  readonly path: string;
  readonly operator: string;
  readonly line: number;
  readonly column: number;
  readonly edits: readonly Edit[];
}

/** All mutants of a file: operator by operator, each in the order of the text. */
export function sitesOf(path: string, text: string): readonly Site[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  return operators.flatMap(({ name, mutantsOf }) => {
    const found: Site[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
      for (const edits of mutantsOf(node, source)) {
        const { line, character } = source.getLineAndCharacterOfPosition(edits[0]!.from);
        found.push({ path, operator: name, line: line + 1, column: character + 1, edits });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

/** The text with a mutant's change. */
export function mutated(text: string, { edits }: Pick<Site, "edits">): string {
  return [...edits]
    .sort((a, b) => b.from - a.from)
    .reduce((now, { from, to, text: by }) => now.slice(0, from) + by + now.slice(to), text);
}
