/** Freezes plain data at any depth, and says what is none. What it has frozen is known to it: a small change of a large value is cheap. */
export class FrozenData {
  readonly #known = new WeakSet<object>();
  /** What was once written down of parts that never change. */
  readonly texts = new WeakMap<object, string>();

  /** What keeps a value from being plain data, such as `.queue[2] is a Map`; undefined if it is, and then it is frozen. */
  problemOf(value: unknown): string | undefined {
    return this.#visit(value, "", new Set());
  }

  #visit(value: unknown, at: string, open: Set<object>): string | undefined {
    if (typeof value === "function" || typeof value === "symbol") return `${at || "it"} is a ${typeof value}`;
    if (typeof value !== "object" || value === null || this.#known.has(value)) return undefined;
    if (!isPlain(value)) return `${at || "it"} is a ${value.constructor?.name ?? "object"} object`;
    if (open.has(value)) return `${at} contains itself`;
    open.add(value);
    for (const key of Object.keys(value)) {
      const step = Array.isArray(value) ? `[${key}]` : `.${key}`;
      const problem = this.#visit((value as Record<string, unknown>)[key], at + step, open);
      if (problem) return problem;
    }
    open.delete(value);
    this.#known.add(Object.freeze(value));
    return undefined;
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null;
}
