import { bigExpression } from "./big-expression.ts";
import { condition } from "./condition.ts";
import { type ExpressionGene, nothing } from "./genes.ts";
import { integerExpression } from "./integer-expression.ts";
import { readable } from "./leaf-expression.ts";
import type { GeneratedType } from "./leaf-text.ts";
import { reading, type Scope } from "./scope.ts";

/** The right side of an assignment to a signal of a type. */
export function valueFor(type: GeneratedType, gene: ExpressionGene, scope: Scope): string {
  if (type.kind === "float") return floatExpression(gene, scope);
  if (type.kind === "enumeration") return enumerationExpression(type, gene, scope);
  if (type.kind === "integer" && gene.pick % 11 === 10) return condition(gene.kids[0] ?? nothing, scope);
  const value = type.kind === "integer" ? integerExpression(gene, scope) : bigExpression(gene, scope);
  const fits = value.low >= type.low && value.high <= type.high;
  // Lint warns of a wrap that is not asked for; the value is the same.
  return fits || gene.value % 5 === 4 ? value.text : `wrap(${value.text})`;
}

const floats = ["fp32(0.5)", "fp32(1.1)", "fp32(-0.375)", "fp32(1048576.125)"];

/** A real that fp32 holds exactly. */
export function floatExpression(gene: ExpressionGene, scope: Scope): string {
  const a = () => floatExpression(gene.kids[0] ?? nothing, scope);
  const b = () => floatExpression(gene.kids[1] ?? nothing, scope);
  switch (gene.pick % 13) {
    case 3:
      return `fp32(${a()} + ${b()})`;
    case 4:
      return `fp32(${a()} - ${b()})`;
    case 5:
      return `fp32(${a()} * ${b()})`;
    case 6:
      return `fp32(${a()} / ${b()})`;
    case 7:
      return `(-${a()})`;
    case 8:
      return `Math.abs(${a()})`;
    case 9:
      return `Math.min(${a()}, ${b()})`;
    case 10:
      return `Math.max(${a()}, ${b()})`;
    case 11:
      return `(${condition(gene.kids[2] ?? nothing, scope)} ? ${a()} : ${b()})`;
    case 12:
      return `fp32(toFloat(${integerExpression(gene.kids[0] ?? nothing, scope).text}))`;
    default: {
      const found = readable(scope, (type) => type.kind === "float");
      const one = found[gene.value % found.length];
      return one ? reading(scope, one.reads, one.text) : (floats[gene.value % floats.length] as string);
    }
  }
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
