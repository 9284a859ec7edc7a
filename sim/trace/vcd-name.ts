const SEGMENT = /^[A-Za-z_][A-Za-z0-9_$]*(?:\[\d+\]|\(\d+\))*$/;

/**
 * Whether every reader takes this name: an ASCII identifier, then indices.
 *
 * Some readers reject a file as a whole for one space, one dot or one letter beyond ASCII.
 */
export function isTraceName(name: string): boolean {
  return SEGMENT.test(name);
}

/**
 * The name of a variable in the file: indices in round brackets.
 *
 * Square ones are taken for bit ranges: viewers merge `c[0]` and `c[1]` of one bit each into one vector.
 */
export function variableName(name: string): string {
  return name.replaceAll("[", "(").replaceAll("]", ")");
}

/** The name of a scope in the file: indices in square brackets, as paths in messages have them. */
export function scopeName(name: string): string {
  return name.replaceAll("(", "[").replaceAll(")", "]");
}

/** The base and the indices of an element's name: `mem(3)` → `mem` and `(3)`. */
export function splitElement(name: string): { readonly base: string; readonly index: string } {
  const at = name.search(/[[(]/);
  return at < 0 ? { base: name, index: "" } : { base: name.slice(0, at), index: name.slice(at) };
}
