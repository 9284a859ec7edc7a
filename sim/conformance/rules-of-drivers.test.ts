import { describe, expect, test } from "vitest";
import {
  bit,
  type Bundle,
  connect,
  input,
  Module,
  output,
  outputReg,
  reg,
  sint,
  streamSink,
  uint,
  wire,
} from "../describe/index.ts";
import { simulate } from "../testbench/index.ts";
import { blamed, found, refused } from "./blamed.test-kit.ts";

abstract class Ports extends Module {
  readonly a = input(uint(4));
  readonly y = output(uint(8));
}
class Copy extends Module {
  readonly i = input(uint(4), { default: 9 });
  readonly o = output(uint(4));
  override propagate() {
    this.o.value = this.i.value;
  }
}

describe("SEMANTICS 1: who drives and who reads", () => {
  class Deep extends Module {
    readonly i = input(uint(4));
    readonly copy = new Copy();
    readonly kept = reg(uint(4), { init: 3 });
    readonly o = output(uint(4));
    override propagate() {
      this.copy.i.value = this.i.value;
      this.o.value = this.copy.o.value;
    }
    override update() {
      this.kept.next = this.i.value;
    }
  }

  test("testbenches may read everything, and drive the top's inputs", () => {
    class Top extends Module {
      readonly i = input(uint(4));
      readonly deep = new Deep();
      constructor() {
        super();
        connect(this.i, this.deep.i);
      }
    }
    const sim = simulate(new Top());
    sim.top.i.value = 5;
    expect([sim.top.deep.copy.o.value, sim.top.deep.kept.value, sim.peek("deep.copy.o")]).toEqual([5, 3, 5]);
    expect(found(() => (sim.top.deep.copy.o.value = 1)).map(({ code }) => code)).toEqual(["E-WRITER"]);
    expect(found(() => (sim.top.deep.kept.next = 1)).map(({ code }) => code)).toEqual(["E-WRITER"]);
    expect(found(() => (sim.top.deep.copy.i.value = 1)).map(({ code }) => code)).toEqual(["E-WRITER"]);
    // Connected to the top's input it is that input, by another name.
    sim.top.deep.i.value = 6;
    expect(sim.top.i.value).toBe(6);
  });

  test("`force` and `release` are explicit, and are the only way to another value of what a module drives", () => {
    const sim = simulate(new Deep());
    sim.top.i.value = 5;
    sim.force(sim.top.copy.o, 9);
    expect(sim.top.o.value).toBe(9);
    sim.top.i.value = 6;
    expect(sim.top.o.value).toBe(9);
    sim.release(sim.top.copy.o);
    expect(sim.top.o.value).toBe(6);
  });

  test("a method of another module can't be called", () => {
    class Calls extends Ports {
      readonly copy = new Copy();
      override propagate() {
        this.copy.i.value = this.a.value;
        this.copy.propagate();
        this.y.value = this.copy.o.value;
      }
    }
    expect(refused(() => new Calls())).toEqual(["E-HIERARCHY calls | this.copy.propagate();"]);
  });
});

describe("SEMANTICS 1: each input has exactly one driver", () => {
  abstract class Two extends Module {
    readonly i = input(uint(4));
    readonly j = input(uint(4));
    readonly copy = new Copy();
  }

  test("two connections, a connection and the parent's `propagate()`, the same connection twice: E-DRIVERS", () => {
    class Connects extends Two {
      constructor() {
        super();
        connect(this.i, this.copy.i);
        connect(this.j, this.copy.i);
      }
    }
    class Both extends Two {
      constructor() {
        super();
        connect(this.i, this.copy.i);
      }
      override propagate() {
        this.copy.i.value = this.j.value;
      }
    }
    const blame = "copy.i | readonly i = input(uint(4), { default: 9 });";
    expect(refused(() => new Connects())).toEqual([`E-DRIVERS connects.${blame}`]);
    expect(refused(() => new Both())[0]).toMatch(/^E-DRIVERS both\.copy\.i \| /);
  });

  test("none is E-UNCONNECTED, unless it has a default, which it then holds", () => {
    class Needy extends Module {
      readonly i = input(uint(4));
      readonly o = output(uint(4));
      override propagate() {
        this.o.value = this.i.value;
      }
    }
    class Open extends Module {
      readonly needy = new Needy();
    }
    class Usual extends Module {
      readonly copy = new Copy();
    }
    expect(refused(() => new Open())).toEqual(["E-UNCONNECTED open.needy.i | readonly i = input(uint(4));"]);
    for (const engine of ["event", "oblivious", "wasm"] as const)
      expect(simulate(new Usual(), { engine }).peek("copy.o")).toBe(9);
  });

  test("`connect` joins equal types only, of equal shapes, from a driver to what can be driven", () => {
    const code = (from: unknown, to: unknown) =>
      found(() => connect(from as Bundle, to as Bundle)).map((one) => one.code);
    expect(code(wire(uint(4)), wire(sint(4)))).toEqual(["E-CONNECT-TYPE"]);
    expect(code(wire(uint(4)), wire(uint(5)))).toEqual(["E-CONNECT-TYPE"]);
    expect(code(wire(uint(4)), streamSink(uint(4)))).toEqual(["E-CONNECT-SHAPE"]);
    class Backwards extends Two {
      constructor() {
        super();
        connect(this.copy.i, this.i as never);
      }
    }
    class IntoRegister extends Module {
      readonly r = outputReg(bit);
      readonly i = input(bit);
      constructor() {
        super();
        connect(this.i, this.r as never);
      }
    }
    expect(refused(() => new Backwards())[0]).toMatch(/^E-CONNECT-DIRECTION backwards\.i \| readonly i/);
    expect(refused(() => new IntoRegister())).toEqual([
      "E-HIERARCHY intoRegister.r | readonly r = outputReg(bit);",
    ]);
  });

  test("after the elaboration nothing is connected any more: E-CONNECT-LATE, in a testbench and in a behavioural method", () => {
    class Joins extends Module {
      static readonly behavioural = true;
      readonly i = input(bit);
      readonly copy = new Copy();
      readonly r = reg(uint(4));
      override update() {
        connect(this.r, this.copy.i);
      }
    }
    const sim = simulate(new Joins());
    expect(blamed(() => sim.step())).toEqual(["E-CONNECT-LATE joins.copy.i | connect(this.r, this.copy.i);"]);
    expect(found(() => connect(sim.top.r, sim.top.copy.i)).map(({ code }) => code)).toEqual([
      "E-CONNECT-LATE",
    ]);
  });
});
