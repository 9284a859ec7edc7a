import { type ExpressionGene, nothing } from "./genes.ts";
import { integerExpression } from "./integer-expression.ts";
import type { GeneratedType } from "./leaf-text.ts";
import { natural, type Piece, piece } from "./piece.ts";
import { type GeneratedMemory, mayRead, reading, type Scope } from "./scope.ts";

/** One of the readable signals and locals of a kind; undefined if there is none. */
export function leafExpression(kind: "integer" | "big", choice: number, scope: Scope): Piece | undefined {
  const found = readable(scope, (type) => type.kind === kind);
  if (found.length === 0) return undefined;
  const { text, reads, type } = found[choice % found.length]!;
  return type.kind === kind ? piece(reading(scope, reads, text), type.low, type.high) : undefined;
}

/** What has a type that is wanted and may be read here. */
export function readable(scope: Scope, wanted: (type: GeneratedType) => boolean) {
  const signals = scope.leaves.map(({ text, node, type }) => ({
    text: `${text}.value`,
    reads: [node],
    type,
  }));
  const locals = scope.locals.flatMap(({ name, reads, type }) =>
    type.kind === "boolean" ? [] : [{ text: name, reads: [...reads], type }],
  );
  return [...signals, ...locals].filter(({ type, reads }) => wanted(type) && mayRead(scope, reads));
}

/** An element of a signal array or vec by an index that the simulation computes. */
export function pickFromGroup(
  kind: "integer" | "big",
  gene: ExpressionGene,
  scope: Scope,
): Piece | undefined {
  const found = elementText(kind, gene, scope);
  return found?.type.kind === kind ? piece(found.text, found.type.low, found.type.high) : undefined;
}

/** As `pickFromGroup`, of types of any kind. */
export function elementText(
  kind: GeneratedType["kind"],
  gene: ExpressionGene,
  scope: Scope,
): { readonly text: string; readonly type: GeneratedType } | undefined {
  const groups = scope.groups.filter(
    ({ leaves, dynamic }) =>
      dynamic &&
      leaves[0]!.type.kind === kind &&
      mayRead(
        scope,
        leaves.map((leaf) => leaf.node),
      ),
  );
  if (groups.length === 0) return undefined;
  const { leaves, at } = groups[gene.value % groups.length]!;
  const index = indexExpression(gene.kids[0] ?? nothing, leaves.length, scope);
  const nodes = leaves.map((leaf) => leaf.node);
  return { text: reading(scope, nodes, `${at(index)}.value`), type: leaves[0]!.type };
}

/** An index that is proven to be below `length`: by %, or by a mask where the length is a power of two. */
export function indexExpression(gene: ExpressionGene, length: number, scope: Scope): string {
  const inside = gene.kids[0] ?? nothing;
  const from = natural(integerExpression(inside, scope), 30n);
  if (from.high < BigInt(length)) return from.text;
  if (gene.value % 2 === 0 || length !== 2 ** Math.round(Math.log2(length)))
    return `(${from.text} % ${length})`;
  return `(${from.text} & ${length - 1})`;
}

/** A word of a memory. */
export function memoryRead(kind: "integer" | "big", gene: ExpressionGene, scope: Scope): Piece | undefined {
  const found = scope.memories.filter((memory) => memory.type.kind === kind);
  const memory = found[gene.value % found.length];
  if (memory === undefined || memory.type.kind !== kind) return undefined;
  return piece(wordText(memory, gene, scope), memory.type.low, memory.type.high);
}

export function wordText(memory: GeneratedMemory, gene: ExpressionGene, scope: Scope): string {
  return `this.${memory.name}.read(${indexExpression(gene.kids[0] ?? nothing, memory.depth, scope)})`;
}
