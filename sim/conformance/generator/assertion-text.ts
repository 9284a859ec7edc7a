import { bigExpression } from "./big-expression.ts";
import { condition } from "./condition.ts";
import { fixedExpression } from "./fixed-expression.ts";
import { floatExpression } from "./float-expression.ts";
import { type ExpressionGene, nothing, type StatementGene } from "./genes.ts";
import { integerExpression } from "./integer-expression.ts";
import { readable } from "./leaf-expression.ts";
import { line, type Method } from "./method.ts";
import { natural } from "./piece.ts";
import { reading, type Scope, separate } from "./scope.ts";

/** An assertion: a law of arithmetic, or, where assertions may fail, anything. What it says holds values of any kind. */
export function printAssert(method: Method, gene: StatementGene): void {
  const scope = separate(method.scope, { targets: [] });
  const isLaw = !scope.failing || gene.target % 4 === 1;
  const holds = isLaw ? law(gene, scope) : condition(gene.test, scope);
  line(method, `this.assert(${holds}, ${message(gene, scope)});`);
}

/** Something true whatever the signals are, which no range analysis can tell. */
function law(gene: StatementGene, scope: Scope): string {
  const [a, b] = [gene.value, gene.test].map((one) => natural(integerExpression(one, scope), 20n).text);
  switch (gene.target % 6) {
    case 1:
      return `(${a} ^ ${b}) === (${a} | ${b}) - (${a} & ${b})`;
    case 2: {
      const { text } = bigExpression(gene.value, scope);
      return `${text} === ${text}`;
    }
    case 3:
      return `Math.trunc(${a} / 7) * 7 + (${a} % 7) === ${a}`;
    case 4: {
      const test = condition(gene.test, scope);
      return `${test} || !(${test})`;
    }
    case 5:
      return `concat([bits(${a}, 19, 11), 9], [bits(${a}, 10, 0), 11]) === ${a}`;
    default:
      return `(${a} > ${b} ? ${a} : ${b}) === Math.max(${a}, ${b})`;
  }
}

/** A text without values, or one with values in it. */
function message({ value, target, test }: StatementGene, scope: Scope): string {
  if (test.pick % 5 === 4) return `"assertion ${target}"`;
  const parts = [value, value.kids[0] ?? nothing].map(
    (one, i) => `\${${shown(one, (target >> i) % 6, scope)}}`,
  );
  return `\`${parts.join(" beside ")} \``;
}

function shown(gene: ExpressionGene, kind: number, scope: Scope): string {
  switch (kind) {
    case 1:
      return bigExpression(gene, scope).text;
    case 2:
      return floatExpression(gene, scope);
    case 3:
      return condition(gene, scope);
    case 4:
      return fixedExpression(gene, scope).text;
    case 5: {
      const named = readable(scope, (type) => type.kind === "enumeration");
      const one = named[gene.value % named.length];
      return one ? reading(scope, one.reads, one.text) : integerExpression(gene, scope).text;
    }
    default:
      return integerExpression(gene, scope).text;
  }
}
