import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  bit,
  clocked,
  clockDomain,
  input,
  memory,
  Module,
  output,
  outputReg,
  uint,
  wrap,
} from "../describe/index.ts";
import { codesOf } from "../engine/codes-of.test-kit.ts";
import { type DriveLog, openDriveLog, readDriveLog } from "../snapshot/index.ts";
import { type EngineName, keepLog, replay, type Simulation, simulate } from "../testbench/index.ts";
import { runTestbench } from "../testbench/run-testbench.ts";
import { testbench } from "../testbench/testbench.ts";
import { simulationWaves } from "./simulation-waves.ts";
import type { WaveWindow } from "./wave-window.ts";

const folder = mkdtempSync(join(tmpdir(), "systole-replay-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const fresh = (ending: string): string => join(folder, `${++files}.${ending}`);

const io = clockDomain("io", { reset: { kind: "async", active: "low" } });

class Slow extends Module {
  readonly ticks = outputReg(uint(6), { init: 0 });
  override update() {
    this.ticks.next = wrap(this.ticks.value + 1);
  }
}

/** Two clocks, a memory, a stream-like input, an assertion that can fail. */
class Machine extends Module {
  readonly data = input(uint(8));
  readonly valid = input(bit);
  readonly sum = outputReg(uint(16), { init: 0 });
  readonly last = output(uint(8));
  protected readonly words = memory(uint(8), 16);
  readonly slow = clocked(new Slow(), io);
  override propagate() {
    this.last.value = this.words.read(this.data.value & 15);
  }
  override update() {
    this.assert(this.data.value !== 255, "255 came");
    if (!this.valid.value) return;
    this.sum.next = wrap(this.sum.value + this.data.value);
    this.words.write(this.sum.value & 15, this.data.value);
  }
}

const machine = (fails: boolean) =>
  testbench(
    {
      name: "machine",
      dut: () => new Machine(),
      clocks: { clk: { frequency: "700MHz" }, io: { frequency: "200/3 MHz", phase: "1ns" } },
    },
    async ({ dut, clk, clocks, sim, random, delay, fork }) => {
      sim.memory("words").load([9, 8, 7], 3);
      fork(async () => {
        for (;;) {
          await clocks.io!.falling();
          dut.valid.value = random.chance() ? 1 : 0;
        }
      });
      sim.attach({
        name: "agent",
        act: (cycle) => void (cycle % 7 === 3 && sim.setReset(cycle % 2 === 0, "reset_io")),
      });
      for (let i = 0; i < 150; i++) {
        dut.data.value = random.integer(0, 254);
        await clk.cycles(random.integer(1, 4));
        if (i === 40) sim.force(dut.last, 77);
        if (i === 60) sim.release(dut.last);
        if (i === 70) sim.poke("sum", 500);
        if (i % 20 === 5) await delay("1.3ns");
      }
      if (fails) dut.data.value = 255;
      await clk.cycles(3);
    },
  );

interface Ran {
  readonly waves: string;
  readonly log: DriveLog;
  readonly failure: string | undefined;
}

/** Runs the testbench with waves and a log at once. */
async function run(fails: boolean, window: WaveWindow = {}, every = 25): Promise<Ran> {
  const [vcd, file] = [fresh("vcd"), fresh("log")];
  const result = await runTestbench(machine(fails), {
    powerOn: { seed: 5 },
    observers: (sim) => {
      keepLog(sim, { file, every, about: { testbench: "machine" } });
      return [simulationWaves(sim, { file: vcd, window })];
    },
  });
  return { waves: readFileSync(vcd, "utf8"), log: readDriveLog(file), failure: result.failure?.message };
}

function replayed(
  log: DriveLog,
  window: WaveWindow = {},
  from?: bigint,
  to?: bigint,
  engine?: EngineName,
): string {
  const file = fresh("vcd");
  replay(new Machine(), log, {
    engine,
    from,
    to,
    observers: (sim) => [simulationWaves(sim, { file, window })],
  }).close();
  return readFileSync(file, "utf8");
}

describe("a replay without the testbench (SEMANTICS 7)", () => {
  test.each(["event", "oblivious", "wasm"] as const)(
    "has the same waves, byte for byte: %s",
    async (engine) => {
      const { waves, log } = await run(false);
      expect(waves.length).toBeGreaterThan(5000);
      expect(log.parts.length).toBeGreaterThan(5);
      expect(replayed(log, {}, undefined, undefined, engine)).toBe(waves);
    },
  );

  test("of a window starts from the snapshot before it, and shows what the run's window shows", async () => {
    const window = { from: { time: 200_000_000n }, to: { time: 300_000_000n } } as const;
    const { waves, log } = await run(false, window);
    let start: bigint | undefined;
    const file = fresh("vcd");
    replay(new Machine(), log, {
      from: window.from.time,
      to: window.to.time,
      observers: (sim) => {
        start = sim.time;
        return [simulationWaves(sim, { file, window })];
      },
    }).close();
    expect(start).toBeGreaterThan(100_000_000n);
    expect(start).toBeLessThanOrEqual(window.from.time);
    expect(readFileSync(file, "utf8")).toBe(waves);
  });

  test("of a run that failed ends where it did", async () => {
    const { waves, log, failure } = await run(true);
    expect(failure).toMatch(/255 came/);
    expect(log.end?.failure).toBe(failure);
    expect(replayed(log)).toBe(waves);
  });

  test("of a run that was killed goes as far as the log", async () => {
    const file = fresh("log");
    await runTestbench(machine(false), {
      observers: (sim) => {
        keepLog(sim, { file, every: 30 });
        return [];
      },
    });
    const whole = readDriveLog(file);
    truncateSync(file, Math.floor(statSync(file).size * 0.6));
    const cut = readDriveLog(file);
    expect(cut.end).toBeUndefined();
    expect(cut.parts.length).toBeGreaterThan(1);
    const sim = replay(new Machine(), cut);
    const other = replay(new Machine(), whole, { to: sim.time });
    expect(sim.time).toBeGreaterThan(50_000_000n);
    expect(sim.snapshot().signals).toEqual(other.snapshot().signals);
  });
});

describe("a log in a file", () => {
  test("is read as a stream, from any snapshot on, and gives what a log in memory gives", async () => {
    const file = fresh("log");
    await runTestbench(machine(false), {
      observers: (sim) => {
        keepLog(sim, { file, every: 30 });
        return [];
      },
    });
    const [whole, source] = [readDriveLog(file), openDriveLog(file)];
    expect(source.end).toEqual(whole.end);
    expect([source.design, source.about]).toEqual([whole.design, whole.about]);
    for (const wanted of [undefined, ...whole.parts.map(({ snapshot }) => BigInt(snapshot.time) + 1n)]) {
      const found =
        wanted === undefined
          ? 0
          : whole.parts.findLastIndex(({ snapshot }) => BigInt(snapshot.time) <= wanted);
      const start = source.startingAt(wanted)!;
      expect(start.snapshot).toEqual(whole.parts[found]!.snapshot);
      expect([...start.batches]).toEqual(whole.parts.slice(found).flatMap(({ batches }) => batches));
    }
    expect(readFileSync(file, "utf8").split("\n").length).toBeGreaterThan(100);
  });

  test("of millions of deeds is never in memory as a whole", () => {
    const file = fresh("log");
    const sim = simulate(new Slow());
    keepLog(sim, { file }).stop();
    const [head, snapshot] = readFileSync(file, "utf8").split("\n") as [string, string];
    const filler = `[0,"0",["poke","slow.ticks",5]]\n`.repeat(30_000);
    writeFileSync(file, `${head}\n${snapshot}\n`);
    for (let i = 0; i < 20; i++) appendFileSync(file, filler);
    appendFileSync(file, `{"end":{"edges":3,"time":"2500000"}}\n`);
    const source = openDriveLog(file);
    let batches = 0;
    let most = 0;
    const before = process.memoryUsage();
    for (const [edges] of source.startingAt(undefined)!.batches) {
      if (edges === 0) batches += 1;
      if (batches % 50_000 === 0) most = Math.max(most, process.memoryUsage().external);
    }
    expect(batches).toBe(600_000);
    // The file has 19 MB, and what is read of it at once 1 MB.
    expect(most - before.external).toBeLessThan(5 << 20);
  });
});

describe("a log in memory", () => {
  const runAlong = (sim: Simulation<Machine>, edges: number): void => {
    for (let i = 0; i < edges; i++) {
      sim.top.data.value = i & 127;
      sim.top.valid.value = i & 1;
      sim.step();
    }
  };
  const clocks = { clk: { frequency: "1GHz" }, io: { frequency: "300MHz" } };

  test("is bounded: it keeps the last snapshots, and what was done since", () => {
    const sim = simulate(new Machine(), { clocks });
    const kept = keepLog(sim, { every: 10, snapshots: 3 });
    runAlong(sim, 200);
    const log = kept.log();
    expect(log.parts).toHaveLength(3);
    expect(log.parts.flatMap(({ batches }) => batches).length).toBeLessThan(90);
    const again = replay(new Machine(), log);
    expect([again.time, again.peek("sum")]).toEqual([sim.time, sim.peek("sum")]);
    expect(codesOf(() => replay(new Machine(), log, { from: 0n }))).toEqual(["E-LOG-RANGE"]);
    expect(codesOf(() => replay(new Machine(), log, { from: sim.time + 1n }))).toEqual(["E-LOG-RANGE"]);
  });

  test("shares the memories that have not changed", () => {
    const sim = simulate(new Machine(), { clocks });
    const kept = keepLog(sim, { every: 5, snapshots: 10 });
    sim.step(40);
    const [first, ...others] = kept.log().parts.map(({ snapshot }) => snapshot.memories[0]);
    for (const other of others) expect(other).toBe(first);
    expect(others.length).toBeGreaterThan(3);
  });

  test("ends with the function that says so, and takes nothing down then", () => {
    const sim = simulate(new Machine(), { clocks });
    const kept = keepLog(sim);
    runAlong(sim, 3);
    kept.stop();
    const before = kept.log();
    runAlong(sim, 3);
    kept.stop();
    expect(kept.log()).toEqual(before);
    expect(before.end?.edges).toBe(simulate(new Machine(), { from: sim.snapshot() }).engine.edges - 4);
  });
});

describe("a log's file", () => {
  test("is never written over something else, and over another log it is", () => {
    const file = fresh("log");
    writeFileSync(file, "my diary");
    const sim = simulate(new Slow());
    expect(() => keepLog(sim, { file })).toThrow(/E-LOG-FILE[^]*a file that is no drive log is there/);
    expect(readFileSync(file, "utf8")).toBe("my diary");
    const kept = keepLog(sim);
    expect(codesOf(() => sim.restore(sim.snapshot()))).toEqual(["E-SNAPSHOT-LOGGED"]);
    kept.stop();
    sim.restore(sim.snapshot());
    const other = fresh("log");
    keepLog(sim, { file: other }).stop();
    keepLog(sim, { file: other, about: { note: "second" } }).stop();
    expect(readDriveLog(other).about).toEqual({ note: "second" });
  });

  test("that is none, or is broken, is refused", () => {
    const file = fresh("log");
    expect(() => readDriveLog(file)).toThrow(/E-LOG-FILE[^]*there is no such file/);
    writeFileSync(file, "");
    expect(() => readDriveLog(file)).toThrow(/it is empty/);
    writeFileSync(file, "{}\n");
    expect(() => readDriveLog(file)).toThrow(/E-SNAPSHOT-FORM[^]*it is no drive log/);
    const good = fresh("log");
    const sim = simulate(new Slow());
    keepLog(sim, { file: good }).stop();
    const badHead = { ...(JSON.parse(readFileSync(good, "utf8").split("\n")[0]!) as object), version: 9 };
    writeFileSync(file, `${JSON.stringify(badHead)}\n`);
    expect(() => openDriveLog(file)).toThrow(/E-SNAPSHOT-VERSION[^]*of version 9/);
    appendFileSync(good, "{{{\n");
    expect(() => readDriveLog(good)).toThrow(/line 4 is no JSON/);
    expect(() => openDriveLog(good)).toThrow(/the last line is no JSON/);
  });
});
