import { bigExpression } from "./big-expression.ts";
import { condition } from "./condition.ts";
import { fixedExpression } from "./fixed-expression.ts";
import { floatValue } from "./float-expression.ts";
import { type ExpressionGene, nothing } from "./genes.ts";
import { integerExpression } from "./integer-expression.ts";
import { readable } from "./leaf-expression.ts";
import type { GeneratedType } from "./leaf-text.ts";
import { reading, type Scope } from "./scope.ts";

/** The right side of an assignment to a signal of a type. */
export function valueFor(type: GeneratedType, gene: ExpressionGene, scope: Scope): string {
  if (type.kind === "float") return floatValue(type, gene, scope);
  if (type.kind === "fixed") return fixedValue(type, gene, scope);
  if (type.kind === "enumeration") return enumerationExpression(type, gene, scope);
  if (type.kind === "integer" && gene.pick % 11 === 10) return condition(gene.kids[0] ?? nothing, scope);
  const value = type.kind === "integer" ? integerExpression(gene, scope) : bigExpression(gene, scope);
  const fits = value.low >= type.low && value.high <= type.high;
  // Lint warns of a wrap that is not asked for; the value is the same.
  return fits || gene.value % 5 === 4 ? value.text : `wrap(${value.text})`;
}

/** Cut and wrapped without a word, or asked for, or rounded, or clamped. */
function fixedValue(
  type: Extract<GeneratedType, { kind: "fixed" }>,
  gene: ExpressionGene,
  scope: Scope,
): string {
  const { text } = fixedExpression(gene, scope);
  const ways = [
    `wrap(${text})`,
    text,
    `wrap(${type.text}(${text}))`,
    `saturate(${type.text}(${text}), ${type.text})`,
  ];
  return ways[gene.value % ways.length] as string;
}

function enumerationExpression(
  type: Extract<GeneratedType, { kind: "enumeration" }>,
  gene: ExpressionGene,
  scope: Scope,
): string {
  const a = () => enumerationExpression(type, gene.kids[0] ?? nothing, scope);
  const b = () => enumerationExpression(type, gene.kids[1] ?? nothing, scope);
  if (gene.pick % 3 === 2) return `(${condition(gene.kids[2] ?? nothing, scope)} ? ${a()} : ${b()})`;
  const found = readable(scope, (one) => one.text === type.text);
  const one = found[gene.value % found.length];
  if (gene.pick % 3 === 1 && one) return reading(scope, one.reads, one.text);
  return `${type.text}.${type.labels[gene.value % type.labels.length]}`;
}
