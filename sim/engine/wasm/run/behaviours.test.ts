import { describe, expect, test } from "vitest";
import { courseOf, randomSteps } from "../../../conformance/snapshots.test-kit.ts";
import {
  bit,
  clocked,
  connect,
  enumeration,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  sint,
  state,
  uint,
  wrap,
} from "../../../describe/index.ts";
import { compile } from "../../../schedule/compile.ts";
import { Simulation } from "../../../testbench/simulation.ts";
import type { Engine } from "../../engine.ts";
import { EventEngine } from "../../event/event-engine.ts";
import { createClocks } from "../../time/clock-set.ts";
import { makePlan } from "../plan/make-plan.ts";
import { compiledMachine } from "./compiled-kernels.ts";
import { loopOverInterpreter } from "./interpreted-kernels.test-kit.ts";
import { interpreter } from "./interpreter.test-kit.ts";
import { WasmEngine } from "./wasm-engine.ts";

/** A stage of a pipe whose `down` goes ahead and whose `back` goes back, by methods that the kit reads. */
class Stage extends Module {
  readonly up = input(uint(8));
  readonly front = input(uint(8));
  readonly down = output(uint(8));
  readonly back = output(uint(8));
  readonly kept = outputReg(uint(8), { init: 3 });
  override propagate() {
    this.down.value = wrap(this.up.value + this.kept.value);
    this.back.value = wrap(this.front.value * 3);
  }
  override update() {
    this.kept.next = wrap(this.up.value ^ this.front.value);
  }
}

/** The same, described otherwise: with a state, a memory and random numbers. */
class Odd extends Module {
  static readonly behavioural = true;
  static readonly comb = { down: ["up"], back: ["front"] };
  readonly up = input(uint(8));
  readonly front = input(uint(8));
  readonly down = output(uint(8));
  readonly back = output(uint(8));
  readonly kept = outputReg(uint(8), { init: 7 });
  readonly dice = outputReg(uint(8), { init: 0 });
  readonly words = memory(uint(8), 4, { init: 1 });
  protected readonly seen = state({ sums: [0] as readonly number[] });
  protected readonly ups = state(0, { reset: false });
  override propagate() {
    this.down.value = this.up.value + this.seen.value.sums.length + this.words.read(1) + this.ups.value;
    this.back.value = this.front.value - this.kept.value;
  }
  override update() {
    this.kept.next = this.up.value - this.front.value;
    this.ups.next = this.ups.value + (this.up.value % 3);
    this.dice.next = this.random.integer(0, 255);
    this.words.write(this.up.value % 4, this.front.value, { mask: 0x5a });
    if (this.up.value % 2 === 1)
      this.seen.next = { sums: [...this.seen.value.sums, this.up.value].slice(-4) };
  }
}

/** Behavioural modules in the middle of a comb chain that goes both ways. */
class Pipe extends Module {
  readonly a = input(uint(8));
  readonly z = input(uint(8));
  readonly stages = [new Stage(), new Odd(), new Stage(), new Odd(), new Odd(), new Stage()];
  constructor() {
    super();
    const { stages } = this;
    connect(this.a, stages[0]!.up);
    connect(this.z, stages.at(-1)!.front);
    for (let i = 1; i < stages.length; i++) {
      connect(stages[i - 1]!.down, stages[i]!.up);
      connect(stages[i]!.back, stages[i - 1]!.front);
    }
  }
}

const Color = enumeration("Red", "Green", "Blue");

/** A behavioural parent that drives the inputs of its children and reads what they give. */
class Parent extends Module {
  static readonly behavioural = true;
  static readonly comb = { "child.up": ["x"], "child.front": [], y: ["child.down"], paint: ["x"] };
  readonly x = input(sint(6));
  readonly y = output(uint(9));
  readonly paint = output(Color);
  readonly child = new Stage();
  readonly last = outputReg(sint(40), { init: -1 });
  override propagate() {
    this.child.up.value = this.x.value;
    this.child.front.value = 5;
    this.y.value = this.child.down.value * 2;
    this.paint.value = Color.labels[Math.abs(this.x.value % 3)]! as never;
  }
  override update() {
    this.last.next = -this.child.down.value * 2 ** 30 - this.child.kept.value;
  }
}

/** Asks for things only at some edges; has no combinational output, and claims something in propagate(). */
class Watcher extends Module {
  static readonly behavioural = true;
  readonly i = input(uint(8));
  readonly most = outputReg(uint(8), { init: 0 });
  readonly bad = outputReg(bit, { init: 0 });
  override propagate() {
    this.assert(this.bad.value === 0, `most is ${this.most.value}`);
  }
  override update() {
    this.most.next = Math.max(this.most.value, this.i.value);
    this.bad.next = this.i.value > 250;
    this.assert(this.i.value !== 13, "13 came in");
  }
}

class Watched extends Module {
  readonly i = input(uint(8));
  readonly watcher = new Watcher();
  readonly stage = new Stage();
  constructor() {
    super();
    connect(this.i, this.watcher.i);
    connect(this.i, this.stage.up);
    connect(this.watcher.most, this.stage.front);
  }
}

/** Resets that signals give, of each kind, over behavioural modules and others. */
class Resettable extends Module {
  readonly a = input(uint(8));
  readonly clear = input(bit);
  readonly count = reg(uint(2), { init: 0 });
  readonly full = output(bit);
  readonly calm = output(bit);
  readonly now = clocked(new Odd(), { reset: { by: this.clear } });
  readonly soon = clocked(new Odd(), { reset: { by: this.full, kind: "async" } });
  readonly stage = clocked(new Stage(), { reset: { by: this.calm, kind: "async", active: "low" } });
  constructor() {
    super();
    connect(this.a, this.now.up);
    connect(this.now.down, this.soon.up);
    connect(this.soon.down, this.stage.up);
    connect(this.stage.back, this.soon.front);
    connect(this.soon.back, this.now.front);
    connect(this.a, this.stage.front);
  }
  override propagate() {
    this.full.value = this.count.value === 3;
    this.calm.value = this.a.value < 200;
  }
  override update() {
    this.count.next = wrap(this.count.value + 1);
  }
}

const designs = [
  ["in the middle of a comb chain that goes both ways", () => new Pipe()],
  ["a parent that drives its child", () => new Parent()],
  ["assertions, and no combinational output", () => new Watched()],
  ["resets by signals", () => new Resettable()],
] as const;

const machines = [
  ["interpreted", interpreter],
  ["the loop, over interpreted kernels", loopOverInterpreter],
  ["compiled kernels", compiledMachine],
] as const;

function simulation(engine: Engine): Simulation {
  const { design } = engine.program;
  return new Simulation(
    design.top.module,
    engine,
    createClocks(design.clocks, undefined, undefined, () => "top"),
  );
}

describe.each(machines)("behavioural modules, %s", (_, makeMachine) => {
  test.each(designs)("%s: as in the event engine, step by step (SEMANTICS section 6)", (name, make) => {
    for (let seed = 1; seed <= 6; seed++) {
      const program = compile(make());
      const steps = randomSteps(program, 60, `${name} ${seed}`);
      const powerOn = { seed };
      const event = simulation(new EventEngine(program, { powerOn, seed }));
      const expected = courseOf(event, steps);
      const kept = [event.snapshot()];
      event.close();
      const wasm = simulation(new WasmEngine(program, { powerOn, seed, makeMachine }));
      expect(courseOf(wasm, steps)).toEqual(expected);
      expect(wasm.snapshot()).toEqual(kept[0]);
      wasm.close();
    }
  });
});

test.each(designs)("%s: many edges in one run are as many runs of one edge", (_, make) => {
  const runs = [1, 7, 100].map((size) => {
    const sim = simulation(new WasmEngine(compile(make())));
    const reached: unknown[] = [];
    try {
      for (let done = 0; done < 700; done += size) sim.step(size);
    } catch (error) {
      reached.push((error as Error).message);
    }
    return [...reached, sim.cycle, sim.snapshot()];
  });
  expect(runs[1]).toEqual(runs[0]);
  expect(runs[2]).toEqual(runs[0]);
});

test("a method that throws in the middle of a run ends it at its edge, and leaves the state from before it", () => {
  class Fuse extends Module {
    static readonly behavioural = true;
    static readonly comb = { now: ["limit"] };
    readonly limit = input(uint(8), { default: 90 });
    readonly now = output(uint(8));
    readonly count = outputReg(uint(8), { init: 0 });
    readonly drawn = outputReg(uint(8), { init: 0 });
    protected readonly spent = state(0);
    override propagate() {
      if (this.count.value > 120) throw new Error("too far");
      this.now.value = this.limit.value;
    }
    override update() {
      this.count.next = this.count.value + 1;
      this.drawn.next = this.random.bits(8);
      this.spent.next = this.spent.value + 1;
      if (this.count.value >= this.limit.value) throw new Error(`no more than ${this.limit.value}`);
    }
  }
  const [event, wasm] = [EventEngine, WasmEngine].map((EngineClass) => {
    const sim = simulation(new EngineClass(compile(new Fuse())));
    const message = (): string => {
      try {
        sim.step(200);
        return "ran";
      } catch (error) {
        return `${(error as Error).message} ${sim.cycle}`;
      }
    };
    const first = [message(), sim.snapshot()];
    return [...first, message()];
  });
  expect(wasm).toEqual(event);
  expect(wasm![0]).toContain("cycle 91, 90.5ns");
});

test("the two ways of a behavioural module in a chain are two calls, each where what it needs is there", () => {
  const { kernels, settle } = makePlan(compile(new Pipe()));
  const calls = kernels.filter(({ kind }) => kind === "call");
  expect(calls.map(({ name }) => name).sort()).toEqual(["Odd.propagate of back", "Odd.propagate of down"]);
  expect(settle.some(({ kind }) => kind === "turns")).toBe(true);
});
