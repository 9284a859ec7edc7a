import { bigExpression } from "./big-expression.ts";
import { type ExpressionGene, nothing } from "./genes.ts";
import { integerExpression } from "./integer-expression.ts";
import { readable } from "./leaf-expression.ts";
import type { Leaf } from "./leaf-text.ts";
import { limit, type Piece } from "./piece.ts";
import { mayRead, reading, type Scope, separate } from "./scope.ts";
import { fixedExpression } from "./fixed-expression.ts";
import { floatExpression } from "./float-expression.ts";

/** A boolean expression. */
export function condition(gene: ExpressionGene, scope: Scope): string {
  const own = separate(scope);
  const text = productions[gene.pick % productions.length]!(gene, own);
  for (const node of own.reads) {
    scope.reads.add(node);
    scope.tested.add(node);
  }
  return text;
}

type Production = (gene: ExpressionGene, scope: Scope) => string;

const orders = ["<", "<=", ">", ">=", "===", "!=="];

const kid = (gene: ExpressionGene, index: number): ExpressionGene => gene.kids[index] ?? nothing;
const order = (gene: ExpressionGene): string => orders[gene.value % orders.length] as string;

/** A comparison with a constant, which must be one that the type holds. */
const againstConstant: Production = (gene, scope) => {
  const able = scope.leaves.filter(({ node, type }) => type.kind === "integer" && mayRead(scope, [node]));
  const leaf = able[gene.value % able.length] as Leaf | undefined;
  if (leaf?.type.kind !== "integer") return truth(gene, scope);
  const read = reading(scope, [leaf.node], `${leaf.text}.value`);
  const { low, high } = leaf.type;
  return `${read} ${order(gene)} ${low + ((BigInt(gene.value) * 7919n * 65537n) % (high - low + 1n))}`;
};

/**
 * A comparison of two integers. One signal against an expression goes by the difference: should the expression turn out to be a
 * constant, it may be one that the signal's type can't hold, which is an error.
 */
function comparison(a: Piece, order: string, b: Piece, zero: string): string {
  const isSignal = ({ text }: Piece) => /^this\b.*\.value$/.test(text);
  // A local may be a constant, or another name of a signal.
  const isLocal = ({ text }: Piece) => /^[a-z]\w*$/.test(text);
  // What looks like an expression may be a signal's value as it is: plus 0, say.
  const isConstant = ({ low, high }: Piece) => low === high;
  const isOpen = (one: Piece) => !isSignal(one) && !isLocal(one) && !isConstant(one);
  const isDirect = isSignal(a) ? isSignal(b) : isOpen(a) && isOpen(b);
  return isDirect ? `(${a.text} ${order} ${b.text})` : `((${a.text} - ${b.text}) ${order} ${zero})`;
}

/** The truth of an integer, turned round. */
const truth: Production = (gene, scope) => `!(${integerExpression(kid(gene, 0), scope).text})`;

const local: Production = (gene, scope) => {
  const able = scope.locals.filter(({ type, reads }) => type.kind === "boolean" && mayRead(scope, reads));
  const found = able[gene.value % able.length];
  return found ? reading(scope, found.reads, found.name) : againstConstant(gene, scope);
};

const productions: readonly Production[] = [
  againstConstant,
  againstConstant,
  local,
  (gene, scope) => {
    const [a, b] = [kid(gene, 0), kid(gene, 1)].map((one) =>
      limit(integerExpression(one, scope), 51n, one.value),
    ) as [Piece, Piece];
    return comparison(a, order(gene), b, "0");
  },
  (gene, scope) => `(${condition(kid(gene, 0), scope)} && ${condition(kid(gene, 1), scope)})`,
  (gene, scope) => `(${condition(kid(gene, 0), scope)} || ${condition(kid(gene, 1), scope)})`,
  (gene, scope) => `!(${condition(kid(gene, 0), scope)})`,
  (gene, scope) =>
    comparison(bigExpression(kid(gene, 0), scope), order(gene), bigExpression(kid(gene, 1), scope), "0n"),
  (gene, scope) =>
    `(${floatExpression(kid(gene, 0), scope)} ${order(gene)} ${floatExpression(kid(gene, 1), scope)})`,
  (gene, scope) =>
    `(${fixedExpression(kid(gene, 0), scope).text} ${order(gene)} ${fixedExpression(kid(gene, 1), scope).text})`,
  (gene, scope) =>
    `(${condition(kid(gene, 0), scope)} ? ${condition(kid(gene, 1), scope)} : ${condition(kid(gene, 2), scope)})`,
  (gene, scope) => {
    const found = readable(scope, (type) => type.kind === "enumeration");
    const one = found[gene.value % found.length];
    if (one?.type.kind !== "enumeration" || scope.tested.has(one.reads[0] ?? "")) return truth(gene, scope);
    const label = one.type.labels[(gene.value >> 4) % one.type.labels.length] as string;
    return `${reading(scope, one.reads, one.text)} === ${one.type.text}.${label}`;
  },
  truth,
];
