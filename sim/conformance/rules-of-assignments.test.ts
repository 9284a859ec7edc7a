import { describe, expect, test } from "vitest";
import {
  bit,
  enumeration,
  fp32,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  saturate,
  sint,
  struct,
  uint,
  vec,
  wrap,
} from "../describe/index.ts";
import { compile } from "../schedule/compile.ts";
import { type EngineName, simulate } from "../testbench/index.ts";
import { found, refused } from "./blamed.test-kit.ts";

const engines = ["event", "oblivious", "wasm"] as const satisfies readonly EngineName[];
const Phase = enumeration("Idle", "Run");
const Other = enumeration("Idle", "Halt");

abstract class Values extends Module {
  readonly a = input(uint(4));
  readonly s = input(sint(8));
  readonly w = input(uint(32));
  readonly wide = input(uint(53));
  readonly f = input(fp32);
  readonly phase = input(Phase);
  readonly y = output(uint(8));
}
const lints = (make: () => Module) => compile(make()).warnings.map(({ code }) => code);

describe("SEMANTICS 2: assignment wraps integers to the target's width and sign", () => {
  test("what can lose bits without being asked for is W-WRAP; `wrap`, a mask and `saturate` ask", () => {
    class Counts extends Values {
      readonly plain = outputReg(uint(4), { init: 0 });
      readonly asked = outputReg(uint(4), { init: 0 });
      readonly masked = outputReg(uint(4), { init: 0 });
      readonly clamped = outputReg(sint(4), { init: 0 });
      override propagate() {
        this.y.value = 0;
      }
      override update() {
        this.plain.next = this.plain.value + 1;
        this.asked.next = wrap(this.asked.value + 1);
        this.masked.next = (this.masked.value + 1) & 15;
        this.clamped.next = saturate(this.clamped.value + this.s.value, sint(4));
      }
    }
    const warnings = compile(new Counts()).warnings.filter(({ code }) => code === "W-WRAP");
    expect(warnings.map(({ path }) => path)).toEqual(["counts.plain"]);
    for (const engine of engines) {
      const sim = simulate(new Counts(), { engine });
      sim.top.s.value = -100;
      sim.step(17);
      const { plain, asked, masked, clamped } = sim.top;
      expect([plain.value, asked.value, masked.value, clamped.value]).toEqual([1, 1, 1, -8]);
    }
  });

  test("from outside a value that doesn't fit is an error, never a wrap: driven, poked, loaded, forced", () => {
    class Holds extends Values {
      readonly r = reg(uint(4));
      readonly words = memory(uint(4), 4);
      readonly point = input(struct({ x: uint(4), b: bit }));
      override propagate() {
        this.y.value = this.words.read(0);
      }
      override update() {
        this.r.next = 0;
        this.words.write(0, 0);
      }
    }
    const sim = simulate(new Holds());
    const { top } = sim;
    const tries: readonly (() => unknown)[] = [
      () => (top.a.value = 16),
      () => (top.a.value = -1),
      () => (top.a.value = 1.5),
      () => (top.a.value = NaN),
      () => (top.a.value = "3" as never),
      () => (top.f.value = 0.1),
      () => (top.phase.value = "Halt" as never),
      () => (top.point.value = { x: 16, b: 0 }),
      () => sim.poke("r", 16),
      () => sim.poke("words[1]", -1),
      () => sim.load("words", [1, 2, 99]),
      () => sim.force(top.y, 256),
    ];
    for (const each of tries)
      expect(
        found(each).map(({ code }) => code),
        String(each),
      ).toEqual(["E-VALUE"]);
  });
});

describe("SEMANTICS 2: bits, constants and enumerations", () => {
  test("`bit` reads as 0 or 1 and takes booleans; the truth of a wider signal is W-TRUTHY", () => {
    class Truth extends Values {
      readonly go = input(bit);
      override propagate() {
        this.y.value = this.go.value ? 1 : 0;
        if (this.a.value) this.y.value = 2;
      }
    }
    const { top } = simulate(new Truth());
    top.go.value = true;
    expect([top.go.value, top.y.value]).toEqual([1, 1]);
    const warnings = compile(new Truth()).warnings.filter(({ code }) => code === "W-TRUTHY");
    expect(warnings).toHaveLength(1);
    expect(lints(() => new Truth())).toContain("W-TRUTHY");
  });

  test("comparison with a constant that the signal can't be is E-CONST-COMPARE, also by < and as a case", () => {
    class Compares extends Values {
      override propagate() {
        this.y.value = this.a.value === 16;
        this.y.value = this.a.value < 16;
        this.y.value = -1 !== this.a.value;
        switch (this.a.value) {
          case 16:
            this.y.value = 1;
            break;
          default:
            this.y.value = this.a.value === 15;
        }
      }
    }
    expect(refused(() => new Compares())).toEqual([
      "E-CONST-COMPARE compares.a | this.y.value = this.a.value === 16;",
      "E-CONST-COMPARE compares.a | this.y.value = this.a.value < 16;",
      "E-CONST-COMPARE compares.a | this.y.value = -1 !== this.a.value;",
      "E-CONST-COMPARE compares.a | case 16:",
    ]);
  });

  test("enumeration values are branded: arithmetic and other enumerations are type errors, and refused", () => {
    class Adds extends Values {
      readonly after = output(Phase);
      override propagate() {
        // @ts-expect-error A member is no number.
        this.y.value = this.phase.value + 1;
        // @ts-expect-error Nor is it a member of another enumeration.
        this.after.value = Other.Halt;
        this.y.value = this.phase.value === Other.Idle;
        // @ts-expect-error Members have no order.
        this.y.value = this.phase.value * 2 < 1;
      }
    }
    expect(refused(() => new Adds()).map((one) => one.split(" ")[0])).toEqual([
      "E-KIND",
      "E-ASSIGN",
      "E-KIND",
      "E-KIND",
    ]);
  });

  test("a `switch` on one covers its members or has a default", () => {
    class Some extends Values {
      override propagate() {
        this.y.value = 0;
        // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the missing member is what is refused here
        switch (this.phase.value) {
          case Phase.Idle:
            this.y.value = 1;
        }
      }
    }
    class Default extends Values {
      override propagate() {
        switch (this.phase.value) {
          case Phase.Idle:
            this.y.value = 1;
            break;
          default:
            this.y.value = 2;
        }
      }
    }
    expect(refused(() => new Some())).toEqual(["E-SWITCH some | switch (this.phase.value) {"]);
    expect(refused(() => new Default())).toEqual([]);
  });
});

describe.each(engines)("SEMANTICS 2: `vec` and `struct` signals have element signals: %s", (engine) => {
  const Point = struct({ x: uint(4), lanes: vec(uint(4), 2) });

  test("each with its own hold; whole reads give frozen objects, whole writes copy", () => {
    class Holds extends Module {
      readonly d = input(uint(4));
      readonly whole = input(Point);
      readonly load = input(bit);
      readonly p = outputReg(Point, { init: { x: 1, lanes: [2, 3] } });
      override update() {
        if (this.load.value) this.p.next = this.whole.value;
        this.p.lanes[1]!.next = this.d.value;
      }
    }
    const sim = simulate(new Holds(), { engine });
    const { top } = sim;
    top.d.value = 9;
    sim.step();
    expect(top.p.value).toEqual({ x: 1, lanes: [2, 9] });
    const given = { x: 4, lanes: [5, 6] as const };
    [top.whole.value, top.load.value] = [given, 1];
    const before = top.p.value;
    sim.step();
    expect([top.p.value, before]).toEqual([
      { x: 4, lanes: [5, 9] },
      { x: 1, lanes: [2, 9] },
    ]);
    expect(Object.isFrozen(top.p.value) && Object.isFrozen(top.p.value.lanes)).toBe(true);
    expect(given.lanes).toEqual([5, 6]);
  });

  test("and its own latch rule", () => {
    class Latches extends Module {
      readonly d = input(uint(4));
      readonly v = output(vec(uint(4), 2));
      override propagate() {
        this.v[0]!.value = this.d.value;
        if (this.d.value > 3) this.v[1]!.value = 1;
      }
    }
    expect(refused(() => new Latches())[0]).toMatch(/^E-LATCH latches\.v\[1\] \| /);
  });
});
