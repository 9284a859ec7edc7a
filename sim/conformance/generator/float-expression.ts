import { bigExpression } from "./big-expression.ts";
import { condition } from "./condition.ts";
import { fixedExpression } from "./fixed-expression.ts";
import { type ExpressionGene, nothing } from "./genes.ts";
import { integerExpression } from "./integer-expression.ts";
import { elementText, readable, wordText } from "./leaf-expression.ts";
import { type GeneratedType, integerRoom } from "./leaf-text.ts";
import { natural } from "./piece.ts";
import { reading, type Scope } from "./scope.ts";

const constants = ["fp32(0.5)", "fp32(1.1)", "fp32(-0.375)", "fp32(1048576.125)", "fp16(1.1)", "2", "0.25"];
const formats = ["fp32", "bf16", "fp16", "fp24", "fp32"];

/** A real that fp32 holds exactly, as it does every value of the other formats. */
export function floatExpression(gene: ExpressionGene, scope: Scope): string {
  const kid = (i: number) => floatExpression(gene.kids[i] ?? nothing, scope);
  const format = formats[gene.value % formats.length] as string;
  switch (gene.pick % 25) {
    case 3:
      return `${format}(${exact(format, kid(0))} + ${exact(format, kid(1))})`;
    case 4:
      return `${format}(${exact(format, kid(0))} - ${exact(format, kid(1))})`;
    case 5:
      // A product of any two is exact before it is rounded.
      return `${format}(${kid(0)} * ${kid(1)})`;
    case 6:
      return `${format}(${kid(0)} / ${kid(1)})`;
    case 7:
      return `(-${kid(0)})`;
    case 8:
      return `Math.abs(${kid(0)})`;
    case 9:
      return `Math.min(${kid(0)}, ${kid(1)})`;
    case 10:
      return `Math.max(${kid(0)}, ${kid(1)})`;
    case 11:
      return `(${condition(gene.kids[2] ?? nothing, scope)} ? ${kid(0)} : ${kid(1)})`;
    case 12:
      return `fp32(toFloat(${integerExpression(gene.kids[0] ?? nothing, scope).text}))`;
    case 13: {
      const narrow = gene.value % 2 === 0 ? "bf16" : "fp16";
      return `fp32(${narrow}(${kid(0)}) * ${narrow}(${kid(1)}) + ${kid(2)})`;
    }
    case 14:
      return `fma(${kid(0)}, ${kid(1)}, ${kid(2)}, ${format})`;
    case 15:
      return `sum([${kid(0)}, ${kid(1)}, ${kid(2)}], ${format})`;
    case 16:
      return `toFloat(${bigExpression(gene.kids[0] ?? nothing, scope).text}, ${format})`;
    case 17:
      return `fromBits(${integerExpression(gene.kids[0] ?? nothing, scope).text}, ${format})`;
    case 18:
      return `${format}(toFloat(${fixedExpression(gene.kids[0] ?? nothing, scope).text}))`;
    case 19:
      return `Math.${["floor", "trunc", "round"][gene.value % 3]}(${kid(0)})`;
    case 22:
      return elementText("float", gene, scope)?.text ?? kid(0);
    case 21:
      return `Math.fround(${kid(0)} ${["+", "-", "*"][gene.value % 3]} ${kid(1)})`;
    case 20: {
      const word = floatWord(gene, scope);
      return word ?? kid(0);
    }
    default: {
      const found = readable(scope, (type) => type.kind === "float");
      const one = found[gene.value % found.length];
      return one ? reading(scope, one.reads, one.text) : (constants[gene.value % constants.length] as string);
    }
  }
}

/** A sum is rounded to a format that holds both terms. */
function exact(format: string, text: string): string {
  return format === "fp32" ? text : `${format}(${text})`;
}

function floatWord(gene: ExpressionGene, scope: Scope): string | undefined {
  const found = scope.memories.filter((memory) => memory.type.kind === "float");
  const memory = found[gene.value % found.length];
  return memory && wordText(memory, gene, scope);
}

/** The right side of an assignment to a float, which rounds it: one operator may be left unrounded. */
export function floatValue(
  type: Extract<GeneratedType, { kind: "float" }>,
  gene: ExpressionGene,
  scope: Scope,
): string {
  const kid = (i: number) => exact(type.text, floatExpression(gene.kids[i] ?? nothing, scope));
  // A format that flushes does not hold the others' subnormals; it takes one rounded value, or exact products.
  const holdsAll = type.text !== "flushing";
  switch (gene.pick % 7) {
    case 3:
      return holdsAll ? `${kid(0)} + ${kid(1)}` : `${kid(0)} * ${kid(1)}`;
    case 4:
      return `${kid(0)} * ${kid(1)}`;
    case 5:
      return `toFloat(${natural(integerExpression(gene.kids[0] ?? nothing, scope), integerRoom).text})`;
    default:
      return floatExpression(gene, scope);
  }
}
