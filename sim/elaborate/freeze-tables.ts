/**
 * Puts frozen copies in the place of the typed arrays that a module, array, record or bundle holds: JavaScript can't freeze a typed array, and
 * fields that are no signals are constants from the elaboration on. Values and indices stay as they are.
 */
export function freezeTables(holder: object): void {
  if (Object.isFrozen(holder)) return;
  const fields = holder as Record<string, unknown>;
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (isTable(value)) fields[key] = Object.freeze(Array.from<number | bigint>(value));
  }
}

function isTable(value: unknown): value is ArrayLike<number> | ArrayLike<bigint> {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}
