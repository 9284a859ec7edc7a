import { expect, test } from "vitest";
import {
  bit,
  clocked,
  connect,
  input,
  Module,
  output,
  outputReg,
  state,
  uint,
} from "../../describe/index.ts";
import { compile } from "../../schedule/index.ts";
import { EventEngine } from "./event-engine.ts";

class Flag extends Module {
  readonly d = input(bit);
  readonly q = outputReg(bit, { init: 1 });
  override update() {
    this.q.next = this.d.value;
  }
}

class Word extends Module {
  readonly d = input(uint(4));
  readonly q = outputReg(uint(4), { init: 3 });
  readonly free = outputReg(uint(4));
  override update() {
    this.q.next = this.d.value;
    this.free.next = this.d.value;
  }
}

/** `go` resets the flag, and the flag the word. */
class Chain extends Module {
  readonly go = input(bit);
  readonly d = input(uint(4));
  readonly y = output(uint(5));
  readonly free = output(uint(4));
  readonly flag = clocked(new Flag(), { reset: { by: this.go, kind: "async" } });
  readonly word = clocked(new Word(), { reset: { by: this.flag.q, kind: "async" } });
  constructor() {
    super();
    connect(this.d, this.word.d);
    connect(this.word.free, this.free);
  }
  override propagate() {
    this.flag.d.value = 0;
    this.y.value = this.word.q.value + 1;
  }
}

function startChain() {
  const top = new Chain();
  const engine = new EventEngine(compile(top));
  const { domains } = engine.program.design;
  const drive = (go: 0 | 1, d: number): void => {
    engine.drive(top.go.net, go);
    engine.drive(top.d.net, d);
    engine.settle();
  };
  const edge = (): void => engine.edge(domains.map(({ index }) => index));
  return { top, engine, drive, edge };
}

test("an asynchronous reset that a register gives acts when it settles, and logic behind it settles with it (SEMANTICS 4)", () => {
  const { top, drive, edge } = startChain();
  drive(0, 9);
  edge();
  expect([top.flag.q.value, top.y.value]).toEqual([0, 4]);
  edge();
  expect([top.y.value, top.free.value]).toEqual([10, 9]);
  drive(1, 9);
  expect([top.flag.q.value, top.y.value, top.free.value]).toEqual([1, 4, 9]);
  drive(0, 8);
  expect(top.y.value).toBe(4);
  edge();
  edge();
  expect([top.y.value, top.free.value]).toEqual([9, 8]);
});

test("a forced register keeps its value in reset (SEMANTICS 1: force is explicit)", () => {
  const { top, engine, drive, edge } = startChain();
  drive(0, 9);
  edge();
  edge();
  engine.force(top.word.q.net, 12);
  drive(1, 9);
  expect(top.y.value).toBe(13);
  engine.release(top.word.q.net);
  engine.settle();
  expect(top.y.value).toBe(4);
});

class Counter extends Module {
  static readonly behavioural = true;
  readonly a = outputReg(uint(4), { init: 0 });
  readonly b = outputReg(uint(4), { init: 0 });
  readonly taken = state(7);
  readonly kept = state(7, { reset: false });
  override update() {
    this.taken.next = this.taken.value + 1;
    this.kept.next = this.kept.value + 1;
    this.a.next = this.taken.value % 16;
    this.b.next = this.kept.value % 16;
  }
}

test("a reset gives states their initial value back, unless they say that it leaves them alone (SEMANTICS 6)", () => {
  const top = new Counter();
  const engine = new EventEngine(compile(top));
  engine.settle();
  engine.edge([0]);
  engine.edge([0]);
  expect([engine.state(0).peek(), engine.state(1).peek()]).toEqual([9, 9]);
  engine.setReset(0, true);
  engine.edge([0]);
  expect([engine.state(0).peek(), engine.state(1).peek(), top.a.value]).toEqual([7, 9, 0]);
  engine.setReset(0, false);
  engine.edge([0]);
  expect([engine.state(0).peek(), engine.state(1).peek(), top.a.value, top.b.value]).toEqual([8, 10, 7, 9]);
});
