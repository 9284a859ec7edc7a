import { condition } from "./condition.ts";
import { floatExpression } from "./float-expression.ts";
import { type ExpressionGene, nothing } from "./genes.ts";
import { integerExpression } from "./integer-expression.ts";
import { elementText, readable, wordText } from "./leaf-expression.ts";
import { least, limit, most, productBounds } from "./piece.ts";
import { reading, type Scope } from "./scope.ts";

/** The text of a fixed-point expression, a multiple of 2^-fraction, with bounds of that multiple that an analysis must reach. */
export interface FixedPiece {
  readonly text: string;
  readonly fraction: bigint;
  readonly low: bigint;
  readonly high: bigint;
}

const constants: readonly FixedPiece[] = [
  { text: "0.375", fraction: 3n, low: 3n, high: 3n },
  { text: "fixed(4, 4)(1.1)", fraction: 4n, low: 18n, high: 18n },
  { text: "fixed(8, 8)(-2.5)", fraction: 8n, low: -640n, high: -640n },
];

/** Fixed point of at most some 20 bits, so that products stay exact; never a plain number, which beside another would be a real. */
export function fixedExpression(gene: ExpressionGene, scope: Scope): FixedPiece {
  return narrowed(any(gene, scope), gene.value);
}

function any(gene: ExpressionGene, scope: Scope): FixedPiece {
  const kid = (i: number) => fixedExpression(gene.kids[i] ?? nothing, scope);
  switch (gene.pick % 17) {
    case 3:
    case 4: {
      const [a, b] = aligned(kid(0), kid(1));
      const isSum = gene.pick % 17 === 3;
      const bounds = isSum ? [a.low + b.low, a.high + b.high] : [a.low - b.high, a.high - b.low];
      return {
        text: `(${a.text} ${isSum ? "+" : "-"} ${b.text})`,
        fraction: a.fraction,
        low: bounds[0]!,
        high: bounds[1]!,
      };
    }
    case 5: {
      const [a, b] = [kid(0), kid(1)];
      const [low, high] = productBounds(a, b);
      return { text: `(${a.text} * ${b.text})`, fraction: a.fraction + b.fraction, low, high };
    }
    case 6: {
      const a = kid(0);
      return { ...a, text: `(-${a.text})`, low: -a.high, high: -a.low };
    }
    case 7: {
      const a = kid(0);
      return { ...a, text: `Math.abs(${a.text})`, low: 0n, high: most(-a.low, a.high) };
    }
    case 8:
    case 9: {
      const [a, b] = aligned(kid(0), kid(1));
      const name = gene.pick % 17 === 8 ? "min" : "max";
      return {
        text: `Math.${name}(${a.text}, ${b.text})`,
        fraction: a.fraction,
        low: least(a.low, b.low),
        high: most(a.high, b.high),
      };
    }
    case 10: {
      const [a, b] = aligned(kid(0), kid(1));
      const test = condition(gene.kids[2] ?? nothing, scope);
      return {
        text: `(${test} ? ${a.text} : ${b.text})`,
        fraction: a.fraction,
        low: least(a.low, b.low),
        high: most(a.high, b.high),
      };
    }
    case 11: {
      const whole = limit(integerExpression(gene.kids[0] ?? nothing, scope), 12n, gene.value);
      return {
        text: `fixed(14, 2)(${whole.text})`,
        fraction: 2n,
        low: whole.low * 4n,
        high: whole.high * 4n,
      };
    }
    case 12: {
      const real = floatExpression(gene.kids[0] ?? nothing, scope);
      return {
        text: `saturate(fixed(6, 6)(${real}), fixed(6, 6))`,
        fraction: 6n,
        low: -(2n ** 11n),
        high: 2n ** 11n - 1n,
      };
    }
    case 13: {
      const a = kid(0);
      return { ...a, text: `(${a.text} / 4)`, fraction: a.fraction + 2n };
    }
    case 14: {
      const found = scope.memories.filter((memory) => memory.type.kind === "fixed");
      const memory = found[gene.value % found.length];
      if (memory?.type.kind !== "fixed") return kid(0);
      return { ...memory.type, text: wordText(memory, gene, scope) };
    }
    case 15: {
      const found = elementText("fixed", gene, scope);
      return found?.type.kind === "fixed" ? { ...found.type, text: found.text } : kid(0);
    }
    default: {
      const found = readable(scope, (type) => type.kind === "fixed");
      const one = found[gene.value % found.length];
      if (one?.type.kind !== "fixed") return constants[1 + (gene.value % 2)]!;
      return { ...one.type, text: reading(scope, one.reads, one.text) };
    }
  }
}

/** Both with the bounds that they have in the finer of their steps. */
function aligned(a: FixedPiece, b: FixedPiece): readonly [FixedPiece, FixedPiece] {
  const fraction = most(a.fraction, b.fraction);
  const of = (one: FixedPiece): FixedPiece => {
    const scale = 2n ** (fraction - one.fraction);
    return { text: one.text, fraction, low: one.low * scale, high: one.high * scale };
  };
  return [of(a), of(b)];
}

/** The piece itself if it is small, else rounded and clamped to 16 bits. */
function narrowed(a: FixedPiece, choice: number): FixedPiece {
  const bound = 2n ** 20n;
  if (a.fraction <= 16n && a.low > -bound && a.high < bound) return a;
  const type = choice % 2 === 0 ? "fixed(8, 8)" : "fixed(12, 4)";
  const fraction = choice % 2 === 0 ? 8n : 4n;
  return { text: `saturate(${type}(${a.text}), ${type})`, fraction, low: -(2n ** 15n), high: 2n ** 15n - 1n };
}
