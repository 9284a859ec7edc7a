import type { ComparisonResult, ContenderResult } from "./measure-comparison.ts";
import type { WakeCost } from "./wakes.ts";

/** The peer that all others are compared with. */
const PEER = "Verilator";

/**
 * The results of a comparison as lines: kHz by the clock on the wall, the slowest and the fastest round, how many times as fast as Verilator, and
 * kHz of processor time.
 */
export function tableOf(result: ComparisonResult): string {
  const { title, contenders, checksumsEqual, checkedCycles, slowdown } = result;
  const peer = contenders.find(({ name }) => name.startsWith(PEER));
  const lines = contenders.map((contender) => {
    const { name, wall, cpu, setupSeconds, measured, detail } = contender;
    const spread = `${kilohertz(wall.lowest)}–${kilohertz(wall.highest)}`;
    const processor = cpu ? `${kilohertz(cpu.median)} kHz of processor time` : "";
    const setup = `${setupSeconds.toFixed(setupSeconds < 10 ? 3 : 0)} s to set up`;
    const rest = measured ? `(${spread})  ${[processor, setup].filter(Boolean).join(", ")}` : `(${detail})`;
    return `  ${name.padEnd(36)} ${kilohertz(wall.median).padStart(9)} kHz  ${ratio(contender, peer).padStart(7)}  ${rest}`;
  });
  const sums = contenders.flatMap(({ name, measured }) =>
    measured?.checksum === undefined ? [] : `${name} ${measured.checksum}`,
  );
  const verdict = checksumsEqual ? "equal" : `DIFFER: ${sums.join(", ")}`;
  lines.push(`  checksums of ${checkedCycles} cycles ${verdict}`);
  if (result.remark !== undefined) lines.push(`  ${result.remark}`);
  if (slowdown)
    lines.push(
      `  ${slowdown.of}: ${percent(slowdown.share)} slower than ${slowdown.against}, of processor time`,
    );
  return `${title}\n${lines.join("\n")}\n`;
}

export function wakeLine({ what, nanoseconds }: WakeCost): string {
  const [median, lowest, highest] = [nanoseconds.median, nanoseconds.lowest, nanoseconds.highest].map(
    Math.round,
  );
  return `${what}: ${median} ns (${lowest}–${highest}) of processor time`;
}

/** How many times as fast as the peer, both by the same clock; empty without one. */
export function ratio(contender: ContenderResult, peer: ContenderResult | undefined): string {
  if (!peer) return "";
  const times = contender.wall.median / peer.wall.median;
  return `${times.toFixed(times < 10 ? 2 : 1)}×`;
}

export function kilohertz(cyclesPerSecond: number): string {
  const value = cyclesPerSecond / 1000;
  return value.toFixed(value < 10 ? 2 : value < 1000 ? 1 : 0);
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
