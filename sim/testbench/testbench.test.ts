import { describe, expect, it } from "vitest";
import { bit, Module, outputReg, reg, streamSink, streamSource, uint, vec, wrap } from "../describe/index.ts";
import { createVcdWriter, planVcd } from "../trace/index.ts";
import { type CycleLine, cycleLog } from "./cycle-log.ts";
import { param, readParams } from "./params.ts";
import { runTestbench } from "./run-testbench.ts";
import { simulate } from "./simulate.ts";
import { streamChecker, streamDriver, streamMonitor } from "./streams.ts";
import { isTestbench, testbench } from "./testbench.ts";
import { simulationTree } from "../waves/index.ts";

/** One word of storage: takes a word when empty or when its word leaves. */
class Slot extends Module {
  readonly in = streamSink(uint(8));
  readonly out = streamSource(uint(8));
  protected readonly full = reg(bit, { init: 0 });
  protected readonly word = reg(uint(8));
  override propagate() {
    this.in.ready.value = !this.full.value || this.out.ready.value;
    this.out.valid.value = this.full.value;
    this.out.payload.value = this.word.value;
  }
  override update() {
    if (this.in.fires) {
      this.full.next = 1;
      this.word.next = this.in.payload.value;
    } else if (this.out.fires) this.full.next = 0;
  }
  override trace() {
    return this.full.value ? `holds ${this.word.value}` : undefined;
  }
}

describe("streams", () => {
  const words = Array.from({ length: 50 }, (_, i) => (i * 7) % 256);

  it.each([
    [0, 0],
    [0.5, 0],
    [0, 0.5],
    [0.3, 0.6],
  ])("carry words in order with stalls %d and %d", (feed, drain) => {
    const dut = new Slot();
    const sim = simulate(dut);
    const driver = streamDriver(sim, dut.in, { stalls: feed });
    const monitor = streamMonitor(sim, dut.out, { stalls: drain });
    driver.send(...words);
    sim.step(600);
    expect(driver.isIdle).toBe(true);
    expect(monitor.words).toEqual(words);
    expect(driver.sent.map(({ value }) => value)).toEqual(words);
    // The word that passes in at one edge passes out at the next at the earliest.
    monitor.transfers.forEach(({ cycle }, i) => expect(cycle).toBeGreaterThan(driver.sent[i]!.cycle));
    if (feed === 0 && drain === 0) expect(monitor.transfers.at(-1)?.cycle).toBe(51);
    else expect(monitor.transfers.at(-1)?.cycle).toBeGreaterThan(60);
  });

  it("in a testbench: driver, monitor, checker and tasks together", async () => {
    const tb = testbench({ name: "slot", dut: () => new Slot() }, async ({ dut, until, expect, ...t }) => {
      const feed = t.streamDriver(dut.in, { stalls: 0.2 });
      const drain = t.streamMonitor(dut.out, { stalls: (cycle) => cycle % 3 === 0 });
      feed.send(...words);
      await until(() => drain.words.length === words.length, { timeout: 1000 });
      expect(drain.words, "the words").toBe(words);
      t.metrics.sent = feed.sent.map(({ cycle }) => cycle).join(" ");
    });
    const [first, second, other] = [
      await runTestbench(tb),
      await runTestbench(tb),
      await runTestbench(tb, { seed: 9 }),
    ];
    expect(first.failure?.cause).toBeUndefined();
    expect(first.metrics).toEqual(second.metrics);
    expect(first.metrics.sent).not.toBe(other.metrics.sent);
  });

  it("that break the protocol are found", () => {
    class Broken extends Module {
      readonly out = streamSource(uint(8));
      readonly count = reg(uint(8));
      override propagate() {
        this.out.valid.value = this.count.value !== 5;
        this.out.payload.value = this.count.value < 3 ? 1 : 2;
      }
      override update() {
        this.count.next = wrap(this.count.value + 1);
      }
    }
    const stall = (from: number) => () => {
      const dut = new Broken();
      const sim = simulate(dut);
      streamChecker(sim, dut.out);
      dut.out.ready.value = 1;
      sim.step(from);
      dut.out.ready.value = 0;
      sim.step(3);
    };
    expect(stall(0)).not.toThrow();
    expect(stall(2)).toThrow(/broken\.out breaks its protocol.*payload changed from 1 to 2/s);
    expect(stall(4)).toThrow(/valid fell/);
  });
});

describe("parameters", () => {
  const params = {
    pes: param.integer({ default: 64, min: 1, max: 256 }),
    scale: param.number({ default: 1.5 }),
    type: param.choice(["fp32", "fixed16"], { default: "fp32" }),
    check: param.boolean({ default: true }),
    dir: param.path({ required: true }),
    note: param.string({}),
  };

  it("take defaults, texts and values", () => {
    expect(readParams("t", params, { dir: "x" })).toEqual({
      pes: 64,
      scale: 1.5,
      type: "fp32",
      check: true,
      dir: "x",
      note: undefined,
    });
    expect(
      readParams("t", params, {
        pes: "8",
        scale: "2e-1",
        type: "fixed16",
        check: "false",
        dir: "d",
        note: "n",
      }),
    ).toEqual({ pes: 8, scale: 0.2, type: "fixed16", check: false, dir: "d", note: "n" });
  });

  it("refuse the rest, all at once, each with what would have been right", () => {
    const read = (given: object) => () => readParams("t", params, given as Record<string, unknown>);
    expect(read({})).toThrow(/parameter dir of t: it has to be given \(path\)/);
    expect(read({ dir: "x", pes: "0", type: "int", check: "maybe", what: 1 })).toThrow(
      /no such parameter[^]*0 is less than 1[^]*"int" is none of its choices[^]*neither true nor false/,
    );
    for (const pes of ["", " ", "1.5", "x", "1e99", NaN, "0x", null])
      expect(read({ dir: "x", pes })).toThrow("E-PARAM");
  });
});

describe("testbenches", () => {
  class Counter extends Module {
    readonly count = outputReg(uint(8), { init: 3 });
    readonly parts = outputReg(vec(uint(4), 2));
    override update() {
      this.count.next = wrap(this.count.value + 1);
      this.parts[0]!.next = wrap(this.count.value);
    }
  }

  it("are data; their parameters are typed through; a design is made anew for each run", async () => {
    let made = 0;
    const tb = testbench(
      {
        name: "folder/counter",
        tags: ["quick"],
        params: { cycles: param.integer({ default: 4 }) },
        prepare: ({ params }) => Promise.resolve(params.cycles * 2),
        dut: () => (made++, new Counter()),
        clock: { frequency: "800MHz" },
      },
      async ({ dut, clk, params, prepared, expect, metrics, log, sim }) => {
        await clk.cycles(params.cycles);
        expect(dut.count).toBe(3 + params.cycles);
        metrics.double = prepared;
        log(`count ${dut.count.value}`);
        metrics.time = String(sim.time);
      },
    );
    expect([isTestbench(tb), isTestbench({}), tb.tags]).toEqual([true, false, ["quick"]]);
    const result = await runTestbench(tb, { params: { cycles: "10" } });
    expect(result).toMatchObject({
      name: "folder/counter",
      passed: true,
      cycles: 12,
      metrics: { double: 20 },
      seed: 1,
    });
    expect(result.time).toBe(625_000n + 11n * 1_250_000n);
    expect(result.log).toEqual(["cycle 12, 14.375ns  count 13"]);
    await runTestbench(tb);
    expect(made).toBe(2);
  });

  it("that fail say what was expected and seen, where and when", async () => {
    const tb = testbench({ name: "wrong", dut: () => new Counter() }, async ({ dut, clk, expect }) => {
      await clk.cycles(5);
      expect(dut.count).toBe(9);
    });
    const { failure, passed } = await runTestbench(tb);
    expect(passed).toBe(false);
    expect(failure).toMatchObject({ stage: "run", expected: "9", seen: "8", cycle: 7, time: 6_500_000n });
    expect(failure?.message).toBe("counter.count at cycle 7, 6.5ns: expected 9, seen 8");
    expect(failure?.place?.file).toMatch(/testbench\.test\.ts$/);
  });

  it("report what goes wrong before the first cycle as such", async () => {
    const broken = testbench(
      {
        name: "broken",
        dut: () => {
          throw new Error("no design");
        },
      },
      () => {},
    );
    expect((await runTestbench(broken)).failure).toMatchObject({ stage: "elaborate", message: "no design" });
    expect((await runTestbench(broken, { params: { x: 1 } })).failure?.stage).toBe("prepare");
  });

  it("write waves that are the same in every engine, with clock and reset", async () => {
    const tb = testbench({ name: "waves", dut: () => new Slot() }, async ({ dut, clk, streamDriver }) => {
      streamDriver(dut.in).send(1, 2, 3);
      await clk.cycles(5);
    });
    const wave = async (engine: "event" | "oblivious", shuffle?: number): Promise<string> => {
      const chunks: string[] = [];
      const result = await runTestbench(tb, {
        engine,
        shuffle,
        observers: (sim) => [
          createVcdWriter(
            planVcd(simulationTree(sim).root),
            { write: (chunk) => chunks.push(Buffer.from(chunk).toString()), close: () => {} },
            { tick: 500_000n },
          ),
        ],
      });
      expect(result.failure?.cause).toBeUndefined();
      return chunks.join("");
    };
    const text = await wave("event");
    expect(text).toMatch(/\$var wire 1 \S+ reset \$end/);
    expect(text).toMatch(/\$scope module in \$end/);
    expect(await wave("oblivious")).toBe(text);
    expect(await wave("event", 5)).toBe(text);
  });

  it("log what modules say about each cycle", () => {
    const dut = new Slot();
    const sim = simulate(dut);
    const lines: CycleLine[] = [];
    const stop = cycleLog(sim, (line) => lines.push(line));
    streamDriver(sim, dut.in).send(9);
    sim.step(3);
    stop();
    sim.step();
    expect(lines).toEqual([
      { cycle: 2, path: "slot", text: "holds 9" },
      { cycle: 3, path: "slot", text: "holds 9" },
    ]);
  });
});
