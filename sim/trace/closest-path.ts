/**
 * The path that someone who typed `wanted` probably meant: one that ends with it, else the one with the fewest changed letters.
 *
 * Undefined when nothing is near: more than half of the letters differ.
 */
export function closestPath(wanted: string, paths: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.ceil(wanted.length / 2) + 1;
  for (const path of paths) {
    if (path.endsWith(`.${wanted}`)) return path;
    if (Math.abs(path.length - wanted.length) >= bestDistance) continue;
    const distance = editDistance(wanted, path, bestDistance);
    if (distance < bestDistance) {
      best = path;
      bestDistance = distance;
    }
  }
  return best;
}

/** Insertions, deletions and replacements from one text to the other; stops counting at `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, above[j]! + 1, row[j - 1]! + 1));
    }
    if (Math.min(...row) >= limit) return limit;
  }
  return row[b.length]!;
}
