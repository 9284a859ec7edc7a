import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Contender, timed } from "./measure.ts";

/** The version line of a tool; undefined where it is not installed. */
export function toolVersion(command: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8" });
  return status === 0 ? stdout.split("\n")[0] : undefined;
}

/** The same array in SystemVerilog under Icarus Verilog; undefined where that is not installed. */
export function icarusContender(size: number): Contender | undefined {
  const version = toolVersion("iverilog", ["-V"]);
  if (version === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "systole-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const compiled = join(folder, "array.vvp");
  const sources = ["systolic.sv", "systolic_harness.sv"].map((file) => join(import.meta.dirname, file));
  const build = timed(() =>
    execFileSync("iverilog", ["-g2012", `-Pharness.N=${size}`, "-s", "harness", "-o", compiled, ...sources]),
  );
  // What the tool takes to start and to load the weights is measured once and taken off.
  const run = (cycles: number) => {
    const { value, seconds } = timed(() =>
      execFileSync("vvp", [compiled, `+cycles=${cycles}`], { encoding: "utf8" }),
    );
    return { seconds, checksum: Number(/checksum (-?\d+)/.exec(value)?.[1]) };
  };
  const overhead = run(0).seconds;
  return {
    name: "Icarus Verilog",
    detail: version.trim(),
    setupSeconds: build.seconds,
    run(cycles) {
      const { seconds, checksum } = run(cycles);
      return { cyclesPerSecond: cycles / Math.max(1e-9, seconds - overhead), checksum };
    },
  };
}
