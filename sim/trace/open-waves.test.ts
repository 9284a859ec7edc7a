import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFileSink } from "./file-sink.ts";
import { openWaves } from "./open-waves.ts";
import { readVcd } from "./read-vcd.ts";
import type { TraceScope, TraceType, TraceVariable } from "./trace-source.ts";
import { unplaced } from "../errors/unplaced.test-kit.ts";

const NS = 1_000_000;
const mode: TraceType = { kind: "enumeration", width: 2, labels: ["Idle", "Load", "Run"] };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "systole waves-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function bits(width: number, signed = false): TraceType {
  return { kind: "bits", width, signed };
}

/** `elements` counters in an array, a mode at the top and one in each of `children` children. */
function design(children: number, elements: number): TraceScope {
  let net = 0;
  const variable = (name: string, type: TraceType, value: unknown): TraceVariable => ({
    name,
    type,
    storage: "reg",
    net: net++,
    read: () => value,
  });
  return {
    name: "top",
    variables: [
      variable("clk", bits(1), 0),
      variable("mode", mode, "Load"),
      variable("sum", bits(32, true), -5),
      variable("word", bits(64), 5n),
      ...Array.from({ length: elements }, (_, i) => variable(`mem(${i})`, bits(8), i)),
    ],
    scopes: Array.from({ length: children }, (_, i) => ({
      name: `pe[${i}]`,
      variables: [
        variable("mode", mode, "Idle"),
        variable("note", { kind: "string" }, "x"),
        variable("gain", { kind: "real" }, 1),
      ],
      scopes: [],
    })),
  };
}

function write(root: TraceScope, name = "run.vcd", rows?: number) {
  const waves = openWaves(root, { file: join(folder, name), tick: BigInt(NS), rows });
  waves.begin(0);
  waves.end(100 * NS);
  return { waves, save: readFileSync(waves.saveFile, "utf8") };
}

describe("openWaves", () => {
  it("writes a VCD, a save file with groups and radix, and one filter for equal enumerations", () => {
    const { waves, save } = write(design(1, 2), "deep/run.vcd");
    const vcd = readVcd(readFileSync(waves.file, "utf8"));
    expect(vcd.traces.map((trace) => trace.path)).toContain("top.pe[0].gain");
    const filter = join(folder, "deep/run.mode.filter");
    expect(readFileSync(filter, "utf8")).toBe(
      "# Systole: the labels of an enumeration\n00 Idle\n01 Load\n10 Run\n",
    );
    expect(save).toContain(`[dumpfile] "${waves.file}"\n[savefile] "${waves.saveFile}"\n`);
    const rows = save.slice(save.indexOf("@800200")).replaceAll(filter, "FILTER");
    expect(rows.split("\n").join(" ")).toBe(
      "@800200 -top @28 top.clk @2028 ^1 FILTER top.mode[1:0] @420 top.sum[31:0] @22 top.word[63:0] " +
        "@800200 -mem @24 top.mem(0)[7:0] @24 top.mem(1)[7:0] @1000200 -mem " +
        "@800200 -pe[0] @2028 ^1 FILTER top.pe[0].mode[1:0] @820 top.pe[0].note @20 top.pe[0].gain @1000200 -pe[0] " +
        "@1000200 -top [pattern_trace] 1 [pattern_trace] 0 ",
    );
    expect(waves.command).toBe(`gtkwave -a ${JSON.stringify(waves.saveFile)}`);
  });

  it("closes the groups of a large design, shows the top first, and a few elements of an array", () => {
    const { save } = write(design(100, 1000), "run.vcd", 50);
    const rows = save.split("\n").filter((line) => line.startsWith("top."));
    expect(rows).toHaveLength(50);
    expect(rows.slice(0, 4)).toEqual(["top.clk", "top.mode[1:0]", "top.sum[31:0]", "top.word[63:0]"]);
    expect(rows.filter((row) => row.includes("mem("))).toHaveLength(16);
    expect(rows.at(-1)).toBe("top.pe[9].gain");
    expect(save).toContain("@c00200\n-pe[0]\n");
    expect(save).toContain("@800200\n-top\n");
  });

  it("leaves a save file alone that the user has saved, and renews its own", () => {
    const first = write(design(1, 0));
    const second = write(design(2, 0));
    expect(second.save).not.toBe(first.save);
    const theirs = "[*]\n[*] GTKWave Analyzer v3.3.118\n";
    writeFileSync(first.waves.saveFile, theirs);
    expect(write(design(1, 0)).save).toBe(theirs);
  });

  it("can be closed at any time, and again", () => {
    const waves = openWaves(design(1, 0), { file: join(folder, "a.vcd"), tick: BigInt(NS) });
    waves.begin(0);
    waves.close();
    waves.close();
    waves.end(50 * NS);
    expect(readFileSync(waves.file, "utf8").endsWith("$end\n#1\n")).toBe(true);
    expect(existsSync(waves.saveFile)).toBe(true);
  });

  it("W-WINDOW: warns when the run ended before its window", () => {
    const waves = openWaves(design(1, 0), {
      file: join(folder, "a.vcd"),
      tick: BigInt(NS),
      window: { from: 90 * NS },
    });
    waves.begin(0);
    waves.end(50 * NS);
    expect(waves.warnings()).toMatchObject([
      {
        code: "W-WINDOW",
        severity: "warning",
        message: "the run ended at 50ns, before the window's start at 90ns",
      },
    ]);
  });

  it("touches no file when the scope or a name is wrong", () => {
    const file = join(folder, "a.vcd");
    writeFileSync(file, "$version older $end\n");
    expect(() => openWaves(design(1, 0), { file, tick: 1n, scope: ["top.pe[7]"] })).toThrow(
      "did you mean `top.pe[0]`?",
    );
    expect(() => openWaves({ ...design(1, 0), name: "my top" }, { file, tick: 1n })).toThrow("E-TRACE-NAME");
    expect(readFileSync(file, "utf8")).toBe("$version older $end\n");
  });
});

describe("E-WAVES-FILE", () => {
  it.each([
    ["a folder", ".", "it is a folder"],
    ["a path through a file", "notes.txt/run.vcd", "a part of its path is a file"],
    ["someone's file", "notes.txt", "a file that is no VCD is there"],
    ["a name with a zero", "a\0b", "this can't be the name of a file"],
    ["a very long name", "x".repeat(300), "its name is too long"],
  ])("%s", (_, name, reason) => {
    writeFileSync(join(folder, "notes.txt"), "keep me\n");
    const file = join(folder, name);
    expect(unplaced(() => createFileSink(file))).toThrow(
      `E-WAVES-FILE\n  waves can't be written to ${JSON.stringify(file)}: ${reason}\n`,
    );
    expect(readFileSync(join(folder, "notes.txt"), "utf8")).toBe("keep me\n");
  });

  it("a save file that can't be written says so as well", () => {
    mkdirSync(join(folder, "run.gtkw"));
    expect(() => write(design(1, 0))).toThrow('run.gtkw": it is a folder');
    expect(readFileSync(join(folder, "run.vcd"), "utf8").endsWith("#100\n")).toBe(true);
  });

  it.skipIf(!existsSync("/dev/full"))("a full disk is said once, and closing is quiet", () => {
    const root = design(1, 0);
    const name = "x".repeat(200_000);
    const long: TraceScope = {
      ...root,
      variables: [{ ...root.variables[0]!, type: { kind: "string" }, read: () => name }],
    };
    const waves = openWaves(long, { file: "/dev/full", tick: 1n });
    expect(unplaced(() => waves.begin(0))).toThrow(
      'E-WAVES-FILE\n  waves can\'t be written to "/dev/full": the disk is full',
    );
    waves.close();
    expect(existsSync("/dev/full.gtkw")).toBe(false);
  });
});

describe("closeAtExit", () => {
  it.each([
    ["process.exit", "process.exit(3)", 3],
    ["an error that nobody catches", "throw new Error('lost')", 1],
    [
      "Ctrl-C, when the process listens",
      "process.once('SIGINT', () => process.exit(130)); process.kill(process.pid, 'SIGINT'); setTimeout(() => {}, 5000)",
      130,
    ],
  ])("a trace ends well after %s", (_, ending, status) => {
    const file = join(folder, "run.vcd");
    const program = join(folder, "program.ts");
    const index = JSON.stringify(join(import.meta.dirname, "index.ts"));
    writeFileSync(
      program,
      `import { closeAtExit, openWaves } from ${index};
       let value = 0;
       const variable = { name: "a", type: { kind: "bits", width: 4, signed: false }, storage: "reg", net: 0, read: () => value };
       const waves = openWaves({ name: "top", variables: [variable], scopes: [] }, { file: ${JSON.stringify(file)}, tick: 1000000n });
       closeAtExit(waves);
       waves.begin(0);
       value = 5;
       waves.record(3000000);
       ${ending}\n`,
    );
    let seen: unknown;
    try {
      execFileSync(process.execPath, ["--import", import.meta.resolve("tsx"), program], { stdio: "pipe" });
    } catch (error) {
      seen = error;
    }
    expect(seen).toMatchObject({ status });
    expect(readFileSync(file, "utf8").endsWith("#3\nb101 !\n#4\n")).toBe(true);
    expect(existsSync(join(folder, "run.gtkw"))).toBe(true);
  });
});
