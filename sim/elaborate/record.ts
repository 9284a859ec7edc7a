/** Plain objects may group signals; other objects (typed arrays, maps, data classes) are constants of the elaboration. */
export function isRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
