import { describe, expect, test } from "vitest";
import {
  bit,
  clocked,
  clockDomain,
  input,
  Module,
  output,
  outputReg,
  type StreamSink,
  streamSink,
  type StreamSource,
  streamSource,
  uint,
  wrap,
} from "../describe/index.ts";
import { codesOf } from "../engine/codes-of.test-kit.ts";
import { createClock, risingEdge } from "../engine/time/clock.ts";
import { parseTime } from "../engine/time/units.ts";
import { type EngineName, simulate } from "./simulate.ts";
import { passes } from "./rules.test-kit.ts";

const engines = ["event", "oblivious", "wasm"] as const satisfies readonly EngineName[];

class Ticks extends Module {
  readonly count = outputReg(uint(32), { init: 0 });
  override update() {
    this.count.next = wrap(this.count.value + 1);
  }
}

const speeds = { a: "60MHz", b: "606MHz", c: "700MHz" } as const;
const domains = Object.keys(speeds).map((name) => clockDomain(name));

class Four extends Module {
  readonly own = new Ticks();
  readonly others = domains.map((domain) => clocked(new Ticks(), domain));
}

const clocks = {
  clk: { frequency: "200MHz" },
  ...Object.fromEntries(Object.entries(speeds).map(([name, frequency]) => [name, { frequency }])),
};

/** Rounded half up. */
const rounded = (numerator: bigint, denominator: bigint): bigint =>
  (2n * numerator + denominator) / (2n * denominator);

describe("clocks of 60, 606 and 700 MHz beside 200 MHz (SEMANTICS 5)", () => {
  const MEGA = 1_000_000n;
  const frequencies = [200n, 60n, 606n, 700n].map((megahertz) => megahertz * MEGA);

  test("edge k is at round(k · period), behind its phase: none has drifted after 10⁹ edges", () => {
    for (const hertz of frequencies) {
      const clock = createClock({ frequency: { numerator: hertz, denominator: 1n } });
      for (const k of [1n, 2n, 999_999_999n, 1_000_000_000n])
        expect(risingEdge(clock, Number(k))).toBe(rounded((2n * k - 1n) * 10n ** 15n, 2n * hertz));
    }
  });

  test.each(engines)(
    "a run that goes on from 10⁹ edges has each edge where the rationals have it: %s",
    (engine) => {
      const sim = simulate(new Four(), { clocks, engine });
      // 5 s: 10⁹ edges of 200 MHz, and of each clock those that are over by then.
      const time = 5n * 10n ** 15n;
      const passed = frequencies.map((hertz) => {
        const exact = (time * hertz) / 10n ** 15n;
        return Number(exact) + (rounded((2n * exact + 1n) * 10n ** 15n, 2n * hertz) <= time ? 1 : 0);
      });
      const later = sim.snapshot();
      sim.restore({
        ...later,
        time: String(time),
        edges: passed.reduce((sum, edges) => sum + edges, 0),
        clocks: later.clocks.map((clock, i) => ({ ...clock, edges: passed[i] as number })),
      });
      expect(sim.cycle).toBe(1_000_000_000);
      const expected = frequencies.flatMap((hertz, clock) =>
        Array.from({ length: 40 }, (_, i) => {
          const k = BigInt((passed[clock] as number) + i + 1);
          return { clock, time: rounded((2n * k - 1n) * 10n ** 15n, 2n * hertz) };
        }),
      );
      const times = [...new Set(expected.map((edge) => edge.time))]
        .sort((x, y) => (x < y ? -1 : 1))
        .slice(0, 60);
      for (const at of times) {
        const next = sim.clocks.next();
        expect(next.time).toBe(at);
        expect(next.clocks).toEqual(expected.filter((edge) => edge.time === at).map(({ clock }) => clock));
        sim.runEdges(1, []);
      }
      const counts = [sim.top.own, ...sim.top.others].map(({ count }) => count.value);
      expect(counts).toEqual(
        frequencies.map(
          (_, i) => expected.filter((edge) => edge.clock === i && edge.time <= times.at(-1)!).length,
        ),
      );
    },
  );

  test.each(engines)("edges that coincide in the rationals coincide, and are one moment: %s", (engine) => {
    const sim = simulate(new Four(), {
      engine,
      clocks: Object.fromEntries(
        Object.entries(clocks).map(([name, clock]) => [name, { ...clock, phase: "50ns" }]),
      ),
    });
    const together: string[] = [];
    while (sim.clocks.next().time <= 50_000_000n * 41n) {
      const { time, clocks: rising } = sim.clocks.next();
      if (rising.length > 1) together.push(`${time} ${rising.join("")}`);
      sim.runEdges(1, []);
    }
    // In units of 1/424200 µs, of which each period has a whole number: no rounding here.
    const periods = [200, 60, 606, 700].map((megahertz) => 424_200 / megahertz);
    const exact: string[] = [];
    for (let at = 0; at <= 2 * 424_200; at++) {
      const rising = periods.flatMap((period, i) => (at % period === 0 ? [i] : []));
      if (rising.length > 1)
        exact.push(`${50_000_000n + rounded(BigInt(at) * 10n ** 9n, 424_200n)} ${rising.join("")}`);
    }
    expect(together).toEqual(exact);
    expect(exact.filter((text) => text.endsWith(" 0123"))).toHaveLength(5);
  });

  test("an exact ratio of another never drifts from it, whatever the phases", () => {
    const sim = simulate(new Four(), {
      clocks: {
        clk: { frequency: "606MHz" },
        a: { ratio: [1, 3], of: "clk", phase: [1, 6] },
        b: { ratio: [3, 1], of: "clk", phase: [0, 1] },
        c: { ratio: [7, 9], of: "a" },
      },
    });
    sim.step(999);
    const [a, b, c] = sim.top.others.map(({ count }) => count.value);
    // Each third edge of clk is one of a; three of b lie in a period of clk, of which it has begun 999.
    expect([a, b]).toEqual([333, 2996]);
    expect(c).toBe(Math.floor((333 * 7) / 9));
  });
});

test("time is an integer number of femtoseconds (SEMANTICS 5): nothing shorter can be asked for", async () => {
  expect(codesOf(() => parseTime("0.5fs"))).toEqual(["E-TIME"]);
  expect(codesOf(() => parseTime("1/3 ns"))).toEqual(["E-TIME"]);
  await passes(async ({ delay, sim }) => {
    await delay("1fs");
    expect(sim.time).toBe(1n);
    await delay("0.001ps");
    expect(sim.time).toBe(2n);
  });
});

test("a clock is not a signal of the design (SEMANTICS 5): nothing can read or drive it", () => {
  const sim = simulate(new Ticks());
  const { nets } = sim.engine.program.design;
  expect(nets.map(({ root }) => root.path)).toEqual(["ticks.count"]);
  expect(codesOf(() => sim.peek("clk"))).toEqual(["E-TB-PATH"]);
  expect(codesOf(() => sim.poke("clk", 1))).toEqual(["E-TB-PATH"]);
});

describe.each(engines)("the moments of an edge (SEMANTICS 5): %s", (engine) => {
  /** Takes a word a cycle while it is allowed to. */
  class Pipe extends Module {
    readonly in: StreamSink<ReturnType<typeof uint>> = streamSink(uint(8));
    readonly out: StreamSource<ReturnType<typeof uint>> = streamSource(uint(8));
    readonly taken = outputReg(uint(8), { init: 0 });
    override propagate() {
      this.out.valid.value = this.in.valid.value;
      this.out.payload.value = this.in.payload.value;
      this.in.ready.value = this.out.ready.value;
    }
    override update() {
      if (this.in.valid.value && this.in.ready.value) this.taken.next = wrap(this.taken.value + 1);
    }
  }

  test("a transfer is `valid && ready` at t⁻: what changes behind the edge is of the next one", () => {
    const sim = simulate(new Pipe(), { engine });
    const { top } = sim;
    const seen: string[] = [];
    sim.attach({
      name: "monitor",
      sample: (cycle) => void (top.out.fires && seen.push(`${cycle}: ${top.out.payload.value}`)),
    });
    for (const [valid, ready, word] of [
      [1, 0, 5],
      [1, 1, 6],
      [0, 1, 7],
      [1, 1, 8],
    ] as const) {
      top.in.valid.value = valid;
      top.out.ready.value = ready;
      top.in.payload.value = word;
      sim.step();
    }
    expect(seen).toEqual(["2: 6", "4: 8"]);
    expect(top.taken.value).toBe(2);
  });

  test("assertions see the settled values that the edge will use, not those behind it", () => {
    class Checked extends Module {
      readonly a = input(uint(4));
      readonly twice = output(uint(5));
      readonly last = outputReg(uint(5), { init: 0 });
      override propagate() {
        this.twice.value = this.a.value * 2;
      }
      override update() {
        this.last.next = this.twice.value;
        this.assert(this.twice.value !== 6, "six");
      }
    }
    const sim = simulate(new Checked(), { engine });
    // What lies between two edges, and what an edge makes of it, is none of its business.
    sim.top.a.value = 3;
    sim.top.a.value = 2;
    sim.step();
    sim.top.a.value = 3;
    expect(() => sim.step()).toThrow(/six/);
    expect([sim.top.last.value, sim.cycle]).toEqual([4, 1]);
  });

  test("at an edge all `update()`s read values from before it, and all registers and memories commit at once", () => {
    class Cell extends Module {
      readonly d = input(uint(8));
      readonly q;
      constructor(init: number) {
        super();
        this.q = outputReg(uint(8), { init });
      }
      override update() {
        this.q.next = this.d.value;
      }
    }
    const bus = clockDomain("bus");
    class Ring extends Module {
      readonly cell = [new Cell(1), clocked(new Cell(2), bus), new Cell(3), clocked(new Cell(4), bus)];
      readonly any = output(bit);
      override propagate() {
        for (let i = 0; i < 4; i++) this.cell[i]!.d.value = this.cell[(i + 1) % 4]!.q.value;
        this.any.value = 1;
      }
    }
    const sim = simulate(new Ring(), { engine, clocks: { bus: {} } });
    const words = (): readonly number[] => sim.top.cell.map(({ q }) => q.value);
    sim.step();
    expect(words()).toEqual([2, 3, 4, 1]);
    sim.step(3);
    expect(words()).toEqual([1, 2, 3, 4]);
  });
});
