import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** The examples of the README, run as a reader would run them; `systole` stands for this repository's sources. */
const root = join(import.meta.dirname, "..");
const readme = readFileSync(join(root, "README.md"), "utf8");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "systole-readme-"));
  const kit = join(folder, "node_modules", "systole");
  mkdirSync(kit, { recursive: true });
  writeFileSync(
    join(kit, "package.json"),
    JSON.stringify({ name: "systole", type: "module", exports: { ".": "./index.ts", "./hw": "./hw.ts" } }),
  );
  const source = (path: string) => pathToFileURL(join(root, path)).href;
  writeFileSync(join(kit, "index.ts"), `export * from ${JSON.stringify(source("sim/index.ts"))};\n`);
  writeFileSync(join(kit, "hw.ts"), `export * from ${JSON.stringify(source("hw/index.ts"))};\n`);
  symlinkSync(join(root, "node_modules", "tsx"), join(folder, "node_modules", "tsx"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  for (const [, file, code] of readme.matchAll(/<!-- file: (\S+) -->\n+```ts\n([\s\S]*?)```/g)) {
    writeFileSync(join(folder, file as string), code as string);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
  return { status, stdout, stderr };
}

const systole = join(root, "scripts", "systole.ts");

describe("the README", () => {
  it("counts to 2 in the first test", () => {
    expect(run("first-test.ts")).toMatchObject({ status: 0, stdout: "2\n" });
  });

  it("shows a property that holds", () => {
    expect(run("fifo.property.ts")).toMatchObject({ status: 0, stdout: "holds\n" });
  });

  it("shows a testbench that the command line runs", () => {
    const { status, stdout } = run(systole, "run", "counter", "--param", "edges=25", "--waves", "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ name: "counter/counts", passed: true, metrics: { turns: 2 } });
    expect(readFileSync(join(folder, "waves/counter/counts.vcd"), "utf8")).toContain("$enddefinitions");
  });

  it("shows a snapshot and a log, and the command line replays one", () => {
    expect(run("replay.ts")).toMatchObject({ status: 0, stdout: "5\n5\n" });
    expect(run(systole, "run", "counter", "--log").stdout).toContain("replay waves/counter/counts.log)");
    const { status, stdout } = run(systole, "replay", "waves/counter/counts.log", "--last", "5");
    expect(status).toBe(0);
    expect(stdout).toContain("counter/counts  replayed  cycles 10 to 14 of 14");
  });

  it("shows a report that the command line writes", () => {
    const { status, stdout } = run(systole, "report", "counting");
    expect(status).toBe(0);
    expect(stdout).toContain("counting: 1 published figure, 1 met");
    expect(readFileSync(join(folder, "reports/counting.md"), "utf8")).toContain("| digits | 10 | 10 |");
  });

  it("promises the error that a wrong constant gives", () => {
    const [, file, right, wrong] = /<!-- error: (\S+) "(.*?)" -> "(.*?)" -->/.exec(
      readme,
    ) as unknown as string[];
    const [code, path] = (/-->\n+```\n(E-\S+) … (\S+)\n```/.exec(readme) as RegExpExecArray).slice(1);
    const text = readFileSync(join(folder, file as string), "utf8");
    writeFileSync(join(folder, "wrong.ts"), text.replace(right as string, wrong as string));
    const { status, stderr, stdout } = run(systole, "lint", "wrong.ts#DecimalCounter");
    expect(status).toBe(3);
    expect(stdout + stderr).toContain(code);
    expect(stdout + stderr).toContain(path);
  });
});
