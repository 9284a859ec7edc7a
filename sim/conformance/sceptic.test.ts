import { describe, expect, test } from "vitest";
import {
  bit,
  clocked,
  clockDomain,
  connect,
  fp32,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  sint,
  state,
  struct,
  uint,
  vec,
  wire,
  wrap,
} from "../describe/index.ts";
import { simulate } from "../testbench/index.ts";
import { blamed, refused } from "./blamed.test-kit.ts";

// What a sceptic tries who has read the rules: each design breaks one, and is told so with the code, the path, the line and a remedy.

abstract class P extends Module {
  readonly a = input(uint(4));
  readonly f = input(fp32);
  readonly y = output(uint(8));
  override propagate() {
    this.y.value = 0;
  }
}
class Counter extends Module {
  readonly en = input(bit, { default: 1 });
  readonly d = input(uint(4), { default: 0 });
  readonly q = outputReg(uint(4), { init: 0 });
  override update() {
    if (this.en.value) this.q.next = wrap(this.q.value + 1);
  }
}
/** A behavioural module that does something at each edge. */
class Host extends Module {
  static readonly behavioural = true;
  readonly q = outputReg(uint(4), { init: 0 });
  readonly kept = state<{ list: number[] }>({ list: [] });
  readonly counter = new Counter();
  readonly words = memory(uint(4), 4);
  protected readonly does;
  constructor(does: (host: Host) => unknown) {
    super();
    this.does = does;
  }
  override update() {
    this.does(this);
  }
}

/** The first finding, with `HERE` for the end of the line that carries the mark. */
const first = (found: readonly string[]) => found[0]?.replace(/ \| .*\/\/ HERE$/, " | HERE");

describe("SEMANTICS 1 to 4, at elaboration", () => {
  const designs: readonly (readonly [expected: string, make: () => Module])[] = [
    [
      "E-FIELD a.update | HERE",
      () =>
        new (class A extends P {
          override update = () => undefined; // HERE
        })(),
    ],
    [
      "E-ALIAS a.cells[1] | HERE",
      () => {
        const one = new Counter();
        return new (class A extends P {
          readonly cells = [one, one]; // HERE
        })();
      },
    ],
    [
      "E-ALIAS a.up.top | HERE",
      () => {
        class Up extends Module {
          readonly top: Module; // HERE
          constructor(top: Module) {
            super();
            this.top = top;
          }
        }
        return new (class A extends P {
          readonly up: Module = new Up(this);
        })();
      },
    ],
    [
      "E-HIERARCHY a.w | HERE",
      () =>
        new (class A extends P {
          readonly w = wire(bit); // HERE
          constructor() {
            super();
            connect(this.w, this.w);
          }
        })(),
    ],
    [
      "E-LATCH a.counter.en | HERE",
      () =>
        new (class A extends P {
          readonly counter = new Counter();
          override propagate() {
            this.y.value = this.counter.q.value;
            if (this.a.value === 3) this.counter.en.value = 1; // HERE
          }
        })(),
    ],
    [
      "E-DIVISOR a | HERE",
      () =>
        new (class A extends P {
          override propagate() {
            this.y.value = 9 % this.a.value; // HERE
          }
        })(),
    ],
    [
      "E-KIND a | HERE",
      () =>
        new (class A extends P {
          override propagate() {
            this.y.value = this.a.value * 0.5; // HERE
          }
        })(),
    ],
    [
      "E-FLOAT-ROUND a | HERE",
      () =>
        new (class A extends P {
          readonly g = output(fp32);
          override propagate() {
            this.y.value = 0;
            this.g.value = this.f.value * this.f.value + this.f.value; // HERE
          }
        })(),
    ],
    [
      "E-RANGE-32 a | HERE",
      () =>
        new (class A extends P {
          readonly w = input(uint(16));
          override propagate() {
            this.y.value = wrap(this.w.value << 16); // HERE
          }
        })(),
    ],
    [
      "E-NEXT-READ a.v[1] | HERE",
      () =>
        new (class A extends P {
          readonly v = reg(vec(uint(4), 2));
          override update() {
            this.v[0]!.next = this.v[1]!.next; // HERE
          }
        })(),
    ],
    [
      "E-INDEX a | HERE",
      () =>
        new (class A extends P {
          readonly v = input(vec(struct({ x: uint(4) }), 3));
          override propagate() {
            this.y.value = this.v[this.a.value & 3]!.x.value; // HERE
          }
        })(),
    ],
    [
      "E-SUBSET a | HERE",
      () =>
        new (class A extends P {
          override propagate() {
            this.y.value = Object.keys(this).length; // HERE
          }
        })(),
    ],
    [
      "E-SUBSET a | HERE",
      () =>
        new (class A extends P {
          protected readonly same = ((x: number) => x).bind(null);
          override propagate() {
            this.y.value = this.same(3); // HERE
          }
        })(),
    ],
    [
      "E-HIDDEN-STATE a | HERE",
      () =>
        new (class A extends P {
          override propagate() {
            this.y.value = 0;
            (globalThis as { seen?: number }).seen = 1; // HERE
          }
        })(),
    ],
    [
      "E-SUBSET a | override async propagate() {",
      () =>
        new (
          class A extends P {
            // eslint-disable-next-line @typescript-eslint/no-misused-promises -- what is refused here
            override async propagate() {
              await Promise.resolve();
            }
          } as never as new () => Module
        )(),
    ],
    [
      "E-ASSIGN-PHASE a | HERE",
      () =>
        new (class A extends P {
          readonly words = memory(uint(8), 4);
          override propagate() {
            this.y.value = this.words.read(0);
            this.words.write(0, 1); // HERE
          }
        })(),
    ],
    [
      "E-MEMORY-PORTS a.words | HERE",
      () =>
        new (class A extends P {
          readonly words = memory(uint(8), 16, { ports: { read: 1, write: 1 } }); // HERE
          override propagate() {
            this.y.value = Math.max(this.words.read(this.a.value), this.words.read(0));
          }
        })(),
    ],
    [
      "E-MEMORY-MASK a.words | HERE",
      () =>
        new (class A extends P {
          readonly words = memory(fp32, 4);
          override update() {
            this.words.write(0, this.f.value, { mask: 1 } as never); // HERE
          }
        })(),
    ],
    [
      "E-DOMAIN-TWICE a.part | HERE",
      () => {
        class Part extends Counter {
          readonly clock = clockDomain("one");
        }
        return new (class A extends P {
          readonly part = clocked(new Part(), clockDomain("two")); // HERE
        })();
      },
    ],
    [
      "E-CONST-COMPARE a.s | HERE",
      () =>
        new (class A extends P {
          readonly s = input(sint(4));
          override propagate() {
            this.y.value = this.s.value === 8; // HERE
          }
        })(),
    ],
    [
      "E-COMB a | new (class A extends Module {",
      () =>
        new (class A extends Module {
          static readonly behavioural = true;
          static readonly comb = { nobody: ["i"] };
          readonly i = input(bit);
          override propagate() {
            return;
          }
        })(),
    ],
  ];
  test.each(designs)("%#: %s", (expected, make) => {
    expect(first(refused(make))).toBe(expected);
  });
});

describe("SEMANTICS 4 to 6, where it only shows at run time", () => {
  const deeds: readonly (readonly [expected: string, does: (host: Host) => unknown])[] = [
    ["E-HIDDEN-STATE host | HERE", (host) => (host.kept.value.list as number[]).push(1)], // HERE
    ["E-STATE host.kept | HERE", (host) => (host.kept.next = new Map() as never)], // HERE
    ["E-WRITER host.counter.en | HERE", (host) => (host.counter.en.value = 1)], // HERE
    ["E-HIERARCHY host.counter.d | HERE", (host) => (host.q.next = host.counter.d.value)], // HERE
    ["E-ASSIGN host.q | HERE", (host) => (host.q.next = NaN)], // HERE
    ["E-ASSIGN host.q | HERE", (host) => (host.q.next = "7" as never)], // HERE
    ["E-NEXT-READ host.kept | HERE", (host) => (host.q.next = host.kept.next)], // HERE
    ["E-ADDRESS host.words | HERE", (host) => host.words.write(4, 0)], // HERE
    ["E-CONNECT-LATE host.counter.d | HERE", (host) => connect(host.q, host.counter.d)], // HERE
    ["E-METHOD-THREW host | HERE", () => void (undefined as never as { x: number }).x], // HERE
  ];
  test.each(deeds)("%#: %s", (expected, does) => {
    expect(first(blamed(() => simulate(new Host(does)).step()))).toBe(expected);
  });

  test("a write that comes when the method is over is nobody's", async () => {
    let late: unknown;
    const host = new Host(
      (self) =>
        (late ??= Promise.resolve().then(() =>
          blamed(() => (self.q.next = 1)).map((one) => one.split(" ")[0]),
        )),
    );
    const sim = simulate(host);
    sim.step();
    expect(await late).toEqual(["E-WRITER"]);
    sim.step();
    expect(sim.top.q.value).toBe(0);
  });
});
