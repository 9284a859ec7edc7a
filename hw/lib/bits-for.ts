/** Width of an unsigned integer that tells `count` things apart, 0 … count − 1; at least 1. For constructors. */
export function bitsFor(count: number): number {
  let width = 1;
  while (2 ** width < count) width += 1;
  return width;
}
