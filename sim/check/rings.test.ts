import { expect, test } from "vitest";
import { input, Module, output, uint, wire, wrap } from "../describe/index.ts";
import { SystoleError } from "../errors/index.ts";
import { compile } from "../schedule/compile.ts";

/** The rings that are found, as `a ← b ← a`, each with its path and the fields that its places show. */
function ringsOf(top: Module): readonly string[] {
  try {
    compile(top);
    return [];
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    return error.diagnostics.map(({ code, message, path, places }) => {
      const ring = /^combinational logic forms a ring: (.*)/.exec(message)?.[1];
      return `${code} ${ring} at ${path}, ${places?.length} places`;
    });
  }
}

const word = uint(8);

test("a wire that a method computes from itself is a ring of one", () => {
  class Self extends Module {
    readonly i = input(word);
    readonly o = output(word);
    readonly adder = new Adder();
    override propagate() {
      this.adder.a.value = this.adder.sum.value;
      this.adder.b.value = this.i.value;
      this.o.value = this.adder.sum.value;
    }
  }
  expect(ringsOf(new Self())).toEqual([
    "E-RING self.adder.a ← self.adder.sum ← self.adder.a at self.adder.a, 2 places",
  ]);
});

class Adder extends Module {
  readonly a = input(word);
  readonly b = input(word);
  readonly sum = output(word);
  override propagate() {
    this.sum.value = wrap(this.a.value + this.b.value);
  }
}

class Copy extends Module {
  readonly i = input(word);
  readonly o = output(word);
  override propagate() {
    this.o.value = this.i.value;
  }
}

test("of two rings through the first signal the shorter one is printed, from there", () => {
  class Two extends Module {
    readonly first = new Copy();
    readonly long = [new Copy(), new Copy()];
    readonly adder = new Adder();
    override propagate() {
      this.long[0]!.i.value = this.first.o.value;
      this.long[1]!.i.value = this.long[0]!.o.value;
      this.adder.a.value = this.long[1]!.o.value;
      this.adder.b.value = this.first.o.value;
      this.first.i.value = this.adder.sum.value;
    }
  }
  expect(ringsOf(new Two())).toEqual([
    "E-RING two.first.i ← two.adder.sum ← two.adder.b ← two.first.o ← two.first.i at two.first.i, 4 places",
  ]);
});

test("separate rings are found each, and what only leads to a ring is in none", () => {
  class Separate extends Module {
    readonly left = [new Copy(), new Copy()];
    readonly between = new Copy();
    readonly right = [new Copy(), new Copy()];
    readonly o = output(word);
    readonly before = wire(word);
    override propagate() {
      this.before.value = this.right[0]!.o.value;
      this.left[0]!.i.value = this.left[1]!.o.value;
      this.left[1]!.i.value = this.left[0]!.o.value;
      this.between.i.value = this.left[0]!.o.value;
      this.right[0]!.i.value = this.right[1]!.o.value;
      this.right[1]!.i.value = this.right[0]!.o.value;
      this.o.value = this.between.o.value;
    }
  }
  const ring = (side: string) => {
    const [a, b] = [`separate.${side}[0]`, `separate.${side}[1]`];
    return `E-RING ${a}.i ← ${b}.o ← ${b}.i ← ${a}.o ← ${a}.i at ${a}.i, 4 places`;
  };
  expect([...ringsOf(new Separate())].sort()).toEqual([ring("left"), ring("right")]);
});
