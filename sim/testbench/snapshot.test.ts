import { describe, expect, test } from "vitest";
import {
  bigSint,
  bit,
  clocked,
  clockDomain,
  enumeration,
  fp32,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  uint,
  wrap,
} from "../describe/index.ts";
import { codesOf } from "../engine/codes-of.test-kit.ts";
import type { Snapshot } from "../snapshot/index.ts";
import { compile } from "../schedule/compile.ts";
import { simulate } from "./simulate.ts";

const Phase = enumeration("Idle", "Busy");

/** Something of each kind that is kept. */
class Keeper extends Module {
  readonly add = input(uint(4));
  readonly count = outputReg(uint(8), { init: 1 });
  readonly wide = outputReg(bigSint(70));
  readonly real = outputReg(fp32);
  readonly phase = outputReg(Phase, { init: Phase.Idle });
  readonly twice = output(uint(9));
  protected readonly words = memory(uint(8), 300, { init: [7] });
  override propagate() {
    this.twice.value = this.count.value * 2;
  }
  override update() {
    this.count.next = wrap(this.count.value + this.add.value);
    this.wide.next = -(2n ** 69n);
    this.real.next = -0;
    this.phase.next = Phase.Busy;
    this.words.write(this.count.value, this.add.value);
  }
}

const text = (snapshot: Snapshot): Snapshot => JSON.parse(JSON.stringify(snapshot)) as Snapshot;

describe("a snapshot (SEMANTICS 7)", () => {
  test("is plain data in the order of elaboration, exact for values that JSON has no sign for", () => {
    const sim = simulate(new Keeper());
    sim.top.add.value = 5;
    sim.step(2);
    const { signals, memories, time, clocks, design } = text(sim.snapshot());
    expect(design.signals).toEqual([
      "input keeper.add: uint(4)",
      "register keeper.count: uint(8), init 1",
      "register keeper.wide: bigSint(70)",
      "register keeper.real: fp32",
      'register keeper.phase: enumeration("Idle", "Busy"), init Idle',
    ]);
    expect(signals).toEqual([5, 11, String(-(2n ** 69n)), "-0", "Busy"]);
    expect(memories).toEqual([[7, 5, [4, 0], 5, [293, 0]]]);
    expect([time, clocks]).toEqual([
      "1500000",
      [{ name: "clk", period: "1000000/1", phase: "500000/1", edges: 2 }],
    ]);
  });

  test("brings back values, words, forces, the time and the count of edges", () => {
    const sim = simulate(new Keeper());
    sim.top.add.value = 3;
    sim.step(2);
    sim.force(sim.top.twice, 500);
    sim.run("0.2ns");
    const kept = text(sim.snapshot());
    sim.top.add.value = 9;
    sim.release(sim.top.twice);
    sim.step(4);
    sim.restore(kept);
    expect([sim.cycle, sim.time, sim.peek("count"), sim.peek("twice")]).toEqual([2, 1_700_000n, 7, 500]);
    expect([sim.peek("words[4]"), sim.peek("words[7]"), sim.peek("add")]).toEqual([3, 0, 3]);
    sim.step();
    expect([sim.time, sim.peek("count"), sim.peek("twice")]).toEqual([2_500_000n, 10, 500]);
    sim.release(sim.top.twice);
    expect(sim.peek("twice")).toBe(20);
  });

  test("has clocks that go on from their edges, and resets that are held", () => {
    const bus = clockDomain("bus", { reset: { kind: "async", active: "low" } });
    class Slow extends Module {
      readonly ticks = outputReg(uint(8), { init: 0 });
      readonly loose = reg(uint(8));
      override update() {
        this.ticks.next = wrap(this.ticks.value + 1);
        this.loose.next = this.ticks.value;
      }
    }
    class Two extends Module {
      readonly slow = clocked(new Slow(), bus);
      readonly ticks = outputReg(uint(8), { init: 0 });
      override update() {
        this.ticks.next = wrap(this.ticks.value + 1);
      }
    }
    const clocks = { clk: { frequency: "606MHz" }, bus: { frequency: "200/3 MHz", phase: "1ns" } };
    const sim = simulate(new Two(), { clocks });
    sim.run("47ns");
    sim.setReset(true, "reset_bus");
    const kept = text(sim.snapshot());
    const behind = (at: typeof sim) => {
      const seen: unknown[] = [];
      for (let i = 0; i < 40; i++) {
        if (i === 25) at.setReset(false);
        seen.push([at.time, at.cycle, at.clocks.cycleOf(1), at.peek("ticks"), at.peek("slow.ticks")]);
        at.step();
      }
      return seen;
    };
    const straight = behind(sim);
    sim.restore(kept);
    expect(sim.resets.held.map(({ isActive }) => isActive)).toEqual([false, true]);
    expect(behind(sim)).toEqual(straight);
    // A new simulation takes the clocks from it.
    expect(behind(simulate(new Two(), { from: kept }))).toEqual(straight);
  });

  test("an asynchronous reset that is held does not act again: what was poked under it stays", () => {
    class Latch extends Module {
      readonly q = outputReg(uint(4), { init: 2 });
      override update() {
        this.q.next = 5;
      }
    }
    const sim = simulate(new Latch(), { reset: { kind: "async" } });
    sim.setReset(true);
    sim.poke("q", 9);
    const again = simulate(new Latch(), { from: text(sim.snapshot()) });
    expect(again.peek("q")).toBe(9);
    again.setReset(false);
    again.setReset(true);
    expect(again.peek("q")).toBe(2);
  });

  test("takes what is driven and not applied yet with it", () => {
    const sim = simulate(new Keeper());
    let inside: Snapshot | undefined;
    sim.attach({
      name: "driver",
      act() {
        sim.top.add.value = 6;
        sim.setReset(true);
        inside ??= text(sim.snapshot());
      },
    });
    sim.step();
    expect(inside?.pending).toEqual([
      ["keeper.add", 6],
      ["reset", true],
    ]);
    const again = simulate(new Keeper(), { from: inside });
    expect([again.peek("add"), again.resetIsActive, again.cycle]).toEqual([6, true, 1]);
  });

  test("is refused by another design, which says what differs", () => {
    class Wider extends Module {
      readonly add = input(uint(5));
      readonly count = outputReg(uint(8), { init: 1 });
      override update() {
        this.count.next = wrap(this.count.value + this.add.value);
      }
    }
    const sim = simulate(new Keeper());
    const program = compile(new Wider());
    expect(() => simulate(program, { from: sim.snapshot() })).toThrow(
      /E-SNAPSHOT-DESIGN[^]*another design than wider: it has input keeper\.add: uint\(4\); .* and \d+ more/,
    );
    // The refused one is let go.
    simulate(program);
  });

  test("is refused where only the logic differs, by the class; not where only names of locals and comments do", () => {
    const make = (step: number, comment: boolean): Module => {
      class Plain extends Module {
        readonly q = outputReg(uint(8), { init: 0 });
        override update() {
          const sum = this.q.value + step;
          this.q.next = wrap(sum);
        }
      }
      class Commented extends Module {
        readonly q = outputReg(uint(8), { init: 0 });
        override update() {
          // The same.
          const total = this.q.value + step;
          this.q.next = wrap(total);
        }
      }
      Object.defineProperty(Commented, "name", { value: "Plain" });
      return comment ? new Commented() : new Plain();
    };
    const kept = simulate(make(1, false)).snapshot();
    expect(() => simulate(make(2, false), { from: kept })).toThrow(/: Plain computes something else/);
    simulate(make(1, true), { from: kept });
  });

  test("is refused by other clocks and resets", () => {
    const kept = simulate(new Keeper()).snapshot();
    expect(() => simulate(new Keeper(), { from: kept, clock: { frequency: "2GHz" } })).toThrow(
      /E-SNAPSHOT-DESIGN[^]*it has the clock clk with a period of 1000000fs and its first edge at 500000fs/,
    );
    expect(() => simulate(new Keeper(), { from: kept, reset: { active: "low" } })).toThrow(
      /it has the synchronous reset reset, active high/,
    );
  });

  test.each<[string, (kept: Snapshot) => object, RegExp]>([
    ["another form", () => ({ form: "something" }), /it is no snapshot: its form is "something"/],
    [
      "a value out of range",
      () => ({ signals: [16, 0, "0", 0, "Idle"] }),
      /keeper\.add is 16, .* none of uint\(4\)/,
    ],
    ["a value that is missing", () => ({ signals: [1, 0, "0", 0] }), /keeper\.phase is missing/],
    ["a number for a bigint", () => ({ signals: [1, 0, 0, 0, "Idle"] }), /keeper\.wide is 0/],
    ["no member", () => ({ signals: [1, 0, "0", 0, "Lost"] }), /keeper\.phase is "Lost"/],
    ["no number", () => ({ signals: [1, 0, "0", "0.5", "Idle"] }), /keeper\.real is "0\.5"/],
    ["too few words", () => ({ memories: [[1, [3, 0]]] }), /keeper\.words has 300 words/],
    ["a word out of range", () => ({ memories: [[[300, 256]]] }), /keeper\.words at 0 is 256/],
    ["a force on nothing", () => ({ forces: [["keeper.nobody", 1]] }), /keeper\.nobody, .* no net/],
    ["something pending on nothing", () => ({ pending: [["nobody", 1]] }), /nobody, .* no input/],
    ["a time that is none", () => ({ time: "soon" }), /its time is "soon"/],
  ])("with %s is refused, and nothing has changed", (_, change, message) => {
    const sim = simulate(new Keeper());
    sim.step(3);
    const kept = text(sim.snapshot());
    expect(() => sim.restore({ ...kept, ...change(kept) } as Snapshot)).toThrow(message);
    expect(codesOf(() => sim.restore({ ...kept, ...change(kept) } as Snapshot))).toEqual(["E-SNAPSHOT-FORM"]);
    expect(text(sim.snapshot())).toEqual(kept);
  });

  test("whose value leaves the range that its register declares is refused, also as a force", () => {
    class Digit extends Module {
      readonly digit = outputReg(uint(4), { init: 0, range: [0, 9] });
      override update() {
        this.digit.next = this.digit.value === 9 ? 0 : this.digit.value + 1;
      }
    }
    const sim = simulate(new Digit());
    sim.step(3);
    const kept = text(sim.snapshot());
    for (const change of [{ signals: [12] }, { forces: [["digit.digit", 10]] }] as const)
      expect(() => sim.restore({ ...kept, ...change } as never)).toThrow(
        /E-SNAPSHOT-FORM[^]*digit\.digit is 1[02], outside its range 0…9/,
      );
    sim.restore({ ...kept, signals: [9] });
    expect(sim.peek("digit")).toBe(9);
  });

  test("of another version is refused", () => {
    const sim = simulate(new Keeper());
    const kept = { ...text(sim.snapshot()), version: 2 } as never;
    expect(() => sim.restore(kept)).toThrow(
      /E-SNAPSHOT-VERSION[^]*snapshot is of version 2, and .* version 1/,
    );
  });

  test("never takes time back before observers, and may take it on", () => {
    const sim = simulate(new Keeper());
    const start = sim.snapshot();
    sim.step(5);
    const later = sim.snapshot();
    sim.restore(start);
    const times: bigint[] = [];
    sim.observe({
      begin: (time) => void times.push(time),
      record: (time) => void times.push(time),
      end() {},
    });
    sim.step();
    sim.restore(later);
    expect(codesOf(() => sim.restore(start))).toEqual(["E-SNAPSHOT-TIME"]);
    sim.step();
    sim.close();
    expect(times).toEqual([...times].sort((a, b) => Number(a - b)));
    expect(times.at(-1)).toBe(5_500_000n);
  });

  test("an assertion that stands is judged by what is restored", () => {
    class Asserting extends Module {
      readonly go = input(bit);
      readonly n = outputReg(uint(4), { init: 0 });
      override propagate() {
        this.assert(this.n.value < 3, "too many");
      }
      override update() {
        if (this.go.value) this.n.next = wrap(this.n.value + 1);
      }
    }
    const sim = simulate(new Asserting());
    sim.top.go.value = 1;
    sim.step(2);
    const fine = sim.snapshot();
    sim.step();
    const broken = sim.snapshot();
    expect(codesOf(() => sim.step())).toEqual(["E-ASSERT"]);
    sim.restore(fine);
    sim.step();
    expect(sim.cycle).toBe(3);
    sim.restore(broken);
    expect(codesOf(() => sim.step())).toEqual(["E-ASSERT"]);
  });
});
