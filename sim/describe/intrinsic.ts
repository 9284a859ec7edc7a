/**
 * Marks a function of the kit that the lowerer knows by name instead of reading its text.
 *
 * The mark is a registered symbol, so that it is recognised even if two copies of the kit are loaded.
 */
const mark = Symbol.for("systole.intrinsic");

export function intrinsic<F extends (...args: never[]) => unknown>(name: string, fn: F): F {
  return Object.assign(fn, { [mark]: name });
}

/** Marks a function that makes a type: a method may call it with constants, and it runs at elaboration. */
export function typeMaker<F extends (...args: never[]) => unknown>(fn: F): F {
  return intrinsic("type", fn);
}

/** The intrinsic's name, or undefined for any other value. */
export function intrinsicName(value: unknown): string | undefined {
  return typeof value === "function" ? (value as { [mark]?: string })[mark] : undefined;
}
