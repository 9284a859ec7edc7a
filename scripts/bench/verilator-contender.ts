import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { VerilogPeer } from "./design.ts";
import { type Contender, timed } from "./measure.ts";
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
export function verilatorContender(peer: VerilogPeer): Contender | undefined {
  const version = toolVersion("verilator", ["--version"]);
  if (version === undefined) return undefined;
  const { folder, seconds } = build(peer, version);
  return {
    name: "Verilator",
    detail: `${version}; ${OPTIONS.slice(0, 5).join(" ")} -CFLAGS "${COMPILER}" ${MAKE.join(" ")}`,
    setupSeconds: seconds,
    run(cycles) {
      const text = execFileSync(join(folder, "Vtop"), [String(cycles)], { cwd: folder, encoding: "utf8" });
      const [, elapsed, cpu, checksum] = /seconds ([\d.]+) cpu ([\d.]+) checksum (\d+)/.exec(text) ?? [];
      const seconds = Math.max(1e-9, Number(elapsed));
      return { cycles, seconds, cpuSeconds: Number(cpu), checksum: Number(checksum) };
    },
  };
}

function build(peer: VerilogPeer, version: string): { readonly folder: string; readonly seconds: number } {
  const sources = [peer.design, peer.harness, "harness.h"].map((file) =>
    readFileSync(join(SOURCES, file), "utf8"),
  );
  const hash = createHash("sha256").update(JSON.stringify([version, OPTIONS, COMPILER, MAKE, peer, sources]));
  const folder = join(tmpdir(), "systole-bench", `${peer.top}-${hash.digest("hex").slice(0, 16)}`);
  const record = join(folder, "seconds");
  if (existsSync(record)) return { folder, seconds: Number(readFileSync(record, "utf8")) };

  // Built beside its place, so that what an interrupted build leaves is not taken for one.
  const work = `${folder}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  try {
    for (const [file, text] of Object.entries(peer.files ?? {})) writeFileSync(join(work, file), text);
    const parameters = Object.entries(peer.parameters);
    const constants = parameters.map(([name, value]) => `-D${name}=${value}`).join(" ");
    const { seconds } = timed(() =>
      execFileSync(
        "verilator",
        [
          ...["--cc", "--exe", "--build", "-j", "1", ...OPTIONS],
          ...["-CFLAGS", `${COMPILER} ${constants}`, "--prefix", "Vtop", "--top-module", peer.top],
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
