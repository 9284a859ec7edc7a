const bundleMark: unique symbol = Symbol.for("systole.bundle") as never;

/**
 * Signals that belong together, as an ordinary class: fields are signals, methods and getters may be used in `propagate()`
 * and `update()` of the module that holds it. `connect` joins bundles field by field.
 */
export abstract class Bundle {
  get [bundleMark](): true {
    return true;
  }
}

export function isBundle(value: unknown): value is Bundle {
  return typeof value === "object" && value !== null && bundleMark in value;
}
