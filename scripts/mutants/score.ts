/** How many of some mutants have died, and how many of those by taking too long. */
export interface Count {
  readonly dead: number;
  readonly late: number;
  readonly all: number;
}

/** `sim/check  83 of 97 die: 85.6 % (77.2…91.2), 2 by timeout`: the interval is Wilson's of 95 %. */
export function scoreText(name: string, { dead, late, all }: Count): string {
  const [low, high] = wilson(dead, all);
  const percent = (share: number) => (100 * share).toFixed(1);
  return `${name.padEnd(18)} ${dead} of ${all} die: ${percent(dead / all)} % (${percent(low)}…${percent(high)}), ${late} by timeout`;
}

/** Wilson's interval of 95 % for a share. */
function wilson(hits: number, all: number): readonly [low: number, high: number] {
  const z = 1.96;
  const share = hits / all;
  const middle = share + z ** 2 / (2 * all);
  const half = z * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2));
  const scale = 1 + z ** 2 / all;
  return [(middle - half) / scale, (middle + half) / scale];
}
