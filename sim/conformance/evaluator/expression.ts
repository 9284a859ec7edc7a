import type { Expression, FieldIndex, MemoryIndex, SignalIndex } from "../../lower/ir.ts";
import { roundToFormat } from "./fraction.ts";
import { binary, unary } from "./operators.ts";
import { decoded, encoded, fractionBits, multiplyAdd, rescaled } from "./reals.ts";
import { checkClaim, fit, internalError, type Value } from "./value.ts";

/** What one run of a body sees. */
export interface Scope {
  readonly signal: (index: SignalIndex) => Value;
  readonly field: (index: FieldIndex) => Value;
  readonly word: (memory: MemoryIndex, address: bigint) => Value;
  /** Locals by index; undefined until they are set. */
  readonly locals: (Value | undefined)[];
}

/** The value of an expression. Each value on the way is compared with what the IR claims for it. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const value = valueOf(expression, scope);
  checkClaim(
    expression.type,
    value,
    expression.op === "unary" || expression.op === "binary" ? expression.name : expression.op,
  );
  return value;
}

function valueOf(expression: Expression, scope: Scope): Value {
  switch (expression.op) {
    case "const":
      return typeof expression.value === "number" &&
        (expression.type.kind === "integer" || expression.type.kind === "fixed")
        ? BigInt(expression.value)
        : expression.value;
    case "read":
      return scope.signal(expression.signal);
    case "field":
      return scope.field(expression.field);
    case "element":
      return scope.signal(pick(expression.signals, expression.at, scope));
    case "local":
      return (
        scope.locals[expression.local] ?? internalError(`local ${expression.local} is read before it is set`)
      );
    case "memory":
      return scope.word(expression.memory, whole(expression.address, scope));
    case "table":
      return evaluate(pick(expression.values, expression.at, scope), scope);
    case "select":
      return evaluate(pick(expression.elements, expression.at, scope), scope);
    case "unary":
      if (expression.name === "toFloat" && expression.arg.type.kind === "fixed")
        return Number(whole(expression.arg, scope)) / 2 ** expression.arg.type.fraction;
      return unary(expression.name, expression.arg.type.kind, evaluate(expression.arg, scope));
    case "binary": {
      const left = evaluate(expression.left, scope);
      // The right side of these may hold an index that is proven only where the left side lets it through.
      if (expression.name === "land" && left === false) return false;
      if (expression.name === "lor" && left === true) return true;
      return binary(expression.name, left, evaluate(expression.right, scope));
    }
    case "cond":
      return evaluate(truth(expression.test, scope) ? expression.then : expression.else, scope);
    case "bits":
      return bitsOf(whole(expression.arg, scope), expression.high, expression.low);
    case "fit":
      return fit(expression.to, evaluate(expression.arg, scope));
    case "fma": {
      const [left, right, addend] = [expression.left, expression.right, expression.addend].map((part) =>
        real(part, scope),
      ) as [number, number, number];
      return roundToFormat(expression.to, multiplyAdd(left, right, addend));
    }
    case "rescale":
      return rescaled(
        whole(expression.arg, scope),
        fractionBits(expression.arg.type),
        fractionBits(expression.type),
        expression.by,
      );
    case "encode":
      return encoded(expression.of, real(expression.arg, scope));
    case "decode":
      return decoded(expression.of, whole(expression.arg, scope));
  }
}

function bitsOf(value: bigint, high: number, low: number): bigint {
  if (low < 0 || high < low) internalError(`bits ${high}…${low}`);
  return BigInt.asUintN(high + 1, value) >> BigInt(low);
}

/** The value of a test. */
export function truth(expression: Expression, scope: Scope): boolean {
  const value = evaluate(expression, scope);
  return typeof value === "boolean" ? value : internalError(`a test gives ${String(value)}`);
}

/** The value of a float expression that needs no rounding. */
function real(expression: Expression, scope: Scope): number {
  const value = evaluate(expression, scope);
  return typeof value === "number" ? value : internalError(`${String(value)} where a float belongs`);
}

/** The value of an integer expression. */
export function whole(expression: Expression, scope: Scope): bigint {
  const value = evaluate(expression, scope);
  return typeof value === "bigint" ? value : internalError(`${String(value)} where an integer belongs`);
}

/** The element of a list at a proven index. */
export function pick<T>(list: readonly T[], at: Expression, scope: Scope): T {
  const index = whole(at, scope);
  if (index < 0n || index >= BigInt(list.length)) internalError(`index ${index} of ${list.length}`);
  return list[Number(index)] as T;
}
