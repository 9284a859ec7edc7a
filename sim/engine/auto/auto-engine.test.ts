import inspector from "node:inspector";
import { describe, expect, test, vi } from "vitest";
import { conforming } from "../../conformance/conforming.ts";
import { differenceText } from "../../conformance/difference.ts";
import { designGenes, sampleDesigns } from "../../conformance/generator/index.ts";
import { runClocksEntry } from "../../conformance/run-clocks-entry.ts";
import { runTableEntry } from "../../conformance/run-table-entry.ts";
import { clocksFor, courseOf, randomSteps } from "../../conformance/snapshots.test-kit.ts";
import { clocksTable } from "../../conformance/table/clocks.ts";
import { table } from "../../conformance/table/index.ts";
import {
  connect,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  state,
  uint,
  wrap,
} from "../../describe/index.ts";
import { compile, createCompiler } from "../../schedule/index.ts";
import type { Program } from "../../schedule/program.ts";
import { runTestbench, simulate, testbench } from "../../testbench/index.ts";
import { webAssembly } from "../wasm/encode/index.ts";
import { AutoEngine } from "./auto-engine.ts";
import { edgesBefore } from "./repays.ts";

/** Of each kind something that has to move. */
class Host extends Module {
  static readonly behavioural = true;
  static readonly comb = { both: ["i"] };
  readonly i = input(uint(8));
  readonly both = output(uint(8));
  readonly dice = outputReg(uint(8), { init: 0 });
  protected readonly words = memory(uint(8), 4);
  protected readonly sum = state(0);
  override propagate() {
    this.both.value = this.i.value + this.sum.value + this.words.read(2);
  }
  override update() {
    this.sum.next = (this.sum.value + this.i.value) % 1000;
    this.words.write(this.i.value % 4, this.sum.value);
    this.dice.next = this.random.bits(8);
  }
}

class Mixed extends Module {
  readonly i = input(uint(8));
  readonly host = new Host();
  readonly count = reg(uint(8), { init: 1 });
  readonly rom = memory(uint(8), 8, { init: [1, 2, 3, 4, 5, 6, 7, 8] });
  readonly o = outputReg(uint(8), { init: 0 });
  constructor() {
    super();
    connect(this.i, this.host.i);
  }
  override update() {
    this.count.next = wrap(this.count.value + this.host.both.value);
    this.rom.write(this.count.value % 8, this.i.value);
    this.o.next = wrap(this.rom.read(this.count.value % 8) + this.host.dice.value);
  }
}

const compiler = createCompiler();

/** Holds a run that moves after `switchAfter` edges against one of the event engine. */
function sameCourse(program: Program, name: string, after: readonly number[]): void {
  const steps = randomSteps(program, 40, name);
  const options = { clocks: clocksFor(program), powerOn: { seed: 5 }, seed: 9 };
  const event = simulate(program, { ...options, engine: "event" });
  const expected = courseOf(event, steps);
  const snapshot = JSON.stringify(event.snapshot());
  event.close();
  for (const switchAfter of after) {
    const auto = simulate(program, { ...options, switchAfter });
    expect(courseOf(auto, steps), `${name}, moved after ${switchAfter} edges`).toEqual(expected);
    expect(JSON.stringify(auto.snapshot())).toBe(snapshot);
    auto.close();
  }
}

describe("moving to WebAssembly at any edge changes nothing (SEMANTICS section 7)", () => {
  test.each(table)("$name", (entry) => {
    for (const switchAfter of [0, Math.floor(entry.cycles / 2)]) {
      const program = compiler.compile(entry.make());
      const engine = new AutoEngine(program, { switchAfter });
      const found = runTableEntry(entry, program.design.top.module, conforming(engine));
      expect(found.map(differenceText)).toEqual([]);
      if (entry.cycles > switchAfter) expect(engine.runsIn).toBe("wasm");
      engine.close();
    }
  });

  test.each(clocksTable)("many clocks: $name", (entry) => {
    for (const switchAfter of [0, 3]) {
      const program = compiler.compile(entry.make());
      const engine = new AutoEngine(program, { switchAfter });
      const found = runClocksEntry(entry, program.design.top.module, conforming(engine));
      expect(found.map(differenceText)).toEqual([]);
      engine.close();
    }
  });

  test("with all that is done to random designs: drives, forces, pokes, words, resets, snapshots", async () => {
    for (const size of [0, 1, 2] as const)
      for (const [i, { make }] of (await sampleDesigns(designGenes(size), 4, 31)).entries())
        sameCourse(compiler.compile(make()), `auto ${size} ${i}`, [0, 1, 5, 17]);
  }, 120_000);

  test("at each edge of a design with memories, a state and random numbers", () => {
    const program = compiler.compile(new Mixed());
    sameCourse(
      program,
      "mixed",
      Array.from({ length: 12 }, (_, i) => i),
    );
  });

  test("in the middle of one long run, and of one that a condition ends", () => {
    const run = (engine: "event" | "auto", until: boolean) => {
      const sim = simulate(compiler.compile(new Mixed()), { engine, switchAfter: 13 });
      sim.engine.drive(0, 3);
      sim.engine.settle();
      const { count } = sim.top as Mixed;
      const ran = sim.runEdges(50, until ? [{ net: count.net, operator: ">=", value: 250 }] : []);
      return [ran, sim.engine.edges, sim.cycle, sim.snapshot()];
    };
    expect(run("auto", false)).toEqual(run("event", false));
    expect(run("auto", true)).toEqual(run("event", true));
  });

  test("access that was asked for before goes on, and what had changed is told", () => {
    const top = new Mixed();
    const engine = new AutoEngine(compile(top), { switchAfter: 2 });
    engine.settle();
    engine.watch(true);
    const words = engine.memory(engine.program.design.memories.indexOf(top.rom));
    const [kept, dice] = [engine.state(0), engine.random(0)];
    engine.drive(top.i.net, 7);
    engine.settle();
    engine.edge([0]);
    engine.edge([0]);
    expect(engine.runsIn).toBe("event");
    const before = dice.peek();
    engine.edge([0]);
    expect(engine.runsIn).toBe("wasm");
    const nets = [top.i, top.count, top.o, top.host.both, top.host.dice].map(({ net }) => net);
    expect(engine.takeChanged()).toEqual(expect.arrayContaining(nets));
    expect(kept.peek()).toBe(21);
    expect(dice.peek()).not.toEqual(before);
    words.poke(3, 99);
    expect(top.rom.read(3)).toBe(99);
    expect(top.i.value).toBe(7);
  });
});

describe("it stays in the event engine", () => {
  const moved = (top: Module, options = {}): string => {
    const engine = new AutoEngine(compile(top), { switchAfter: 1, ...options });
    engine.settle();
    engine.run([0], 5, []);
    engine.edge([0]);
    engine.close();
    return engine.runsIn;
  };

  test("not without a reason", () => {
    expect(moved(new Mixed())).toBe("wasm");
  });

  test("where a method holds console or debugger (W-DEBUG)", () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    class Talks extends Module {
      readonly o = outputReg(uint(4), { init: 0 });
      override update() {
        console.log("here");
        this.o.next = wrap(this.o.value + 1);
      }
    }
    expect(moved(new Talks())).toBe("event");
    expect(log).toHaveBeenCalledTimes(6);
    log.mockRestore();
  });

  test("where Node's inspector is attached", () => {
    const url = vi.spyOn(inspector, "url").mockReturnValue("ws://127.0.0.1:9229/0");
    expect(moved(new Mixed())).toBe("event");
    url.mockRestore();
  });

  test("where the order of methods is shuffled", () => {
    expect(moved(new Mixed(), { shuffle: 3 })).toBe("event");
  });

  test("where the design can't be compiled", () => {
    const compiling = vi.spyOn(webAssembly(), "Module").mockImplementation(function () {
      throw new RangeError("too big");
    });
    expect(moved(new Mixed())).toBe("event");
    expect(compiling).toHaveBeenCalledOnce();
    compiling.mockRestore();
  });

  test("where the design can't be compiled, and says so in the run's warnings", async () => {
    class Turns extends Module {
      readonly counts = Array.from({ length: 200 }, (_, i) => outputReg(uint(7), { init: i % 128 }));
      override update() {
        for (const count of this.counts) count.next = wrap(count.value * 5 + 1);
      }
    }
    const long = testbench({ name: "long", dut: () => new Turns() }, ({ clk }) => clk.cycles(20_000));
    const compiling = vi.spyOn(webAssembly(), "Module").mockImplementation(function () {
      throw new RangeError("too big");
    });
    const { passed, warnings } = await runTestbench(long);
    compiling.mockRestore();
    expect(passed).toBe(true);
    expect((await runTestbench(long)).warnings).toEqual([]);
    expect(warnings).toMatchObject([{ code: "W-NOT-COMPILED", path: "turns" }]);
    expect(warnings[0]!.message).toMatch(/goes on in the event engine: too big$/);
    expect(warnings[0]!.places?.[0]?.file).toMatch(/auto-engine\.test\.ts$/);
  });

  test("while a net is forced, and moves when it is released", () => {
    const top = new Mixed();
    const engine = new AutoEngine(compile(top), { switchAfter: 1 });
    engine.settle();
    engine.force(top.count.net, 4);
    engine.run([0], 5, []);
    expect(engine.runsIn).toBe("event");
    engine.release(top.count.net);
    engine.run([0], 1, []);
    expect(engine.runsIn).toBe("wasm");
  });
});

test("the edge of the move depends on the design alone: fewer for large ones, none for what is behavioural", () => {
  class Many extends Module {
    readonly parts: readonly Module[];
    constructor(count: number) {
      super();
      this.parts = Array.from({ length: count }, () => new Counter());
    }
  }
  class Counter extends Module {
    readonly o = outputReg(uint(4), { init: 0 });
    override update() {
      this.o.next = wrap(this.o.value + 1);
    }
  }
  const edges = [1, 10, 1000].map((count) => edgesBefore(compile(new Many(count))));
  expect(edges).toEqual([1_310_600, 132_230, 2610]);
  expect(edgesBefore(compile(new Host()))).toBe(Infinity);
});
