import { readFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PackedPackage, packPackage, type Project } from "./installed-package.test-kit.ts";

const ticker = `import { bit, input, Module, outputReg, uint, wrap } from "systole";

export interface TickerOptions {
  readonly step?: number;
}

/** Counts by \`step\`. */
export class Ticker extends Module {
  readonly enable = input(bit);
  readonly count = outputReg(uint(8));
  private readonly step: number;

  constructor(options: TickerOptions = {}) {
    super();
    this.step = options.step ?? 1;
  }

  override update(): void {
    if (this.enable.value) this.count.next = wrap(this.count.value + this.step);
  }
}
`;

const tickerBench = (from: string) => `import { param, testbench } from "systole";
import { Counter } from "systole/hw";
import { Ticker, type TickerOptions } from "${from}";

const options: TickerOptions = { step: 3 };

export const counts = testbench(
  { name: "ticker", tags: ["quick"], params: { cycles: param.integer({ default: 4 }) }, dut: () => new Ticker(options) },
  async ({ dut, clk, params, expect, metrics }) => {
    dut.enable.value = 1;
    await clk.cycles(params.cycles);
    expect(dut.count).toBe(3 * params.cycles);
    metrics["count"] = dut.count.value;
  },
);

export const library = testbench({ name: "library", dut: () => new Counter(8) }, async ({ clk }) => {
  await clk.cycles(2);
});

export const surprise = testbench({ name: "surprise", dut: () => new Ticker() }, async ({ dut, clk, expect }) => {
  const before: number = dut.count.value;
  await clk.rising();
  expect(dut.count).toBe(before + 77);
});
`;

const wide = `import { input, Module, output, uint } from "systole";

interface Unused { readonly nothing: string }

export class Wide extends Module {
  readonly a = input(uint(53));
  protected readonly   note: Unused | undefined = undefined;
  readonly product = output(uint(53));

  override propagate(): void {
    const left: number = this.a.value;
    this.product.value = left * this.a.value;
  }
}

export class Open extends Module {
  private readonly   bits: number = 4;
  readonly   nobody = output(uint(this.bits));
}
`;

const refused = `import { input, Module, uint } from "systole";
import { Counter } from "systole/hw";

export class Early extends Module {
  readonly   wrong: unknown = input(uint(54));
}

export class Late extends Module {
  readonly   counter = new Counter(0);
}
`;

const refusedBench = (from: string) => `import { testbench } from "systole";
import { Counter } from "systole/hw";
import { Early, Late } from "${from}";

export const early = testbench({ name: "early", dut: () => new Early() }, () => undefined);
export const late = testbench({ name: "late", dut: () => new Late() }, () => undefined);
export const speed = testbench({ name: "speed", dut: () => new Counter(3), clock: { frequency: "8" } }, () => undefined);
`;

const wideBench = (from: string) => `import { testbench } from "systole";
import { Open, Wide } from "${from}";

export const range = testbench({ name: "wide", dut: () => new Wide() }, async ({ clk }) => { await clk.rising(); });
export const undriven = testbench({ name: "open", dut: () => new Open() }, async ({ clk }) => { await clk.rising(); });
`;

/** \`line:column\` of some words in a text, as a person counts them. */
function at(text: string, words: string): string {
  const offset = text.indexOf(words);
  if (offset < 0) throw new Error(`the text has no ${words}`);
  const lines = text.slice(0, offset).split("\n");
  return `${lines.length}:${(lines.at(-1) ?? "").length + 1}`;
}

const script = (from: string) => `import { compile, formatDiagnostic, Module, SystoleError } from "systole";
import { Open, Wide } from "${from}";

for (const make of [(): Module => new Wide(), (): Module => new Open()]) {
  try {
    compile(make());
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    console.log(error.diagnostics.map(formatDiagnostic).join("\\n"));
  }
}
`;

const sources = (from: (name: string) => string) => ({
  "hardware/ticker.ts": ticker,
  "hardware/wide.ts": wide,
  "hardware/refused.ts": refused,
  "bench/ticker.tb.ts": tickerBench(from("ticker")),
  "bench/wide.tb.ts": wideBench(from("wide")),
  "bench/refused.tb.ts": refusedBench(from("refused")),
  "bench/script.ts": script(from("wide")),
});

/** Everything that can change what a class means, or where a name leads. */
const hostile = {
  compilerOptions: {
    target: "ES5",
    ignoreDeprecations: "6.0",
    lib: ["ES2023", "DOM"],
    module: "ESNext",
    moduleResolution: "Bundler",
    types: [],
    strict: false,
    jsx: "react",
    jsxFactory: "nothing",
    useDefineForClassFields: false,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    downlevelIteration: true,
    paths: {
      systole: ["./node_modules/systole/"],
      "systole/*": ["./node_modules/systole/dist/*/index.d.ts"],
    },
    skipLibCheck: true,
    noEmit: true,
  },
  include: ["hardware", "bench"],
};

const commonJs = {
  compilerOptions: {
    target: "ES2022",
    lib: ["ES2023", "DOM"],
    module: "NodeNext",
    types: [],
    strict: true,
    noEmit: true,
  },
  include: ["hardware", "bench"],
};

let packed: PackedPackage;
beforeAll(async () => {
  packed = await packPackage();
}, 300_000);
afterAll(() => packed?.remove());

describe("the tarball", () => {
  const missing = (files: readonly (string | undefined)[]) =>
    files.filter((file) => !packed.files.includes(file ?? ""));

  test("has no tests and nothing that only tests use", () => {
    expect(
      packed.files.filter((file) => /test-kit|arbitrary|conformance|\.test\.|(^|\/)bench/.test(file)),
    ).toEqual([]);
  });

  test("has what its package.json names", async () => {
    const manifest = JSON.parse(await readFile(join(packed.folder, "package.json"), "utf8")) as Record<
      string,
      unknown
    >;
    const named = JSON.stringify([manifest["main"], manifest["types"], manifest["exports"], manifest["bin"]]);
    const paths = [...named.matchAll(/"\.\/([^"]+)"(?!:)/g)].map(([, path]) => path);
    expect(paths.length).toBeGreaterThan(6);
    expect(missing([...paths, "README.md", "LICENSE", "CHANGELOG.md"])).toEqual([]);
  });

  test("has the source of each source map, and a command that starts by itself", async () => {
    const maps = packed.files.filter((file) => file.endsWith(".map"));
    expect(maps.length).toBeGreaterThan(100);
    for (const map of maps) {
      const { sources: named } = JSON.parse(await readFile(join(packed.folder, map), "utf8")) as {
        sources: string[];
      };
      expect(missing(named.map((source) => normalize(join(dirname(map), source))))).toEqual([]);
    }
    expect(await readFile(join(packed.folder, "dist/scripts/systole.js"), "utf8")).toMatch(
      /^#!\/usr\/bin\/env node\n/,
    );
  });

  test("ships no source that is not built", () => {
    const unbuilt = packed.files.filter(
      (file) =>
        /^(sim|hw|tb|scripts)\/.*\.ts$/.test(file) &&
        !packed.files.includes(`dist/${file.replace(/ts$/, "js")}`),
    );
    expect(unbuilt).toEqual([]);
  });
});

describe.each([
  {
    name: "ES modules, hostile tsconfig",
    manifest: { type: "module" },
    tsconfig: hostile,
    from: (name: string) => `../hardware/${name}.js`,
    isMapped: true,
  },
  {
    name: "CommonJS",
    manifest: {},
    tsconfig: commonJs,
    from: (name: string) => `../hardware/${name}`,
    isMapped: false,
  },
])("$name", ({ name, manifest, tsconfig, from, isMapped }) => {
  let project: Project;
  beforeAll(async () => {
    project = await packed.project(name.replaceAll(/\W+/g, "-"), {
      "package.json": JSON.stringify({ name: "someone", private: true, ...manifest }),
      "tsconfig.json": JSON.stringify(tsconfig),
      ...sources(from),
    });
  });

  test("type-checks with the typings that ship", async () => {
    expect(await project.tsc()).toEqual({ status: 0, stdout: "", stderr: "" });
  }, 120_000);

  test("sees a wrong type", async () => {
    const wrong = await packed.project(`${name.replaceAll(/\W+/g, "-")}-wrong`, {
      "package.json": JSON.stringify({ name: "someone", private: true, ...manifest }),
      "tsconfig.json": JSON.stringify(tsconfig),
      "hardware/wrong.ts": `import { Module } from "systole";\nexport const wrong: string = new Module();\n`,
    });
    const { status, stdout } = await wrong.tsc();
    expect(status).not.toBe(0);
    expect(stdout).toContain("hardware/wrong.ts(2,");
    expect(stdout).not.toContain("TS2307");
  }, 120_000);

  test("runs its own testbenches without a build", async () => {
    const { status, stdout, stderr } = await project.systole(
      "run",
      "ticker",
      "library",
      "--json",
      "--param",
      "cycles=5",
    );
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toMatchObject([
      { name: "library", passed: true },
      { name: "ticker", passed: true, metrics: { count: 15 } },
    ]);
  }, 60_000);

  test("errors name the line and column of the TypeScript", async () => {
    const range = await project.systole("run", "wide");
    expect(range.status).toBe(3);
    expect(range.stdout + range.stderr).toContain("E-RANGE");
    expect(range.stdout + range.stderr).toContain(`hardware/wide.ts:${at(wide, "left * this.a.value")}`);
    const undriven = await project.systole("run", "open");
    expect(undriven.status).toBe(3);
    expect(undriven.stdout + undriven.stderr).toContain("E-UNDRIVEN");
    expect(undriven.stdout + undriven.stderr).toContain(`hardware/wide.ts:${at(wide, "nobody")}`);
  }, 60_000);

  test("what constructors and clocks refuse is at the user's line, also by way of the library", async () => {
    const said = async (name: string) => {
      const { status, stdout, stderr } = await project.systole("run", name);
      expect(status).toBe(3);
      return stdout + stderr;
    };
    // As CommonJS without the ending of the file's name, tsx leaves the lines of modules unmapped, and names who made them.
    const bench = refusedBench(from("refused"));
    const blamed = (text: string, maker: string) =>
      isMapped ? `hardware/refused.ts:${at(refused, text)}` : `bench/refused.tb.ts:${at(bench, maker)}`;
    expect(await said("early")).toContain(`E-WIDTH  ${blamed("uint(54)", "new Early()")}  new Early`);
    expect(await said("late")).toContain(`${blamed("new Counter(0)", "new Late()")}  new Late › new Counter`);
    expect(await said("speed")).toContain(
      `E-FREQUENCY  bench/refused.tb.ts:${at(bench, 'testbench({ name: "speed"')}`,
    );
  }, 60_000);

  test("a failed expectation names the line and column of the testbench", async () => {
    const { status, stdout, stderr } = await project.systole("run", "surprise");
    expect(status).toBe(1);
    const place = at(tickerBench(from("ticker")), "toBe(before + 77)");
    expect(stdout + stderr).toContain(`bench/ticker.tb.ts:${place}`);
    expect(stdout + stderr).not.toContain("node_modules");
  }, 60_000);

  test("explains its errors", async () => {
    const { status, stdout } = await project.systole("explain", "E-RANGE");
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringMatching(/^E-RANGE: /) });
  }, 60_000);

  test("a script of its own under tsx sees the same places", async () => {
    const { status, stdout, stderr } = await project.node("--import", "tsx", "bench/script.ts");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain(`hardware/wide.ts:${at(wide, "left * this.a.value")}`);
    expect(stdout).toContain(`hardware/wide.ts:${at(wide, "nobody")}`);
  }, 60_000);

  test("Node alone imports the kit and the hardware library", async () => {
    const text = `import { compile } from "systole"; import { Counter } from "systole/hw";
console.log(compile(new Counter(8)).design.top.module.path);`;
    const required = `console.log(require("systole").compile(new (require("systole/hw").Counter)(8)).design.top.module.path)`;
    expect(await project.node("--input-type=commonjs", "--eval", required)).toMatchObject({
      status: 0,
      stdout: "counter\n",
    });
    expect(await project.node("--input-type=module", "--eval", text)).toMatchObject({
      status: 0,
      stdout: "counter\n",
    });
  }, 60_000);
});
