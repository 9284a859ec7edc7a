import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { authorsContender } from "./authors-contender.ts";
import type { BenchRecord } from "./bench-record.ts";
import { comparisonsOf } from "./contenders-of.ts";
import { weightStationary } from "./designs/weight-stationary.ts";
import { markdownOf } from "./markdown.ts";
import type { Contender, Runner } from "./measure.ts";
import { type Comparison, measure } from "./measure-comparison.ts";
import { benchOptions } from "./options.ts";
import { tableOf } from "./table.ts";
import { waveComparison } from "./wave-comparison.ts";

const options = benchOptions(["--rounds", "3", "--seconds", "0.001"]);

/** Takes so many seconds a cycle, of which the processor's share is half. */
function fake(name: string, seconds: number, checksum = 7): Runner {
  return {
    name,
    detail: `version of ${name}`,
    setup: () => 2,
    run: (cycles) => ({ cycles, seconds: cycles * seconds, cpuSeconds: (cycles * seconds) / 2, checksum }),
  };
}

function comparison(contenders: readonly Contender[], more: Partial<Comparison> = {}): Comparison {
  const named = contenders.map((contender) => ["wasm", () => contender] as const);
  return { name: "d", title: "A design", checkedCycles: 10, contenders: named, ...more };
}

test("rates are by the clock on the wall and by processor time, in turns, and sums are compared", () => {
  const order: string[] = [];
  const seen = (runner: Runner): Runner => ({
    ...runner,
    run: (cycles) => {
      order.push(runner.name);
      return runner.run(cycles);
    },
  });
  const result = measure(comparison([seen(fake("a", 0.001)), seen(fake("b", 0.002, 8))]), options);
  expect(result.contenders.map(({ wall, cpu }) => [wall.median, cpu?.median])).toEqual([
    [1000, 2000],
    [500, 1000],
  ]);
  expect(result.checksumsEqual).toBe(false);
  expect(order.slice(-6)).toEqual(["a", "b", "a", "b", "a", "b"]);
  expect(tableOf(result)).toContain("DIFFER: a 7, b 8");
});

test("what is quoted and what does its own work is compared by speed alone", () => {
  const quoted: Contender = { name: "q", detail: "quoted", setup: () => 0, quoted: 5000 };
  const own: Runner = { ...fake("o", 0.001, 99), isOwnWork: true };
  const result = measure(comparison([fake("a", 0.001), quoted, own]), options);
  expect(result.checksumsEqual).toBe(true);
  expect(result.contenders.map(({ measured }) => measured?.checksum)).toEqual([7, undefined, undefined]);
  expect(result.contenders[2]!.measured!.cyclesPerRound).toBe(1);
  expect(tableOf(result)).toMatch(/q +5\.00 kHz +\(quoted\)/);
});

test("the authors' simulator runs in its own folder, and is quoted without a binary", () => {
  expect(authorsContender("")).toMatchObject({ quoted: 260_000 });
  const folder = mkdtempSync(join(tmpdir(), "systole-authors-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const binary = join(folder, "simulation");
  writeFileSync(binary, "#!/bin/sh\ncat data >&2\n");
  writeFileSync(join(folder, "data"), "Total cycles: 7926\n");
  chmodSync(binary, 0o755);
  const runner = authorsContender(binary) as Runner;
  expect(runner.run(1).cycles).toBe(7926);
  writeFileSync(join(folder, "data"), "nothing\n");
  expect(() => runner.run(1)).toThrow(/prints no number of cycles/);
});

test("waves change no result, of all signals or of a scope", () => {
  const scope = { title: "one cell", paths: ["array.cell[0][1]"] };
  const { contenders, slowdown } = waveComparison(weightStationary(4), scope);
  const runners = contenders.slice(0, 3).map(([, make]) => make() as Runner);
  expect(new Set(runners.map((runner) => runner.run(50).checksum)).size).toBe(1);
  const names = runners.map(({ name }) => name);
  expect(names).toContain(slowdown!.of);
  expect(names).toContain(slowdown!.against);
});

test("README's table is made from a record", () => {
  const slowdown = { of: "systole wasm, few", against: "systole wasm, none" };
  const results = [
    measure(
      comparison([fake("systole wasm", 0.001), fake("Verilator", 0.004)], { remark: "Icarus is missing" }),
      options,
    ),
    measure(comparison([fake(slowdown.of, 0.0011), fake(slowdown.against, 0.001)], { slowdown }), options),
  ];
  const wakes = [{ what: "a wake", nanoseconds: { median: 640.4, lowest: 600, highest: 700 } }];
  const starts = [{ design: "d", engine: "wasm", seconds: 0.25, peakMegabytes: 99.6 }];
  const record: BenchRecord = {
    ...{ date: "2030-01-02T03:04:05Z", machine: "A machine", rounds: 3, seconds: 1 },
    ...{ results, starts, wakes },
  };
  const text = markdownOf(record);
  expect(text).toContain("| A design |  | 1.00 (1.00–1.00) |  | 0.25 (0.25–0.25) | 4.00× |");
  expect(text).toContain("systole wasm, few is 10.0 % slower than systole wasm, none");
  expect(text).toContain("- A design: Icarus is missing");
  expect(text).toContain("- a wake: 640 ns (600–700) of processor time");
  expect(text).toContain("| d | wasm | 0.25 | 100 |");
  expect(text).toContain("A machine; 2030-01-02. version of Verilator. Seconds to build with it: d 2.");
});

test("waves are compared where a design names a scope", () => {
  expect(comparisonsOf(weightStationary(64)).map(({ name }) => name)).toEqual(["ws64", "ws64-vcd"]);
  expect(comparisonsOf(weightStationary(16))).toHaveLength(1);
});
