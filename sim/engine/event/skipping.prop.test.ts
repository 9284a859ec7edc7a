import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bigUint,
  bit,
  connect,
  enumeration,
  fp32,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  sint,
  uint,
  wrap,
} from "../../describe/index.ts";
import { compile } from "../../schedule/compile.ts";
import { handProgram } from "../hand-program.test-kit.ts";
import { ObliviousEngine } from "../oblivious/oblivious-engine.ts";
import { EventEngine, type EventEngineOptions } from "./event-engine.ts";

const Mode = enumeration("Idle", "Load", "Run");

/** Holds often, so that skipping has something to skip; every kind of cell; a memory; a child that is fed from a register. */
class Accumulator extends Module {
  readonly go = input(bit);
  readonly clear = input(bit);
  readonly add = input(sint(8));
  readonly total = outputReg(sint(40), { init: -7 });
  readonly mode = outputReg(Mode, { init: Mode.Idle });
  readonly wide = outputReg(bigUint(70), { init: 1n });
  readonly real = outputReg(fp32);
  readonly read = output(uint(8));
  protected readonly slot = reg(uint(3));
  protected readonly words = memory(uint(8), 8);
  override propagate() {
    this.read.value = this.words.read(this.slot.value);
  }
  override update() {
    if (this.clear.value) {
      this.total.next = 0;
      this.mode.next = Mode.Idle;
    } else if (this.go.value) {
      this.total.next = wrap(this.total.value + this.add.value);
      if (this.mode.value === Mode.Idle) this.mode.next = Mode.Load;
      else this.mode.next = Mode.Run;
      this.wide.next = wrap(this.wide.value * 3n);
      this.real.next = fp32(this.real.value + 0.5);
      this.slot.next = wrap(this.slot.value + 1);
      this.words.write(this.slot.value, wrap(this.words.read(this.slot.value) + 1));
    }
  }
}
class Follower extends Module {
  readonly from = input(sint(40));
  readonly last = outputReg(sint(40));
  override update() {
    this.last.next = this.from.value;
  }
}
class Whole extends Module {
  readonly go = input(bit);
  readonly clear = input(bit);
  readonly add = input(sint(8));
  readonly last = output(sint(40));
  readonly accumulator = new Accumulator();
  readonly follower = new Follower();
  constructor() {
    super();
    connect(this.go, this.accumulator.go);
    connect(this.clear, this.accumulator.clear);
    connect(this.add, this.accumulator.add);
    connect(this.accumulator.total, this.follower.from);
    connect(this.follower.last, this.last);
  }
}

const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("edge" as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("go" as const), value: fc.integer({ min: 0, max: 1 }) }),
  },
  fc.record({ kind: fc.constant("clear" as const), value: fc.integer({ min: 0, max: 1 }) }),
  fc.record({ kind: fc.constant("add" as const), value: fc.integer({ min: -128, max: 127 }) }),
  fc.record({ kind: fc.constant("reset" as const), value: fc.integer({ min: 0, max: 1 }) }),
  fc.record({ kind: fc.constant("poke" as const), value: fc.integer({ min: -99, max: 99 }) }),
  fc.record({ kind: fc.constant("word" as const), value: fc.integer({ min: 0, max: 255 }) }),
  fc.record({ kind: fc.constant("force" as const), value: fc.integer({ min: -99, max: 99 }) }),
  fc.record({ kind: fc.constant("release" as const) }),
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

function histories(
  actions: readonly Action[],
  make: (options: EventEngineOptions) => EventEngine,
): unknown[][] {
  const engine = make({ powerOn: { seed: 5 } });
  const { nets } = engine.program.design;
  const netOf = (path: string): number => nets.findIndex(({ root }) => root.path === path);
  const total = netOf("whole.accumulator.total");
  engine.settle();
  return actions.map((step) => {
    switch (step.kind) {
      case "edge":
        engine.edge([0]);
        break;
      case "reset":
        engine.setReset(0, step.value === 1);
        break;
      case "poke":
        engine.poke(total, step.value);
        break;
      case "word":
        engine.memory(0).poke(3, step.value);
        break;
      case "force":
        engine.force(total, step.value);
        break;
      case "release":
        engine.release(total);
        break;
      default:
        engine.drive(netOf(`whole.${step.kind}`), step.value);
    }
    engine.settle();
    return nets.map((net) => engine.read(net.index));
  });
}

describe("running only what a change can reach", () => {
  it("equals running everything, in any order, and what the oblivious engine does", () => {
    const program = compile(new Whole());
    const kinds: readonly ((options: EventEngineOptions) => EventEngine)[] = [
      (options) => new EventEngine(program, options),
      (options) => new EventEngine(program, { ...options, runAll: true }),
      (options) => new EventEngine(program, { ...options, shuffle: 11 }),
      (options) => new ObliviousEngine(program, options),
      (options) => new ObliviousEngine(program, { ...options, shuffle: "x" }),
    ];
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), (actions) => {
        const [first, ...others] = kinds.map((make) => {
          let engine: EventEngine | undefined;
          try {
            return histories(actions, (options) => (engine = make(options)));
          } finally {
            engine?.close();
          }
        });
        for (const other of others) expect(other).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });

  it("does skip: an update() without news is not run", () => {
    let runs = 0;
    class Counted extends Module {
      readonly in = input(bit);
      readonly out = outputReg(bit);
      override update() {
        runs += 1;
        this.out.next = this.in.value;
      }
    }
    const top = new Counted();
    const program = handProgram(top, () => ({ update: { reads: ["in"], writes: ["out"] } }));
    const engine = new EventEngine(program);
    engine.settle();
    for (let i = 0; i < 10; i++) engine.edge([0]);
    expect(runs).toBe(1);
    top.in.value = 1;
    for (let i = 0; i < 10; i++) engine.edge([0]);
    expect(runs).toBe(2);
  });
});
