import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VerilogPeer } from "./design.ts";
import { type Runner, timed } from "./measure.ts";
import { toolVersion } from "./tool-version.ts";

const SOURCES = join(import.meta.dirname, "verilog");
const OPTIONS = ["-O3", "--x-assign", "fast", "--x-initial", "fast", "-Wno-fatal", "-Wno-WIDTH"];
const COMPILER = "-O3 -march=native";
/** Verilator's makefile puts -Os behind the flags that it is given, and the last one counts: without these the peer would be small, not fast. */
const MAKE = ["OPT_FAST=-O3", "OPT_GLOBAL=-O3"];

/**
 * The design in SystemVerilog, built by Verilator with one thread; undefined where that is not installed. Builds are kept, by the hash
 * of all that goes into them, in the folder for temporary files: a large array takes minutes.
 */
export function verilatorContender(peer: VerilogPeer, { trace = false } = {}): Runner | undefined {
  const version = toolVersion("verilator", ["--version"]);
  if (version === undefined) return undefined;
  const options = trace ? [...OPTIONS, "--trace"] : OPTIONS;
  const { folder, seconds } = build(peer, version, options);
  return {
    name: trace ? "Verilator --trace" : "Verilator",
    detail: `${version}; ${OPTIONS.slice(0, 5).join(" ")} -CFLAGS "${COMPILER}" ${MAKE.join(" ")}`,
    setup: () => seconds,
    run(cycles) {
      const waves = join(folder, `${process.pid}.vcd`);
      const args = [String(cycles), ...(trace ? [waves] : [])];
      const text = execFileSync(join(folder, "Vtop"), args, { cwd: folder, encoding: "utf8" });
      rmSync(waves, { force: true });
      const [, elapsed, cpu, checksum] = /seconds ([\d.]+) cpu ([\d.]+) checksum (\d+)/.exec(text) ?? [];
      const seconds = Math.max(1e-9, Number(elapsed));
      return { cycles, seconds, cpuSeconds: Number(cpu), checksum: Number(checksum) };
    },
  };
}

function build(
  peer: VerilogPeer,
  version: string,
  options: readonly string[],
): { readonly folder: string; readonly seconds: number } {
  const sources = [peer.design, peer.harness, "harness.h"].map((file) =>
    readFileSync(join(SOURCES, file), "utf8"),
  );
  const hash = createHash("sha256").update(JSON.stringify([version, options, COMPILER, MAKE, peer, sources]));
  const folder = join(tmpdir(), "systole-bench", `${peer.top}-${hash.digest("hex").slice(0, 16)}`);
  const record = join(folder, "seconds");
  if (existsSync(record)) return { folder, seconds: Number(readFileSync(record, "utf8")) };

  // Built beside its place, so that what an interrupted build leaves is not taken for one.
  const work = `${folder}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    for (const [file, text] of Object.entries(peer.files ?? {})) writeFileSync(join(work, file), text);
    const parameters = Object.entries(peer.parameters);
    // As a header behind Verilator's own: macros of these names would reach into its runtime.
    const constants = parameters.map(([name, value]) => `constexpr int ${name} = ${value};\n`).join("");
    writeFileSync(join(work, "parameters.h"), constants);
    const { seconds } = timed(() =>
      execFileSync(
        "verilator",
        [
          ...["--cc", "--exe", "--build", "-j", "1", ...options],
          ...["-CFLAGS", COMPILER, "--prefix", "Vtop", "--top-module", peer.top],
          ...MAKE.flatMap((assignment) => ["-MAKEFLAGS", assignment]),
          ...["--Mdir", work, "-o", "Vtop"],
          ...parameters.map(([name, value]) => `-G${name}=${value}`),
          ...[peer.design, peer.harness].map((file) => join(SOURCES, file)),
        ],
        { stdio: ["ignore", "ignore", "pipe"] },
      ),
    );
    writeFileSync(join(work, "seconds"), String(seconds));
    renameSync(work, folder);
    return { folder, seconds };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
