/**
 * The nearest whole number; halfway between two, the even one.
 *
 * This is the rounding of all quantisation here: IEEE 754's default, and unbiased, where rounding halves away from zero would stretch
 * every distribution a little. −0 never comes out.
 */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest < 0.5) return floor + 0;
  if (rest > 0.5) return floor + 1 + 0;
  return (floor % 2 === 0 ? floor : floor + 1) + 0;
}
