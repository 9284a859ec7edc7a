import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWaves } from "./open-waves.ts";
import { readVcd } from "./read-vcd.ts";
import { type RecordedRun, recordedRun } from "./trace-arbitrary.ts";

const UNIT = 1_000_000;

/** The Debian packages of the commands that are missing here. */
function missing(commands: Readonly<Record<string, string>>): string[] {
  return Object.entries(commands).flatMap(([command, debianPackage]) =>
    spawnSync("sh", ["-c", `command -v ${command}`]).status === 0 ? [] : [debianPackage],
  );
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "systole waves-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(run: RecordedRun, name: string) {
  const waves = openWaves(run.root, { file: join(folder, name), tick: BigInt(UNIT) });
  run.times.forEach((time, step) => {
    run.goTo(step);
    if (step === 0) waves.begin(time);
    else waves.record(time, run.changed(step));
  });
  waves.end(run.times.at(-1)!);
  return waves;
}

/** The largest numbers overflow when they are rounded to sixteen digits. */
const OVERFLOWS = 1.7976931e308;

/** Whether two values are equal; `fst2vcd` prints reals with sixteen digits, one too few. */
function isSameValue(type: string, a: string, b: string): boolean {
  if (a === b || type !== "real") return a === b;
  const [x, y] = [Number(a), Number(b)];
  if (Math.abs(y) > OVERFLOWS) return Math.abs(x) > OVERFLOWS && x > 0 === y > 0;
  return Math.abs(x / y - 1) < 1e-14;
}

describe("vcd2fst and fst2vcd", () => {
  it("give back what was written", (context) => {
    const packages = missing({ vcd2fst: "gtkwave", fst2vcd: "gtkwave" });
    context.skip(packages.length > 0, `install the Debian package ${packages.join(", ")}`);
    fc.assert(
      fc.property(recordedRun(UNIT), (run) => {
        const { file } = write(run, "round.vcd");
        const fst = join(folder, "round.fst");
        execFileSync("vcd2fst", [file, fst], { stdio: "pipe" });
        const back = readVcd(execFileSync("fst2vcd", [fst], { encoding: "latin1", maxBuffer: 1 << 28 }));
        const written = readVcd(readFileSync(file, "latin1"));
        expect(back.timescale).toBe(written.timescale);
        expect(back.traces.map(({ path }) => path)).toEqual(written.traces.map(({ path }) => path));
        for (const [index, { path, type, changes }] of written.traces.entries()) {
          const seen = back.traces[index]!.changes;
          expect(
            seen.map((change) => change.time),
            path,
          ).toEqual(changes.map((change) => change.time));
          changes.forEach(({ value }, i) => {
            expect(
              isSameValue(type, seen[i]!.value, value),
              `${path}: ${value} became ${seen[i]!.value}`,
            ).toBe(true);
          });
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("GTKWave", () => {
  it("shows the signals of the save file, with the filters of enumerations", (context) => {
    const packages = missing({ gtkwave: "gtkwave", "xvfb-run": "xvfb" });
    context.skip(packages.length > 0, `install the Debian package ${packages.join(", ")}`);
    const script = join(folder, "list.tcl");
    const list = join(folder, "list.txt");
    writeFileSync(
      script,
      [
        "gtkwave::nop",
        `set out [open {${list}} w]`,
        "foreach name [gtkwave::getDisplayedSignals] { puts $out $name }",
        "close $out",
        "gtkwave::/File/Quit",
      ].join("\n"),
    );
    for (const [index, run] of fc.sample(recordedRun(UNIT), { numRuns: 3, seed: 7 }).entries()) {
      const waves = write(run, `shown-${index}.vcd`);
      rmSync(list, { force: true });
      const viewer = spawnSync(
        "xvfb-run",
        [
          "-a",
          "-s",
          "-screen 0 1280x860x24",
          "timeout",
          "30",
          "gtkwave",
          "--rcvar",
          "splash_disable on",
          "-S",
          script,
          "-a",
          waves.saveFile,
        ],
        { encoding: "utf8" },
      );
      const save = readFileSync(waves.saveFile, "utf8");
      const expected = save.split("\n").filter((line) => line.startsWith("top."));
      expect(readFileSync(list, "utf8").trim().split("\n")).toEqual(expected);
      expect(expected.length).toBeGreaterThan(0);
      expect(`${viewer.stdout}${viewer.stderr}`).not.toMatch(/could not open|error|warning/i);
    }
  });
});
