import { appendFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCommandRunner, makeProject } from "../cli/command-runner.test-kit.ts";

const runner = createCommandRunner();
afterAll(() => runner.close());

const text = (
  step: string,
): string => `import { input, Module, memory, outputReg, param, testbench, uint, wrap } from "systole";
class Sum extends Module {
  readonly a = input(uint(8));
  readonly total = outputReg(uint(16), { init: 0 });
  protected readonly words = memory(uint(8), 8);
  constructor(readonly factor: number) {
    super();
  }
  override update() {
    this.total.next = ${step};
    this.words.write(this.a.value & 7, this.a.value);
  }
}
export const bench = testbench(
  {
    name: "sum/random",
    tags: ["quick"],
    params: { cycles: param.integer({ default: 300 }), limit: param.integer({ default: 1000000 }) },
    prepare: ({ random }) => ({ factor: random.integer(1, 200) }),
    dut: (_, { factor }) => new Sum(factor),
  },
  async ({ dut, clk, params, random, expect }) => {
    for (let i = 0; i < params.cycles; i++) {
      dut.a.value = random.integer(0, 255);
      await clk.rising();
      if (dut.total.value > params.limit) expect(dut.total).toBe(0);
    }
  },
);
export const other = testbench({ name: "sum/other", dut: () => new Sum(3) }, async ({ clk }) => clk.cycles(5));
`;
const good = "wrap(this.total.value + this.a.value * this.factor)";
const folder = makeProject({ "sum.tb.ts": text(good) });
const at = (file: string): string => join(folder, file);
const run = (...words: string[]) => runner.run(folder, words);
const vcd = (file: string): string => readFileSync(at(file), "utf8");

beforeAll(async () => {
  const { code, out } = await run("run", "sum/random", "--log", "--waves=run.vcd", "--seed", "7");
  expect(code).toBe(0);
  expect(out).toContain("log       waves/sum/random.log   (systole replay waves/sum/random.log)");
});

describe("run --log", () => {
  it("says in JSON where the log is, and only then", async () => {
    const logged = JSON.parse((await run("run", "sum/random", "--log=a.log", "--json")).out) as object;
    expect(logged).toMatchObject({ passed: true, log: "a.log" });
    const plain = JSON.parse((await run("run", "sum/random", "--json")).out) as object;
    expect(plain).not.toHaveProperty("log");
  });

  it("gives the line that replays the last cycles of a run that failed, without waves", async () => {
    const { code, out } = await run(
      "run",
      "sum/random",
      "--param",
      "limit=9000",
      "--log=f.log",
      "--no-waves",
    );
    expect(code).toBe(1);
    expect(out).not.toContain("waves     ");
    const [, line] = /log {7}f\.log {3}\(systole (.*)\)/.exec(out) as unknown as [string, string];
    expect(line).toBe("replay f.log --last 2000");
    const again = await run(...line.split(" "), "--waves=f.vcd");
    expect(again.code).toBe(0);
    expect(again.out).toMatch(/run {7}failed at .*ns: .*expected/);
    await run("run", "sum/random", "--param", "limit=9000", "--waves=g.vcd");
    expect(vcd("f.vcd")).toBe(vcd("g.vcd"));
  });

  it("refuses one file for many, another file, and what looks like a file without =", async () => {
    expect((await run("run", "sum", "--log=x.log")).talk).toContain(
      "--log=x.log is one file, and 2 testbenches were chosen: name one, or write --log",
    );
    writeFileSync(at("diary"), "dear diary");
    const refused = await run("run", "sum/random", "--log=diary");
    expect([refused.code, refused.talk]).toEqual([2, expect.stringContaining("a file that is no drive log")]);
    expect(readFileSync(at("diary"), "utf8")).toBe("dear diary");
    expect((await run("run", "--log", "x.log")).talk).toBe("--log x.log: write --log=x.log\n");
  });
});

describe("replay", () => {
  it("has the waves of the run, with the parameters and the seed of the run", async () => {
    const { code, out } = await run("replay", "waves/sum/random.log");
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/✓ sum\/random {2}replayed {2}cycles 0 to 302 of 302/),
    ]);
    expect(out).toContain("waves     waves/sum/random.vcd   (gtkwave -a waves/sum/random.gtkw)");
    expect(vcd("waves/sum/random.vcd")).toBe(vcd("run.vcd"));
    const wasm = await run("replay", "waves/sum/random.log", "--engine", "wasm", "--waves=w.vcd", "--json");
    expect(JSON.parse(wasm.out)).toMatchObject({
      name: "sum/random",
      engine: "wasm",
      from: 0,
      to: 302,
      last: 302,
      waves: "w.vcd",
      failure: null,
    });
    expect(vcd("w.vcd")).toBe(vcd("run.vcd"));
  });

  it("shows a window in cycles, times or as the last ones, as a run's window shows it", async () => {
    for (const window of [
      ["--from", "100", "--to", "120"],
      ["--from", "100ns", "--to", "119.123ns"],
      ["--scope", "sum.total", "--to", "20"],
    ]) {
      await run("run", "sum/random", "--seed", "7", "--waves=a.vcd", ...window);
      const { code } = await run("replay", "waves/sum/random.log", "--waves=b.vcd", ...window);
      expect([code, vcd("b.vcd")]).toEqual([0, vcd("a.vcd")]);
    }
    await run("run", "sum/random", "--seed", "7", "--waves=a.vcd", "--from", "293");
    const { out } = await run("replay", "waves/sum/random.log", "--waves=b.vcd", "--last", "10");
    expect(out).toContain("cycles 293 to 302 of 302");
    expect(vcd("b.vcd")).toBe(vcd("a.vcd"));
  });

  it("can do without waves", async () => {
    rmSync(at("waves/sum/random.vcd"), { force: true });
    expect((await run("replay", "waves/sum/random.log", "--no-waves")).code).toBe(0);
    expect(existsSync(at("waves/sum/random.vcd"))).toBe(false);
  });

  it.each([
    [["--last", "5", "--from", "3"], "--last and --from both say what is shown: give one of them"],
    [["--from", "9", "--to", "3"], "--to 3 is before --from 9: give a later end"],
    [["--engine", "warp"], "there is no engine warp"],
    [["--no-waves", "--scope", "sum"], "--scope says what waves show: leave --no-waves out"],
    [["--from", "9000"], "E-LOG-RANGE"],
    [["--scope", "nothing"], "E-SCOPE"],
  ])("refuses %j", async (words, message) => {
    const { code, talk } = await run("replay", "waves/sum/random.log", ...words);
    expect([code, talk]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe("a log that can't be replayed, with what to do", () => {
  const refused = async (file: string): Promise<string> => {
    const { code, talk } = await run("replay", file, "--no-waves");
    expect(code).toBe(2);
    return talk;
  };
  const changed = (file: string, change: (text: string) => string): string => {
    writeFileSync(at(file), change(vcd("waves/sum/random.log")));
    return file;
  };

  it("there is none, or it is something else", async () => {
    expect(await refused("none.log")).toMatch(
      /E-LOG-FILE\n.*there is no such file\n {2}→ name a file that a run wrote with --log/,
    );
    expect(await refused("sum.tb.ts")).toMatch(/E-LOG-FILE\n.*line 1 is no JSON/);
  });

  it("of another version", async () => {
    const file = changed("later.log", (log) => log.replace('"version":1', '"version":7'));
    expect(await refused(file)).toMatch(
      /E-SNAPSHOT-VERSION\n.*this drive log is of version 7, and this systole reads version 1\n {2}→ read it with the systole that wrote it/,
    );
  });

  it("of another design", async () => {
    writeFileSync(at("sum.tb.ts"), text("wrap(this.total.value - this.a.value * this.factor)"));
    const fresh = createCommandRunner();
    try {
      const { code, talk } = await fresh.run(folder, ["replay", "waves/sum/random.log"]);
      expect([code, talk]).toEqual([
        2,
        expect.stringMatching(
          /E-SNAPSHOT-DESIGN\n.*this drive log is of another design than sum: Sum computes something else\n {2}→ /,
        ),
      ]);
    } finally {
      fresh.close();
      writeFileSync(at("sum.tb.ts"), text(good));
    }
  });

  it("cut off at its begin; one that was cut off later is replayed so far", async () => {
    expect(await refused(changed("cut.log", (log) => log.slice(0, 100)))).toMatch(
      /E-LOG-FILE\n.*its first line is cut off/,
    );
    const headOnly = changed("cut.log", (log) => log.slice(0, log.indexOf("\n") + 20));
    expect(await refused(headOnly)).toMatch(/it has no snapshot: the run was cut off before it began/);
    changed("cut.log", (log) => log);
    truncateSync(at("cut.log"), Math.floor(vcd("cut.log").length * 0.6));
    const { code, out, talk } = await run("replay", "cut.log", "--waves=cut.vcd");
    expect([code, talk]).toEqual([
      0,
      expect.stringMatching(/^W-LOG-CUT\n.*cut\.log has no end: the run was cut off/),
    ]);
    const [, cycles] = /cycles 0 to (\d+) of \1/.exec(out) as unknown as [string, string];
    expect(Number(cycles)).toBeGreaterThan(100);
    expect(vcd("run.vcd").startsWith(vcd("cut.vcd").slice(0, -20))).toBe(true);
  });

  it("broken in between, or not of a run", async () => {
    const file = changed("broken.log", (log) => `${log.split("\n").slice(0, 9).join("\n")}\n`);
    appendFileSync(at(file), '[1,"x"]\n[500,"499500000"]\n');
    expect(await refused(file)).toMatch(/E-LOG-FILE\n.*line 10 is no part of a log/);
    const own = changed("own.log", (log) => log.replace('"testbench":"sum/random"', '"note":"mine"'));
    expect(await refused(own)).toBe(
      "own.log names no testbench that it is of: call replay(top, openDriveLog(…)) in a file of your own\n",
    );
    const gone = changed("gone.log", (log) => log.replace("sum/random", "sum/gone"));
    expect(await refused(gone)).toContain("no testbench matches sum/gone");
  });
});
