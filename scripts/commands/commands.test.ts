import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createCommandRunner, makeProject } from "../cli/command-runner.test-kit.ts";
import { newFiles } from "./new-files.ts";

const runner = createCommandRunner();
afterAll(() => runner.close());

const counter = Object.fromEntries(newFiles("counter").map(({ file, text }) => [file, text]));
const macros = `import { bit, type Blackbox, input, Module } from "systole";
class Macro extends Module {
  static readonly blackbox: Blackbox<Macro> = { module: ({ words }) => "ram_" + words, ports: { CEN: "!enable" } };
  readonly enable = input(bit, { default: 0 });
  readonly words: number;
  constructor(words: number) {
    super();
    this.words = words;
  }
}
export class Macros extends Module {
  static readonly behavioural = true;
  readonly enable = input(bit);
  readonly ram = [new Macro(4), new Macro(4), new Macro(8)];
}
`;
const pair = `import { bit, connect, input, memory, Module, output, param, testbench, uint, wire } from "systole";
export class Stage extends Module {
  readonly give = input(bit);
  readonly take = output(bit);
  override propagate() {
    this.take.value = this.give.value;
  }
}
export class Chain extends Module {
  readonly give = input(bit);
  readonly unused = wire(bit);
  readonly words = memory(uint(8), 4, { init: 0 });
  readonly stage: readonly Stage[];
  constructor(length = 2) {
    super();
    this.stage = Array.from({ length }, () => new Stage());
    this.stage.forEach((stage, i) => connect(i === 0 ? this.give : this.stage[i - 1]!.take, stage.give));
  }
  override propagate() {
    this.unused.value = 0;
  }
}
export const chain = testbench(
  {
    name: "chain",
    params: { length: param.integer({ default: 3, min: 1, max: 9, description: "stages" }), file: param.path({ required: true }) },
    dut: ({ length }) => new Chain(length),
  },
  async ({ clk, dut, expect, params, metrics }) => {
    dut.give.value = 1;
    await clk.rising();
    expect(dut.stage[params.length - 1]!.take).toBe(1);
    metrics.length = params.length;
  },
);
`;
const folder = makeProject({ ...counter, "chain.tb.ts": pair });

describe("systole alone", () => {
  it("shows three examples and the testbenches, a line each", async () => {
    const { code, out } = await runner.run(folder, []);
    expect(code).toBe(0);
    const [examples, benches] = out.trimEnd().split("\n\n") as [string, string];
    expect(examples.split("\n")).toHaveLength(3);
    expect(benches.split("\n").map((line) => line.trim().split(" ")[0])).toEqual([
      "chain",
      "counter/property",
      "counter/steps",
    ]);
  });
});

describe("list", () => {
  it("prints one array", async () => {
    const { out } = await runner.run(folder, ["list", "--json"]);
    const benches = JSON.parse(out) as { name: string; params: object; file: string }[];
    expect(benches.map(({ name }) => name)).toEqual(["chain", "counter/property", "counter/steps"]);
    expect(benches[0]).toMatchObject({
      file: "chain.tb.ts",
      params: {
        length: { type: "integer 1…9", default: 3, required: false, description: "stages" },
        file: { type: "path", default: null, required: true },
      },
    });
  });
});

describe("run", () => {
  it("skips by patterns what needs a parameter, and says which", async () => {
    const { code, out, talk } = await runner.run(folder, ["run", "c*"]);
    expect(code).toBe(0);
    expect(talk).toContain("skipped chain: it needs --param file=… (path)");
    expect(out.match(/^✓/gm)).toHaveLength(2);
  });

  it("asks for it when the testbench is named", async () => {
    expect(await runner.run(folder, ["run", "chain"])).toMatchObject({
      code: 2,
      talk: "chain needs --param file=… (path)\n",
    });
  });

  it("takes parameters by their types", async () => {
    const { code, out } = await runner.run(folder, [
      "run",
      "chain",
      "-p",
      "file=x",
      "-p",
      "length=5",
      "--json",
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ name: "chain", passed: true, metrics: { length: 5 } });
  });

  it.each([
    [["run", "chian"], "no testbench matches chian: did you mean chain?"],
    [
      ["run", "chain", "-p", "file=x", "-p", "length=10"],
      "--param length=10: 10 is more than 9; length is integer 1…9",
    ],
    [["run", "chain", "-p", "lenght=1"], "chain has no parameter lenght: did you mean length?"],
    [
      ["run", "--waves=a.vcd"],
      "--waves=a.vcd is one file, and 2 testbenches were chosen: name one, or write --waves",
    ],
    [["run", "--waves", "a.vcd"], "--waves a.vcd: write --waves=a.vcd"],
    [["rnu"], "there is no command rnu: did you mean run?"],
    [["rnu", "counter", "adder"], "there is no command rnu: did you mean run?"],
    [["lint", "chain.tb.ts#Chian"], "chain.tb.ts exports no module Chian: did you mean Chain?"],
    [["lint", "chain.tb.ts"], "chain.tb.ts: name a class of the file, as chain.tb.ts#Class"],
    [["lint", "chian.ts#Chain"], "there is no file chian.ts: write <design> as path/to/file.ts#Class"],
    [
      ["tree", "chain.tb.ts#Chain", "--param", "lenght=2"],
      "its constructor has no parameter lenght: did you mean length?",
    ],
    [["new", "../x"], "../x can't name a module: use letters, digits and -, such as ring-counter"],
    [["new", "counter"], "counter.ts is there already: take another name, or move it away"],
    [["new", "map"], "map is the name of something else: take another, such as my-map"],
  ])("%j is answered by one line", async (words, message) => {
    const { code, out, talk } = await runner.run(folder, words);
    expect({ code, out, last: talk.trimEnd().split("\n").at(-1) }).toEqual({
      code: 2,
      out: "",
      last: message,
    });
  });

  it("writes waves of a scope, and a report", async () => {
    const words = [
      "run",
      "counter/steps",
      "--waves=w/my.vcd",
      "--scope",
      "counter.count",
      "--junit",
      "w/junit.xml",
    ];
    const { code, out } = await runner.run(folder, words);
    expect(code).toBe(0);
    expect(out).toContain("w/my.vcd   (gtkwave -a w/my.gtkw)");
    expect(readFileSync(join(folder, "w/my.vcd"), "utf8").match(/\$var/g)).toHaveLength(1);
    expect(existsSync(join(folder, "w/junit.xml"))).toBe(true);
  });
});

describe("lint", () => {
  it("shows the warnings, and ends with 1 if there are any", async () => {
    const { code, out, talk } = await runner.run(folder, [
      "lint",
      "chain.tb.ts#Chain",
      "--param",
      "length=4",
    ]);
    expect(code).toBe(1);
    expect(out).toContain("W-UNUSED");
    expect(out).toContain("chain.unused");
    expect(talk).toMatch(/chain\.tb\.ts#Chain: \d+ warnings? in 5 instances/);
    expect(await runner.run(folder, ["lint", "counter"])).toMatchObject({ code: 0, out: "" });
  });
});

describe("tree", () => {
  it("shows equal neighbours as one", async () => {
    const { out } = await runner.run(folder, ["tree", "chain.tb.ts#Chain", "--param", "length=4"]);
    expect(out.split("\n")).toEqual([
      "chain  Chain  (2 signals, 1 memory)",
      "└── stage[0…3]  Stage  (2 signals) × 4",
      "",
    ]);
  });

  it("marks behavioural modules and black boxes, and keeps macros of different names apart", async () => {
    const folder = makeProject({ "macros.tb.ts": macros });
    const { out } = await runner.run(folder, ["tree", "macros.tb.ts#Macros"]);
    expect(out.split("\n")).toEqual([
      "macros  Macros  (1 signal)  behavioural",
      "├── ram[0…1]  Macro  (1 signal)  black box ram_4 × 2",
      "└── ram[2]  Macro  (1 signal)  black box ram_8",
      "",
    ]);
    const json = await runner.run(folder, ["tree", "macros.tb.ts#Macros", "--json"]);
    expect(JSON.parse(json.out)).toMatchObject({
      behavioural: true,
      children: [{ behavioural: true, blackbox: "ram_4" }, {}, { blackbox: "ram_8" }],
    });
  });

  it("shows signals, memories, and JSON", async () => {
    const { out } = await runner.run(folder, ["tree", "chain.tb.ts#Chain", "--signals", "--depth", "0"]);
    expect(out).toContain("memory words: uint(8) × 4");
    expect(out).not.toContain("stage");
    const json = await runner.run(folder, ["tree", "counter", "--json"]);
    expect(JSON.parse(json.out)).toMatchObject({ name: "counter", class: "Counter", children: [] });
  });
});

describe("new", () => {
  it("writes about forty lines, which pass and give no warning", async () => {
    const empty = makeProject({});
    const { code, out } = await runner.run(empty, ["new", "ring-counter"]);
    expect(code).toBe(0);
    expect(out).toContain("in ring-counter.ts, line 9, write");
    const lines = newFiles("ring-counter").flatMap(({ text }) =>
      text.split("\n").filter((line) => line !== ""),
    );
    expect(lines.length).toBeLessThanOrEqual(40);
    expect((await runner.run(empty, ["run"])).code).toBe(0);
    expect((await runner.run(empty, ["lint", "ring-counter"])).code).toBe(0);
  });
});

describe("systole explain", () => {
  it("gives the long text of a code with both examples, whatever its case", async () => {
    const { code, out } = await runner.run(folder, ["explain", "e-range"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^E-RANGE: a number may leave the exact integers\n\nJavaScript's numbers/);
    expect(out).toMatch(/\nWrong:\n\n {4}import \{[^]*\/\/ E-RANGE\n[^]*\nRight:\n\n {4}import \{/);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThan(111);
  });

  it("tells what becomes of a design, class by class", async () => {
    const { code, out, talk } = await runner.run(folder, [
      "explain",
      "chain.tb.ts#Chain",
      "--param",
      "length=4",
    ]);
    expect({ code, out }).toEqual({
      code: 0,
      out: "Chain  one, 2 bytes of signals, 4 bytes of memories\n    Chain.propagate: grid; 1 signal at constant distances, of which 1 shared by all\n        one by one: a row has 1 instances, too few for a vector\n",
    });
    expect(talk).toMatch(/^5 instances, 1 kernel, [\d,]+ bytes\n/);
    const json = await runner.run(folder, ["explain", "chain", "--param", "file=x", "--json"]);
    expect(JSON.parse(json.out)).toMatchObject([
      { name: "Chain", instances: 1, kernels: [{ order: "grid" }] },
    ]);
  });

  it("prints the module that a design becomes, with the names of its kernels", async () => {
    const { code, out } = await runner.run(folder, ["explain", "chain.tb.ts#Chain", "--dump-wat"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^\(module \$chain\n/);
    expect(out).toMatch(/;; Chain\.propagate: propagate, 1 × 1 instances, one by one/);
    for (const name of ["settle", "edge", "run"]) expect(out).toContain(`(export "${name}")`);
  });

  it("prints what became of a class's methods, under the instances that have the code", async () => {
    const { code, out } = await runner.run(folder, ["explain", "chain.tb.ts#Chain", "--code"]);
    expect(code).toBe(0);
    expect(out).toMatchInlineSnapshot(`
      "Chain  chain
        propagate()
          writes unused
          unused.value = 0

      Stage  chain.stage[0] and 1 more
        propagate()
          reads give
          writes take
          take.value = give
      "
    `);
  });

  it("lists all codes, a line each", async () => {
    const { code, out } = await runner.run(folder, ["explain"]);
    expect(code).toBe(0);
    expect(out).toContain("E-LATCH ");
    expect(out.trimEnd().split("\n").length).toBeGreaterThan(100);
  });

  it.each([
    ["E-RNGE", "there is no code E-RNGE: did you mean E-RANGE?\n"],
    ["latch", "there is no code latch: did you mean E-LATCH?\n"],
    ["E-FLOAT", "there is no code E-FLOAT: did you mean E-FLOAT-FORMAT, E-FLOAT-ROUND, E-FLOAT-TWICE?\n"],
  ])("names near codes for %s, and ends with 2", async (given, talk) => {
    expect(await runner.run(folder, ["explain", given])).toMatchObject({ code: 2, out: "", talk });
  });
});
