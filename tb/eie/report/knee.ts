/** A point of a curve. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * The x of the knee of a rising curve over log2(x): the point that lies farthest above the line between its ends, as in Satopää et al.,
 * Finding a "Kneedle" in a Haystack (2011).
 */
export function kneeOf(points: readonly CurvePoint[]): number {
  const first = points[0]!;
  const last = points.at(-1)!;
  const slope = (last.y - first.y) / (Math.log2(last.x) - Math.log2(first.x));
  const above = ({ x, y }: CurvePoint) => y - first.y - slope * (Math.log2(x) - Math.log2(first.x));
  return points.reduce((knee, point) => (above(point) > above(knee) ? point : knee)).x;
}
