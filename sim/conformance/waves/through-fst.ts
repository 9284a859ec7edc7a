import { execFileSync, spawnSync } from "node:child_process";
import type { TestContext } from "vitest";
import { readVcd, type VcdContents } from "../../trace/index.ts";

/** Skips a test, and says why, where the converters of GTKWave are not installed. */
export function needFstTools({ skip }: Pick<TestContext, "skip">): void {
  const found = ["vcd2fst", "fst2vcd"].every(
    (tool) => spawnSync("sh", ["-c", `command -v ${tool}`]).status === 0,
  );
  skip(!found, "install the Debian package gtkwave, which has vcd2fst and fst2vcd");
}

/** Converts a VCD to FST and back, by tools that are not ours, and reads the result. */
export function throughFst(file: string): VcdContents {
  const fst = `${file}.fst`;
  execFileSync("vcd2fst", [file, fst], { stdio: "pipe" });
  return readVcd(execFileSync("fst2vcd", [fst], { encoding: "latin1", maxBuffer: 1 << 28 }));
}
