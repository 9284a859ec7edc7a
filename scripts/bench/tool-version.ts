import { spawnSync } from "node:child_process";

/** The version line of a tool; undefined where it is not installed. */
export function toolVersion(command: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8" });
  return status === 0 ? stdout.split("\n")[0]?.trim() : undefined;
}
