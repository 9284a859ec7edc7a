import { describe, expect, test } from "vitest";
import {
  bit,
  clocked,
  clockDomain,
  input,
  memory,
  Module,
  type OnCollision,
  output,
  outputReg,
  type ResetKind,
  uint,
  wrap,
} from "../describe/index.ts";
import { codesOf } from "../engine/codes-of.test-kit.ts";
import { runTestbench } from "./run-testbench.ts";
import { type EngineName, simulate } from "./simulate.ts";
import { testbench } from "./testbench.ts";

const engines = ["event", "oblivious", "wasm"] as const satisfies readonly EngineName[];

/** One register with `init` and one without, both of which count. */
class Counters extends Module {
  readonly known = outputReg(uint(8), { init: 7 });
  readonly open = outputReg(uint(8));
  override update() {
    this.known.next = wrap(this.known.value + 1);
    this.open.next = wrap(this.open.value + 1);
  }
}

/** Both ports of a memory beside each other. */
class Ports extends Module {
  readonly write = input(bit);
  readonly address = input(uint(2));
  readonly data = input(uint(8));
  readonly asynchronous = output(uint(8));
  readonly synchronous = outputReg(uint(8), { init: 0 });
  readonly words;
  protected readonly keeps: boolean;
  constructor(onCollision: OnCollision) {
    super();
    this.keeps = onCollision === "noChange";
    this.words = memory(uint(8), 4, { init: [10, 11, 12, 13], onCollision });
  }
  override propagate() {
    this.asynchronous.value = this.words.read(this.address.value);
  }
  override update() {
    if (this.write.value) {
      this.words.write(this.address.value, this.data.value);
      if (this.keeps) return;
    }
    this.synchronous.next = this.words.read(this.address.value);
  }
}

describe.each(engines)("registers (SEMANTICS 4): %s", (engine) => {
  test("`reg(type, { init })`: power-on and reset value, whatever the seed of power-on", () => {
    for (const seed of [1, 2]) {
      const sim = simulate(new Counters(), { engine, powerOn: { seed } });
      expect(sim.peek("known")).toBe(7);
      sim.step(5);
      expect(sim.peek("known")).toBe(12);
      sim.applyReset(1);
      expect(sim.peek("known")).toBe(7);
    }
  });

  test("`reg(type)`: power-on unknown (0, or random with `--power-on <seed>`), untouched by reset", () => {
    expect(simulate(new Counters(), { engine }).peek("open")).toBe(0);
    const seeds = [1, 2, 3].map((seed) => {
      const sim = simulate(new Counters(), { engine, powerOn: { seed } });
      const first = sim.peek("open") as number;
      sim.step(3);
      const before = sim.peek("open");
      expect(before).toBe((first + 3) % 256);
      sim.applyReset(4);
      expect(sim.peek("open")).toBe(before);
      return first;
    });
    expect(new Set(seeds).size).toBeGreaterThan(1);
  });

  test("reset has priority over `update()`: nothing that it assigns or writes comes to be", () => {
    const sim = simulate(new Ports("readFirst"), { engine });
    sim.setReset(true);
    const { top } = sim;
    [top.write.value, top.address.value, top.data.value] = [1, 2, 99];
    sim.step(3);
    expect([sim.peek("synchronous"), sim.peek("words", 2)]).toEqual([0, 12]);
    sim.setReset(false);
    sim.step();
    expect([sim.peek("synchronous"), sim.peek("words", 2)]).toEqual([12, 99]);
  });
});

describe.each(engines)("memories (SEMANTICS 4): %s", (engine) => {
  test("`read(a)` in `propagate()` is an asynchronous port, sensitive to the address and to commits", () => {
    const sim = simulate(new Ports("readFirst"), { engine });
    const { top } = sim;
    expect(top.asynchronous.value).toBe(10);
    top.address.value = 3;
    expect(top.asynchronous.value).toBe(13);
    [top.write.value, top.data.value] = [1, 200];
    expect(top.asynchronous.value).toBe(13);
    sim.step();
    expect(top.asynchronous.value).toBe(200);
    sim.poke("words[3]", 5);
    expect(top.asynchronous.value).toBe(5);
  });

  test.each([
    ["readFirst", 11],
    ["writeFirst", 77],
    ["noChange", 0],
  ] as const)(
    "%s changes only synchronous reads: the asynchronous one has the content before the edge until the edge",
    (onCollision, synchronous) => {
      const sim = simulate(new Ports(onCollision), { engine });
      const { top } = sim;
      [top.write.value, top.address.value, top.data.value] = [1, 1, 77];
      expect([top.asynchronous.value, top.synchronous.value]).toEqual([11, 0]);
      sim.step();
      expect([top.asynchronous.value, top.synchronous.value]).toEqual([77, synchronous]);
    },
  );

  test("reset never touches it, synchronous or asynchronous", () => {
    for (const kind of ["sync", "async"] as const) {
      const sim = simulate(new Ports("readFirst"), { engine, reset: { kind } });
      sim.load("words", [1, 2, 3, 4]);
      sim.applyReset(3);
      expect(sim.peek("words", [0, 3])).toEqual([1, 2, 3, 4]);
    }
  });

  test("`load/peek/poke` by path are for testbenches: at once, outside the clock, and seen by the logic", () => {
    const sim = simulate(new Ports("readFirst"), { engine });
    sim.load("ports.words", [8, 9], 1);
    expect(sim.peek("words", [0, 3])).toEqual([10, 8, 9, 13]);
    sim.poke("words[0]", 4);
    expect([sim.top.asynchronous.value, sim.cycle, sim.time]).toEqual([4, 0, 0n]);
  });
});

test("a memory has one module (SEMANTICS 4): another one can't read it", () => {
  class Thief extends Module {
    readonly ports = new Ports("readFirst");
    readonly a = input(uint(2));
    readonly y = output(uint(8));
    override propagate() {
      this.ports.address.value = this.a.value;
      this.ports.write.value = 0;
      this.ports.data.value = 0;
      this.y.value = this.ports.words.read(this.a.value);
    }
  }
  expect(codesOf(() => simulate(new Thief()))).toEqual(["E-HIERARCHY"]);
});

describe.each(engines)("resets (SEMANTICS 4): %s", (engine) => {
  const kinds: readonly ResetKind[] = (["sync", "async"] as const).flatMap((kind) =>
    (["high", "low"] as const).map((active) => ({ kind, active })),
  );

  test.each(kinds)(
    "belong to the domain: %j acts at the edge or at once, on its registers with `init`",
    (reset) => {
      const io = clockDomain("io", { reset });
      class Own extends Counters {
        readonly clock = io;
      }
      class Top extends Module {
        readonly other = new Counters();
        readonly own = new Own();
      }
      const sim = simulate(new Top(), { engine, clocks: { io: {} } });
      sim.step(5);
      sim.setReset(true, "reset_io");
      const known = (): unknown[] => [sim.peek("own.known"), sim.peek("other.known")];
      expect(known()).toEqual([reset.kind === "async" ? 7 : 12, 12]);
      sim.step();
      expect(known()).toEqual([7, 13]);
      sim.setReset(false, "reset_io");
      sim.step();
      expect(known()).toEqual([8, 14]);
    },
  );

  test("children inherit clock and reset, at any depth", () => {
    const io = clockDomain("io", { reset: { kind: "async", active: "low" } });
    class Middle extends Module {
      readonly inner = new Counters();
    }
    class Top extends Module {
      readonly own = clocked(new Middle(), io);
    }
    const sim = simulate(new Top(), { engine, clocks: { io: { ratio: [1, 2], of: "clk" } } });
    sim.step(8);
    const after = sim.peek("own.inner.known") as number;
    expect(after).toBe(7 + sim.clocks.cycleOf(sim.clocks.numberOf("io", "the test")));
    expect(after).toBeLessThan(13);
    sim.setReset(true, "reset_io");
    expect(sim.peek("own.inner.known")).toBe(7);
  });

  test("the testbench's default holds reset for two edges", async () => {
    const seen: unknown[] = [];
    const bench = testbench({ name: "default", dut: () => new Counters() }, async ({ clk, dut, sim }) => {
      // At the start of the body the reset has been held for two edges, and is released.
      seen.push(clk.cycle, sim.resetIsActive, dut.known.value);
      await clk.rising();
      seen.push(dut.known.value);
    });
    const edges: string[] = [];
    const { failure } = await runTestbench(bench, {
      engine,
      observers: (sim) => [
        {
          begin: () => undefined,
          record: () => void edges.push(`${sim.cycle} ${sim.resetIsActive}`),
          end: () => undefined,
        },
      ],
    });
    expect(failure).toBeUndefined();
    expect(seen).toEqual([2, false, 7, 8]);
    expect([...new Set(edges)].slice(0, 4)).toEqual(["1 true", "2 false", "3 false"]);
  });
});
