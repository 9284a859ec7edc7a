import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeProject, spawnCommand, startCommand } from "./cli/command-runner.test-kit.ts";
import { breakable, newFiles } from "./commands/new-files.ts";
import { readVcd } from "../sim/trace/read-vcd.ts";

const hostile = JSON.stringify({
  compilerOptions: {
    target: "ES5",
    module: "commonjs",
    experimentalDecorators: true,
    useDefineForClassFields: false,
    jsx: "react",
    paths: { systole: ["./nope.ts"] },
  },
});
const counter = Object.fromEntries(newFiles("counter").map(({ file, text }) => [file, text]));
const broken = { ...counter, "counter.ts": counter["counter.ts"]!.replace(breakable.right, breakable.wrong) };

const endless = `import { testbench } from "systole";
import { Counter } from "./counter.ts";
export const slow = testbench({ name: "slow", dut: () => new Counter() }, async ({ dut, clk }) => {
  dut.enable.value = 1;
  while (true) await clk.cycles(10);
});
export const held = testbench({ name: "held", dut: () => new Counter() }, async () => {
  await new Promise(() => undefined);
});
`;

describe("systole", { timeout: 60_000 }, () => {
  it.each([
    ["an ES module project", '{ "type": "module" }'],
    ["a CommonJS project", "{}"],
  ])("runs the testbenches of %s with a hostile tsconfig.json", (_, manifest) => {
    const folder = makeProject({ ...counter, "package.json": manifest, "tsconfig.json": hostile });
    const { code, out, talk } = spawnCommand(folder, ["run", "--json"]);
    expect(talk).toContain("running the 2 testbenches tagged quick, of 2");
    expect(code).toBe(0);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ name, passed, waves }) => [name, passed, waves])).toEqual([
      ["counter/property", true, null],
      ["counter/steps", true, null],
    ]);
    expect(Object.keys(lines[0]!)).toEqual([
      "name",
      "passed",
      "engine",
      "seed",
      "cycles",
      "seconds",
      "metrics",
      "waves",
    ]);
  });

  it("says of a failure all that is needed to look into it, and its last line repeats it", () => {
    const folder = makeProject(broken);
    const { code, out } = spawnCommand(folder, ["run", "counter/steps"], { NO_COLOR: "1" });
    expect(code).toBe(1);
    expect(out).toMatch(/✗ counter\/steps {2}failed/);
    for (const part of [
      "expected  2",
      "seen      3",
      "cycle 14, 13.5ns, seed 1",
      "counter.tb.ts:9:",
      "waves/counter/steps.vcd",
    ])
      expect(out).toContain(part);
    const again = /again {5}(.*)$/m.exec(out)![1]!;
    const words = again.slice(again.indexOf(" run ") + 1).split(" ");
    const repeated = spawnCommand(folder, words, { NO_COLOR: "1" });
    expect(repeated.code).toBe(1);
    expect(repeated.out).toContain("expected  2");
    const waves = readVcd(readFileSync(join(folder, "waves/counter/steps.vcd"), "utf8"));
    expect(waves.traces.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["counter.clk", "counter.reset", "counter.enable", "counter.count"]),
    );
  });

  it("closes the waves when it is interrupted, and says what finished", async () => {
    const folder = makeProject({ ...counter, "endless.tb.ts": endless });
    const child = startCommand(folder, ["run", "counter/steps", "slow", "--waves"]);
    let text = "";
    const vcd = join(folder, "waves/slow.vcd");
    child.stderr?.on("data", (more: Buffer) => (text += more.toString()));
    const code = await new Promise<number | null>((resolve) => {
      child.on("exit", resolve);
      const timer = setInterval(() => {
        if (!existsSync(vcd) || readFileSync(vcd).length < 1000) return;
        clearInterval(timer);
        child.kill("SIGINT");
      }, 100);
    });
    expect(code).toBe(130);
    expect(text).toContain("1 passed, interrupted with 1 testbench unfinished");
    const last = readFileSync(vcd, "utf8").trimEnd().split("\n").at(-1);
    expect(last).toMatch(/^#\d+$/);
    expect(() => readVcd(readFileSync(vcd, "utf8"))).not.toThrow();
  });

  it("gives up a testbench that waits for a promise which nothing can resolve", () => {
    const folder = makeProject({ ...counter, "endless.tb.ts": endless });
    const { code, out } = spawnCommand(folder, ["run", "held", "--timeout", "100"]);
    expect(out).toContain("E-TB-PROMISE");
    expect(code).toBe(1);
  });

  it.each([
    ["process.exit(7);", "ended the process"],
    ["await new Promise(() => undefined);", "never comes"],
    ["export const a = {{", "bad.tb.ts:1:19"],
    ["\n\nfunction f() { throw new Error('at import'); }\nf();", "bad.tb.ts:3:"],
  ])("survives a file that says %j", (text, words) => {
    const { code, talk } = spawnCommand(makeProject({ "bad.tb.ts": text }), ["list"]);
    expect(talk).toContain(words);
    expect(talk).not.toMatch(/\n\s+at /);
    expect(code).toBe(3);
  });

  it("ends with 3 for a design that does not elaborate, with the place", () => {
    const unbuilt = { ...counter, "counter.ts": counter["counter.ts"]!.replace("=== 9", "=== 8") };
    const { code, out } = spawnCommand(makeProject(unbuilt), ["run", "counter/steps"]);
    expect(out).toContain("counter.ts:9:");
    expect(code).toBe(3);
  });

  it("shows help without loading the simulator", () => {
    const started = performance.now();
    const { code, out } = spawnCommand(makeProject({}), ["--help"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Examples:/);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
