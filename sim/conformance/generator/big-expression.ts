import { condition } from "./condition.ts";
import { type ExpressionGene, nothing } from "./genes.ts";
import { integerExpression } from "./integer-expression.ts";
import { leafExpression, memoryRead, pickFromGroup } from "./leaf-expression.ts";
import {
  least,
  limit,
  most,
  natural,
  type Piece,
  piece,
  productBounds,
  signedWidth,
  unsignedWidth,
} from "./piece.ts";
import type { Scope } from "./scope.ts";

/** A bigint expression of at most some 300 bits. */
export function bigExpression(gene: ExpressionGene, scope: Scope): Piece {
  return productions[gene.pick % productions.length]!(gene, scope);
}

type Production = (gene: ExpressionGene, scope: Scope) => Piece;

const literals = [0n, 1n, 2n, 255n, 2n ** 53n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 127n + 1n];

const kid = (gene: ExpressionGene, index: number, scope: Scope, width = 144n): Piece => {
  const one = gene.kids[index] ?? nothing;
  return limit(bigExpression(one, scope), width, one.value, "n");
};

const literal: Production = ({ value }) => {
  const chosen = literals[value % literals.length] as bigint;
  return value % 3 === 1 ? piece(`(-${chosen}n)`, -chosen, -chosen) : piece(`${chosen}n`, chosen, chosen);
};

const leaf: Production = (gene, scope) => leafExpression("big", gene.value, scope) ?? literal(gene, scope);

function divisor(gene: ExpressionGene, scope: Scope): Piece {
  if (gene.value % 2 === 0) {
    const by = 2n + BigInt(gene.value % 1000);
    return piece(`${by}n`, by, by);
  }
  const any = natural(kid(gene, 1, scope), 70n);
  return piece(`(${any.text} + 1n)`, any.low + 1n, any.high + 1n);
}

function bitwise(text: (a: string, b: string) => string): Production {
  return (gene, scope) => {
    const [a, b] = [kid(gene, 0, scope), kid(gene, 1, scope)];
    if (a.low >= 0n && b.low >= 0n)
      return piece(text(a.text, b.text), 0n, 2n ** unsignedWidth(most(a.high, b.high)) - 1n);
    const half = 2n ** (most(signedWidth(a), signedWidth(b)) - 1n);
    return piece(text(a.text, b.text), -half, half - 1n);
  };
}

const productions: readonly Production[] = [
  leaf,
  leaf,
  literal,
  (gene, scope) => {
    const [a, b] = [kid(gene, 0, scope), kid(gene, 1, scope)];
    return piece(`(${a.text} + ${b.text})`, a.low + b.low, a.high + b.high);
  },
  (gene, scope) => {
    const [a, b] = [kid(gene, 0, scope), kid(gene, 1, scope)];
    return piece(`(${a.text} - ${b.text})`, a.low - b.high, a.high - b.low);
  },
  (gene, scope) => {
    const [a, b] = [kid(gene, 0, scope), kid(gene, 1, scope)];
    return piece(`(${a.text} * ${b.text})`, ...productBounds(a, b));
  },
  (gene, scope) => {
    const a = kid(gene, 0, scope);
    const size = most(-a.low, a.high, 0n);
    return piece(`(${a.text} / ${divisor(gene, scope).text})`, a.low < 0n ? -size : 0n, size);
  },
  (gene, scope) => {
    const a = kid(gene, 0, scope);
    const b = divisor(gene, scope);
    return piece(`(${a.text} % ${b.text})`, a.low < 0n ? 1n - b.high : 0n, a.high > 0n ? b.high - 1n : 0n);
  },
  bitwise((a, b) => `and(${a}, ${b})`),
  bitwise((a, b) => `or(${a}, ${b})`),
  bitwise((a, b) => `xor(${a}, ${b})`),
  bitwise((a, b) => `(${a} & ${b})`),
  bitwise((a, b) => `(${a} ^ ${b})`),
  (gene, scope) => {
    const a = kid(gene, 0, scope);
    return piece(`(~${a.text})`, -a.high - 1n, -a.low - 1n);
  },
  (gene, scope) => {
    const a = kid(gene, 0, scope);
    return piece(`(-${a.text})`, -a.high, -a.low);
  },
  (gene, scope) => {
    const a = kid(gene, 0, scope);
    const count = BigInt(gene.value % 70);
    return piece(`shl(${a.text}, ${count})`, a.low * 2n ** count, a.high * 2n ** count);
  },
  (gene, scope) => {
    const a = kid(gene, 0, scope);
    const count =
      gene.value % 2
        ? String(gene.value % 130)
        : `bits(${integerExpression(gene.kids[1] ?? nothing, scope).text}, 6, 0)`;
    return piece(`shr(${a.text}, ${count})`, least(a.low, 0n), most(a.high, 0n));
  },
  (gene, scope) => {
    const a = kid(gene, 0, scope);
    const low = BigInt(gene.value % 100);
    const width = 1n + BigInt((gene.value >> 8) % 100);
    return piece(`bits(${a.text}, ${low + width - 1n}, ${low})`, 0n, 2n ** width - 1n);
  },
  (gene, scope) => {
    const [a, b] = [kid(gene, 0, scope), kid(gene, 1, scope)];
    const wa = 1n + BigInt(gene.value % 70);
    const wb = 1n + BigInt((gene.value >> 8) % 70);
    return piece(`concat([${a.text}, ${wa}], [${b.text}, ${wb}])`, 0n, 2n ** (wa + wb) - 1n);
  },
  (gene, scope) => {
    const test = condition(gene.kids[2] ?? nothing, scope);
    const [a, b] = [kid(gene, 0, scope), kid(gene, 1, scope)];
    return piece(`(${test} ? ${a.text} : ${b.text})`, least(a.low, b.low), most(a.high, b.high));
  },
  (gene, scope) => {
    const width = BigInt(2 + (gene.value % 130));
    const half = 2n ** (width - 1n);
    const text = kid(gene, 0, scope).text;
    return gene.value % 2 === 0
      ? piece(`saturate(${text}, bigUint(${width}))`, 0n, 2n ** width - 1n)
      : piece(`saturate(${text}, bigSint(${width}))`, -half, half - 1n);
  },
  (gene, scope) => {
    const a = integerExpression(gene.kids[0] ?? nothing, scope);
    return piece(`BigInt(${a.text})`, a.low, a.high);
  },
  (gene, scope) => pickFromGroup("big", gene, scope) ?? leaf(gene, scope),
  (gene, scope) => memoryRead("big", gene, scope) ?? leaf(gene, scope),
];
