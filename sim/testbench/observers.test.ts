import { describe, expect, it } from "vitest";
import { bit, input, Module, outputReg, reg, streamSink, streamSource, uint } from "../describe/index.ts";
import type { Observer } from "./observer.ts";
import { simulate } from "./simulate.ts";
import { streamChecker, streamDriver, streamMonitor } from "./streams.ts";

class Follower extends Module {
  readonly d = input(uint(8));
  readonly q = outputReg(uint(8));
  override update() {
    this.q.next = this.d.value;
  }
}

/** One word of storage that is emptied by a reset. */
class Slot extends Module {
  readonly in = streamSink(uint(8));
  readonly out = streamSource(uint(8));
  readonly full = reg(bit, { init: 0 });
  readonly word = reg(uint(8));
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
}

describe("observers", () => {
  it("are told once where they begin, then each moment, then the end; also one that joins later", () => {
    const dut = new Follower();
    const sim = simulate(dut, { clock: { period: "10ns" } });
    const calls: string[] = [];
    const observer = (name: string): Observer => ({
      begin: (time) => calls.push(`${name} begins at ${time}`),
      record: (time) => calls.push(`${name} ${time} q=${dut.q.value}`),
      end: (time) => calls.push(`${name} ends at ${time}`),
    });
    sim.observe(observer("first"));
    dut.d.value = 3;
    sim.step();
    sim.observe(observer("later"));
    sim.step();
    sim.close();
    expect(calls).toEqual([
      "first begins at 0",
      "first 5000000 q=3",
      "later begins at 5000000",
      "first 10000000 q=3",
      "later 10000000 q=3",
      "first 15000000 q=3",
      "later 15000000 q=3",
      "first ends at 15000000",
      "later ends at 15000000",
    ]);
  });
});

describe("agents", () => {
  it("no word passes while the reset is held, and a held word may vanish in it", () => {
    const dut = new Slot();
    const sim = simulate(dut);
    const driver = streamDriver(sim, dut.in);
    const monitor = streamMonitor(sim, dut.out, { stalls: (cycle) => cycle < 6 });
    streamChecker(sim, dut.out);
    driver.send(7, 8);
    sim.step(2);
    expect([dut.full.value, driver.waiting]).toEqual([1, 1]);
    // The slot drops its 7; the 8 is offered all the time.
    sim.applyReset(2);
    expect([dut.full.value, driver.waiting, monitor.words]).toEqual([0, 1, []]);
    sim.step(4);
    expect(driver.sent).toEqual([
      { cycle: 1, value: 7 },
      { cycle: 5, value: 8 },
    ]);
    expect(monitor.transfers).toEqual([{ cycle: 6, value: 8 }]);
  });

  it("a word that is ready to leave when the reset comes has not passed", () => {
    const dut = new Slot();
    const sim = simulate(dut);
    const monitor = streamMonitor(sim, dut.out);
    streamDriver(sim, dut.in).send(7);
    sim.step();
    expect([dut.out.valid.value, dut.out.ready.value]).toEqual([1, 1]);
    sim.applyReset(1);
    sim.step(3);
    expect(monitor.transfers).toEqual([]);
  });

  it("a function decides for the edge with its number, at both ends of a stream", () => {
    const pass = (feed: (cycle: number) => boolean, drain: (cycle: number) => boolean) => {
      const dut = new Slot();
      const sim = simulate(dut);
      sim.step(2);
      const asked: number[] = [];
      const driver = streamDriver(sim, dut.in, {
        stalls: (cycle) => {
          asked.push(cycle);
          return feed(cycle);
        },
      });
      const monitor = streamMonitor(sim, dut.out, { stalls: drain });
      driver.send(1, 2);
      sim.step(10);
      return [asked, ...[driver.sent, monitor.transfers].map((passed) => passed.map(({ cycle }) => cycle))];
    };
    const never = () => false;
    expect(pass(never, never)).toEqual([
      [3, 4],
      [3, 4],
      [4, 5],
    ]);
    const some =
      (...cycles: number[]) =>
      (cycle: number) =>
        !cycles.includes(cycle);
    expect(pass(some(5, 8), never)).toEqual([
      [3, 4, 5, 6, 7, 8],
      [5, 8],
      [6, 9],
    ]);
    expect(pass(never, some(6, 9))).toEqual([
      [3, 4],
      [3, 6],
      [6, 9],
    ]);
  });

  it("a checker that has thrown leaves the simulation usable", () => {
    const dut = new Slot();
    const sim = simulate(dut);
    const stop = streamChecker(sim, dut.out);
    streamDriver(sim, dut.in).send(7);
    sim.step(2);
    sim.poke("slot.full", 0);
    expect(() => sim.step()).toThrow("E-STREAM");
    stop();
    dut.out.ready.value = 1;
    sim.step();
    expect(dut.out.ready.value).toBe(1);
  });
});
