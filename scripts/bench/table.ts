import type { DesignResult } from "./measure-design.ts";

/** The results of a design as lines: kHz, the slowest and the fastest round, and how many times as fast as Verilator. */
export function tableOf({ title, contenders, checksumsEqual, checkedCycles }: DesignResult): string {
  const verilator = contenders.find(({ name }) => name === "Verilator");
  const lines = contenders.map((result) => {
    const spread = `${kilohertz(result.lowest)}–${kilohertz(result.highest)}`;
    const ratio = verilator ? `${(result.median / verilator.median).toFixed(2)}×` : "";
    const setup = `${result.setupSeconds.toFixed(result.setupSeconds < 10 ? 3 : 0)} s to set up`;
    return `  ${result.name.padEnd(16)} ${kilohertz(result.median).padStart(9)} kHz  ${ratio.padStart(7)}  (${spread})  ${setup}`;
  });
  const sums = contenders.map(({ name, checksum }) => `${name} ${checksum}`).join(", ");
  const verdict = checksumsEqual ? "equal" : `DIFFER: ${sums}`;
  return `${title}\n${lines.join("\n")}\n  checksums of ${checkedCycles} cycles ${verdict}\n`;
}

function kilohertz(cyclesPerSecond: number): string {
  const value = cyclesPerSecond / 1000;
  return value.toFixed(value < 10 ? 2 : value < 1000 ? 1 : 0);
}
