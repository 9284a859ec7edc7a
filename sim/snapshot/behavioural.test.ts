import { describe, expect, test } from "vitest";
import { input, Module, outputReg, state, uint } from "../describe/index.ts";
import { keepLog, replay, simulate } from "../testbench/index.ts";

/** Sums what comes in, with noise, in a state of its own. */
class Host extends Module {
  static readonly behavioural = true;
  readonly i = input(uint(8));
  readonly o = outputReg(uint(16));
  readonly noise = outputReg(uint(8));
  protected readonly seen = state<{ readonly total: bigint; readonly last: readonly number[] }>({
    total: 0n,
    last: [],
  });

  override update() {
    const { total, last } = this.seen.value;
    this.seen.next = { total: total + BigInt(this.i.value), last: [...last.slice(-2), this.i.value] };
    this.o.next = Number(total % 65536n) + last.length;
    this.noise.next = this.random.integer(0, 255);
  }
}

test.each(["event", "oblivious", "wasm"] as const)(
  "the states and random numbers of behavioural modules are part of a snapshot (SEMANTICS section 7), %s",
  (engine) => {
    const run = simulate(new Host(), { engine });
    const go = (sim: typeof run) =>
      Array.from({ length: 5 }, (_, i) => {
        sim.top.i.value = 10 * i + 1;
        sim.step();
        return [sim.top.o.value, sim.top.noise.value];
      });
    go(run);
    const snapshot = JSON.parse(JSON.stringify(run.snapshot())) as ReturnType<typeof run.snapshot>;
    const expected = go(run);
    expect(go(simulate(new Host(), { engine: "event", from: snapshot }))).toEqual(expected);
    run.restore(snapshot);
    expect(go(run)).toEqual(expected);
  },
);

test("a state is read and set by its path; a drive log keeps it (SEMANTICS section 7)", () => {
  const sim = simulate(new Host());
  const kept = keepLog(sim);
  sim.top.i.value = 7;
  sim.step(2);
  sim.poke("seen", { total: 100n, last: [] });
  sim.step();
  expect(sim.peek("host.seen")).toEqual({ total: 107n, last: [7] });
  expect(() => sim.poke("seen", { total: new Map(), last: [] })).toThrow(/E-STATE[^]*\.total is a Map/);
  const log = JSON.parse(JSON.stringify(kept.log())) as ReturnType<typeof kept.log>;
  const again = replay(new Host(), log);
  expect(again.peek("seen")).toEqual({ total: 107n, last: [7] });
  expect(again.peek("noise")).toBe(sim.top.noise.value);
});

test("a design whose states begin with another value, or survive a reset, is another design (SEMANTICS section 7)", () => {
  const make = (initial: number, reset: boolean) =>
    new (class Keeps extends Module {
      static readonly behavioural = true;
      readonly count = state(initial, { reset });
    })();
  const kept = simulate(make(0, true)).snapshot();
  const refused = (top: Module) => () => simulate(top, { from: kept });
  expect(refused(make(0, false))).toThrow(
    /E-SNAPSHOT-DESIGN[^]*it has state keeps\.count, initial 0; it lacks state keeps\.count, initial 0, not reset/,
  );
  expect(refused(make(1, true))).toThrow(/it lacks state keeps\.count, initial 1/);
  expect(refused(make(0, true))).not.toThrow();
});

test("a state with { reset: false } survives a reset, as words of a memory do (SEMANTICS section 6)", () => {
  class Keeps extends Module {
    static readonly behavioural = true;
    readonly count = state(0, { reset: false });
    readonly since = state(0);
    override update() {
      this.count.next = this.count.value + 1;
      this.since.next = this.since.value + 1;
    }
  }
  const sim = simulate(new Keeps());
  sim.step(3);
  sim.applyReset(2);
  sim.step();
  expect([sim.top.count.value, sim.top.since.value]).toEqual([4, 1]);
});

describe("a behavioural module that does something else is another design (SEMANTICS section 7)", () => {
  const base = (options: { readonly steps: readonly number[] }) =>
    class Counts extends Module {
      static readonly behavioural = true;
      readonly o = outputReg(uint(8), { init: 0 });
      readonly steps = options.steps;
      /** A comment. */
      override update() {
        this.o.next = (this.o.value + this.steps[0]!) % 256;
      }
    };
  const kept = () => simulate(new (base({ steps: Object.freeze([3]) }))()).snapshot();

  test("by its methods", () => {
    class Counts extends Module {
      static readonly behavioural = true;
      readonly o = outputReg(uint(8), { init: 0 });
      readonly steps = Object.freeze([3]);
      override update() {
        this.o.next = (this.o.value + this.steps[0]!) % 255;
      }
    }
    expect(() => simulate(new Counts(), { from: kept() })).toThrow(
      /E-SNAPSHOT-DESIGN[^]*Counts computes something else/,
    );
  });

  test("by those of a class that it is derived from", () => {
    const derived = (Of: ReturnType<typeof base>) => new (class Above extends Of {})();
    class Other extends base({ steps: Object.freeze([3]) }) {
      override update() {
        this.o.next = 7;
      }
    }
    const above = simulate(derived(base({ steps: Object.freeze([3]) }))).snapshot();
    expect(() => simulate(derived(Other), { from: above })).toThrow(/Above computes something else/);
  });

  test("by the numbers in its fields, and by nothing else", () => {
    simulate(new (base({ steps: Object.freeze([3]) }))(), { from: kept() });
    expect(() => simulate(new (base({ steps: Object.freeze([4]) }))(), { from: kept() })).toThrow(
      /Counts computes something else/,
    );
  });
});
