import { expect, test } from "vitest";
import { bit, connect, input, Module, output, uint, wire } from "../describe/index.ts";
import { SystoleError } from "../errors/index.ts";
import { compile } from "../schedule/compile.ts";
import { elaborate } from "./index.ts";

class Child extends Module {
  readonly i = input(bit, { default: 0 });
  readonly inner = wire(bit);
  readonly o = output(bit);
}

/** One mistake of each kind that the stage knows, none of which hides another. */
class Mistaken extends Module {
  readonly a = wire(bit);
  readonly again = this.a;
  readonly twice = wire(bit);
  readonly p = wire(bit);
  readonly q = wire(bit);
  readonly lone = wire(bit);
  readonly i = input(bit, { default: 0 });
  readonly out = output(uint(8));
  readonly child = new Child();
  readonly sameChild = this.child;
  constructor() {
    super();
    connect(this.i, this.twice);
    connect(this.child.o, this.twice);
    connect(this.p, this.q);
    connect(this.q, this.p);
    connect(wire(bit), this.lone);
    connect(this.a, this.child.o);
    connect(this.child.inner, this.a);
  }
  override propagate() {
    // What a later stage refuses is not looked at before this stage is clean.
    this.out.value = Math.exp(1);
  }
}

function found(make: () => unknown): readonly string[] {
  try {
    make();
    return [];
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    return error.diagnostics.map(({ code, message }) => `${code} ${message}`);
  }
}

test("all findings of the stage are reported, each once", () => {
  expect(found(() => elaborate(new Mistaken()))).toEqual([
    "E-ALIAS mistaken.again is the same object as mistaken.a, which owns it",
    "E-ALIAS mistaken.sameChild is the same object as mistaken.child, which owns it",
    "E-CONNECT-DIRECTION connect(mistaken.a, mistaken.child.o) runs backwards: only mistaken.child.o can drive mistaken.a",
    "E-UNHELD mistaken.lone is connected to a signal (wire) that no field of any module holds",
    "E-HIERARCHY no module may connect mistaken.child.inner (wire) to mistaken.a (wire)",
    "E-DRIVERS mistaken.twice has two drivers: mistaken.i and mistaken.child.o",
    "E-RING these connections form a ring that nothing drives: mistaken.p ← mistaken.q ← mistaken.p",
  ]);
});

test("later stages wait for a clean one", () => {
  expect(found(() => compile(new Mistaken()))).toEqual(found(() => elaborate(new Mistaken())));
});
