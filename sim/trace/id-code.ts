const FIRST = 33;
const DIGITS = 94;

/**
 * The identifier code of the n-th net, n from 1: bijective base 94, the least significant character first.
 *
 * Dense codes in this order let viewers index an array where others need a hash: 1 → `!`, 94 → `~`, 95 → `!!`, 96 → `"!`.
 */
export function idCode(n: number): string {
  let code = "";
  for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / DIGITS)) {
    code += String.fromCharCode(FIRST + ((rest - 1) % DIGITS));
  }
  return code;
}
