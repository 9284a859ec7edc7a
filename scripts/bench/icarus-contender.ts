import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VerilogPeer } from "./design.ts";
import { type Runner, timed } from "./measure.ts";
import { toolVersion } from "./tool-version.ts";

const SOURCES = join(import.meta.dirname, "verilog");

/** The design under Icarus Verilog; undefined where that is not installed or the design has no harness for it. */
export function icarusContender({ design, icarusHarness, parameters }: VerilogPeer): Runner | undefined {
  const version = toolVersion("iverilog", ["-V"]);
  if (version === undefined || icarusHarness === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "systole-bench-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const compiled = join(folder, "design.vvp");
  const constants = Object.entries(parameters).map(([name, value]) => `-Pharness.${name}=${value}`);
  const files = [design, icarusHarness].map((file) => join(SOURCES, file));
  const build = timed(() =>
    execFileSync("iverilog", ["-g2012", ...constants, "-s", "harness", "-o", compiled, ...files]),
  );
  // What the tool takes to start and to prepare is measured once and taken off.
  const run = (cycles: number) => {
    const { value, seconds } = timed(() =>
      execFileSync("vvp", [compiled, `+cycles=${cycles}`], { encoding: "utf8" }),
    );
    return { seconds, checksum: Number(/checksum (\d+)/.exec(value)?.[1]) };
  };
  const overhead = run(0).seconds;
  return {
    name: "Icarus Verilog",
    detail: version,
    setup: () => build.seconds,
    run(cycles) {
      const { seconds, checksum } = run(cycles);
      const rest = Math.max(1e-9, seconds - overhead);
      return { cycles, seconds: rest, cpuSeconds: NaN, checksum };
    },
  };
}
