import { bigExpression } from "./big-expression.ts";
import { condition } from "./condition.ts";
import { fixedExpression } from "./fixed-expression.ts";
import { floatExpression } from "./float-expression.ts";
import { type ExpressionGene, nothing } from "./genes.ts";
import { leafExpression, memoryRead, pickFromGroup } from "./leaf-expression.ts";
import {
  least,
  limit,
  most,
  natural,
  type Piece,
  piece,
  productBounds,
  SAFE,
  signedWidth,
  unsignedWidth,
} from "./piece.ts";
import { mayRead, reading, type Scope } from "./scope.ts";

const INT32 = [-(2n ** 31n), 2n ** 31n - 1n] as const;
const literals = [
  0,
  1,
  2,
  3,
  5,
  7,
  8,
  100,
  127,
  128,
  255,
  65535,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 33 + 1,
  2 ** 52 - 1,
];

/** An integer expression: a number whose value stays inside the safe integers, and inside the bounds of the piece. */
export function integerExpression(gene: ExpressionGene, scope: Scope): Piece {
  const made = productions[gene.pick % productions.length]!(gene, scope);
  return made.low < -SAFE || made.high > SAFE ? limit(made, 40n, 0) : made;
}

type Production = (gene: ExpressionGene, scope: Scope) => Piece;

const kid = (gene: ExpressionGene, index: number, scope: Scope, width = 53n): Piece => {
  const one = gene.kids[index] ?? nothing;
  return limit(integerExpression(one, scope), width, one.value);
};

/** An operand of a 32-bit operator: −2^31…2^32−1. */
const word = (gene: ExpressionGene, index: number, scope: Scope): Piece => kid(gene, index, scope, 32n);

/** Operands of `>>` (−2^31…2^31−1) and `>>>` (0…2^32−1). */
const signedWord = (gene: ExpressionGene, index: number, scope: Scope): Piece => {
  const a = word(gene, index, scope);
  return a.high <= INT32[1] ? a : piece(`bits(${a.text}, 30, 0)`, 0n, INT32[1]);
};
const unsignedWord = (gene: ExpressionGene, index: number, scope: Scope): Piece =>
  natural(kid(gene, index, scope), 32n);

const literal: Production = ({ value }) => {
  const chosen = literals[value % literals.length] as number;
  // What is written −0 is no integer.
  return value % 3 === 1 && chosen !== 0
    ? piece(`(-${chosen})`, -BigInt(chosen), -BigInt(chosen))
    : piece(String(chosen), BigInt(chosen), BigInt(chosen));
};

const leaf: Production = (gene, scope) =>
  leafExpression("integer", gene.value, scope) ?? literal(gene, scope);

/** A divisor that is proven not zero. */
function divisor(gene: ExpressionGene, scope: Scope): Piece {
  if (gene.value % 2 === 0) {
    const by = BigInt(2 + (gene.value % 11));
    return piece(String(by), by, by);
  }
  const small = natural(kid(gene, 1, scope, 8n), 8n);
  return piece(`(${small.text} + 1)`, small.low + 1n, small.high + 1n);
}

function divide(how: "trunc" | "floor" | "round"): Production {
  return (gene, scope) => {
    const a = kid(gene, 0, scope, 50n);
    const b = divisor(gene, scope);
    const size = most(-a.low, a.high, 0n);
    return piece(`Math.${how}(${a.text} / ${b.text})`, a.low < 0n ? -size : 0n, size);
  };
}

function operator32(sign: string): Production {
  return (gene, scope) => {
    const a = word(gene, 0, scope);
    const b = word(gene, 1, scope);
    return piece(`(${a.text} ${sign} ${b.text})`, ...INT32);
  };
}

function wide(name: "and" | "or" | "xor"): Production {
  return (gene, scope) => {
    const a = kid(gene, 0, scope, 52n);
    const b = kid(gene, 1, scope, 52n);
    const text = `${name}(${a.text}, ${b.text})`;
    if (a.low >= 0n && b.low >= 0n) return piece(text, 0n, 2n ** unsignedWidth(most(a.high, b.high)) - 1n);
    const half = 2n ** (most(signedWidth(a), signedWidth(b)) - 1n);
    return piece(text, -half, half - 1n);
  };
}

const productions: readonly Production[] = [
  leaf,
  leaf,
  leaf,
  literal,
  (gene, scope) => {
    const [a, b] = [kid(gene, 0, scope, 51n), kid(gene, 1, scope, 51n)];
    return piece(`(${a.text} + ${b.text})`, a.low + b.low, a.high + b.high);
  },
  (gene, scope) => {
    const [a, b] = [kid(gene, 0, scope, 51n), kid(gene, 1, scope, 51n)];
    return piece(`(${a.text} - ${b.text})`, a.low - b.high, a.high - b.low);
  },
  (gene, scope) => {
    const [a, b] = [kid(gene, 0, scope, 26n), kid(gene, 1, scope, 26n)];
    return piece(`(${a.text} * ${b.text})`, ...productBounds(a, b));
  },
  (gene, scope) => {
    const a = kid(gene, 0, scope);
    const b = divisor(gene, scope);
    return piece(`(${a.text} % ${b.text})`, a.low < 0n ? 1n - b.high : 0n, a.high > 0n ? b.high - 1n : 0n);
  },
  divide("trunc"),
  divide("floor"),
  divide("round"),
  operator32("&"),
  operator32("|"),
  operator32("^"),
  (gene, scope) => {
    const mask = 2n ** BigInt(1 + (gene.value % 31)) - 1n;
    return piece(`(${word(gene, 0, scope).text} & ${mask})`, 0n, mask);
  },
  (gene, scope) => piece(`(~${word(gene, 0, scope).text})`, ...INT32),
  (gene, scope) => {
    const count = BigInt(gene.value % 17);
    return piece(`(${kid(gene, 0, scope, 31n - count).text} << ${count})`, ...INT32);
  },
  (gene, scope) => {
    const count = kid(gene, 1, scope, 32n);
    return piece(`(${kid(gene, 0, scope, 24n).text} << (${count.text} & 7))`, ...INT32);
  },
  (gene, scope) => piece(`(${signedWord(gene, 0, scope).text} >> ${gene.value % 32})`, ...INT32),
  (gene, scope) => piece(`(${unsignedWord(gene, 0, scope).text} >>> ${gene.value % 32})`, 0n, 2n ** 32n - 1n),
  (gene, scope) => {
    const a = kid(gene, 0, scope);
    const width = signedWidth(a) > 53n ? 53n : signedWidth(a);
    const low = BigInt(gene.value) % width;
    const high = low + (BigInt(gene.value >> 6) % (width - low));
    return piece(`bits(${a.text}, ${high}, ${low})`, 0n, 2n ** (high - low + 1n) - 1n);
  },
  (gene, scope) => piece(`bit(${kid(gene, 0, scope, 52n).text}, ${gene.value % 52})`, 0n, 1n),
  (gene, scope) => {
    const [a, b] = [kid(gene, 0, scope), kid(gene, 1, scope)];
    const wa = 1n + (BigInt(gene.value) % 26n);
    const wb = 1n + (BigInt(gene.value >> 8) % 26n);
    return piece(`concat([${a.text}, ${wa}], [${b.text}, ${wb}])`, 0n, 2n ** (wa + wb) - 1n);
  },
  wide("and"),
  wide("or"),
  wide("xor"),
  (gene, scope) => {
    const count = BigInt(gene.value % 33);
    const a = kid(gene, 0, scope, 52n - count);
    return piece(`shl(${a.text}, ${count})`, a.low * 2n ** count, a.high * 2n ** count);
  },
  (gene, scope) => {
    const a = kid(gene, 0, scope, 52n);
    const count = gene.value % 2 === 0 ? String(gene.value % 53) : `bits(${kid(gene, 1, scope).text}, 4, 0)`;
    return piece(`shr(${a.text}, ${count})`, least(a.low, 0n), most(a.high, 0n));
  },
  (gene, scope) => {
    const [a, b] = [kid(gene, 0, scope), kid(gene, 1, scope)];
    return piece(`Math.min(${a.text}, ${b.text})`, least(a.low, b.low), least(a.high, b.high));
  },
  (gene, scope) => {
    const [a, b] = [kid(gene, 0, scope), kid(gene, 1, scope)];
    return piece(`Math.max(${a.text}, ${b.text})`, most(a.low, b.low), most(a.high, b.high));
  },
  (gene, scope) => {
    const a = kid(gene, 0, scope);
    return piece(`Math.abs(${a.text})`, 0n, most(-a.low, a.high));
  },
  (gene, scope) => piece(`Math.clz32(${word(gene, 0, scope).text})`, 0n, 32n),
  (gene, scope) => piece(`Math.imul(${word(gene, 0, scope).text}, ${word(gene, 1, scope).text})`, ...INT32),
  (gene, scope) => {
    const a = kid(gene, 0, scope);
    return piece(`(-${a.text})`, -a.high, -a.low);
  },
  (gene, scope) => {
    const test = condition(gene.kids[2] ?? nothing, scope);
    const [a, b] = [kid(gene, 0, scope), kid(gene, 1, scope)];
    return piece(`(${test} ? ${a.text} : ${b.text})`, least(a.low, b.low), most(a.high, b.high));
  },
  (gene, scope) => piece(`(${condition(gene.kids[0] ?? nothing, scope)} ? 1 : 0)`, 0n, 1n),
  (gene, scope) => {
    const width = BigInt(2 + (gene.value % 52));
    const half = 2n ** (width - 1n);
    const text = kid(gene, 0, scope).text;
    return gene.value % 2 === 0
      ? piece(`saturate(${text}, uint(${width}))`, 0n, 2n ** width - 1n)
      : piece(`saturate(${text}, sint(${width}))`, -half, half - 1n);
  },
  (gene, scope) => pickFromGroup("integer", gene, scope) ?? leaf(gene, scope),
  (gene, scope) => memoryRead("integer", gene, scope) ?? leaf(gene, scope),
  (gene, scope) =>
    piece(`numbers[${natural(kid(gene, 0, scope), 20n).text} % numbers.length]!`, -(2n ** 20n), 2n ** 20n),
  (gene, scope) =>
    piece(
      `mix(${natural(kid(gene, 0, scope), 8n).text}, ${natural(kid(gene, 1, scope), 8n).text})`,
      0n,
      65535n,
    ),
  (gene, scope) => {
    const able = scope.helpers.filter(({ reads }) => mayRead(scope, reads));
    const helper = able[gene.value % able.length];
    if (!helper) return leaf(gene, scope);
    const argument = natural(kid(gene, 0, scope), 8n).text;
    return piece(reading(scope, helper.reads, `${helper.text}(${argument})`), 0n, 65535n);
  },
  (gene, scope) => {
    const a = kid(gene, 0, scope, 49n);
    return piece(`(${a.text} * this.gain)`, least(a.low * 7n, a.low), most(a.high * 7n, a.high));
  },
  (gene, scope) => {
    const width = 1 + (gene.value % 53);
    const real = floatExpression(gene.kids[0] ?? nothing, scope);
    const whole = `Math.${["round", "floor", "trunc"][gene.value % 3]}(${real})`;
    return gene.value % 2 === 0
      ? piece(`saturate(${whole}, uint(${width}))`, 0n, 2n ** BigInt(width) - 1n)
      : piece(`saturate(${whole}, sint(${width}))`, -(2n ** BigInt(width - 1)), 2n ** BigInt(width - 1) - 1n);
  },
  (gene, scope) => {
    const format = ["fp16", "bf16"][gene.value % 2];
    return piece(`bitsOf(${floatExpression(gene.kids[0] ?? nothing, scope)}, ${format})`, 0n, 65535n);
  },
  (gene, scope) => {
    const { text } = fixedExpression(gene.kids[0] ?? nothing, scope);
    return piece(`bitsOf(${text}, fixed(3, 5))`, 0n, 255n);
  },
  (gene, scope) => {
    const { text, low, high, fraction } = fixedExpression(gene.kids[0] ?? nothing, scope);
    const name = ["round", "floor", "trunc"][gene.value % 3];
    const one = 2n ** fraction;
    return piece(`Math.${name}(${text})`, low / one - 1n, high / one + 1n);
  },
  (gene, scope) => {
    const a = limit(bigExpression(gene.kids[0] ?? nothing, scope), 50n, gene.value, "n");
    return piece(`Number(${a.text})`, a.low, a.high);
  },
];
