import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  bit,
  connect,
  input,
  memory,
  Module,
  output,
  outputReg,
  state,
  uint,
  wire,
} from "../../describe/index.ts";
import { compile } from "../../schedule/index.ts";
import { type EventEngineOptions } from "../event/event-engine.ts";
import { ObliviousEngine } from "../oblivious/oblivious-engine.ts";
import { WasmEngine } from "../wasm/run/wasm-engine.ts";
import { Copy, engines, findings, texts } from "./findings.test-kit.ts";

abstract class Two extends Module {
  static readonly behavioural = true;
  static readonly comb: Record<string, string[]> = { y: ["a"], z: ["a", "b"] };
  readonly a = input(uint(4), { default: 5 });
  readonly b = input(uint(4), { default: 2 });
  readonly c = input(bit, { default: 0 });
  readonly y = output(uint(4));
  readonly z = output(uint(4));
  readonly r = outputReg(uint(4), { init: 1 });
}

describe.each(engines)(
  "static comb is checked against actual reads (SEMANTICS section 6), %s",
  (_, Engine) => {
    const codes = (top: Module, options?: EventEngineOptions) => texts(findings(top, Engine, options));

    test("what it names may be read, and registers, memories and states always", () => {
      class Right extends Two {
        readonly words = memory(uint(4), 4, { init: 3 });
        readonly seen = state({ count: 1 });
        override propagate() {
          this.y.value = this.a.value + this.r.value;
          this.z.value = this.y.value + this.b.value + this.words.read(1) + this.seen.value.count;
        }
        override update() {
          this.r.next = this.c.value + this.y.value + this.z.value;
        }
      }
      expect(codes(new Right())).toEqual([]);
      expect(codes(new Right(), { shuffle: 1 })).toEqual([]);
    });

    test("a signal that it names for no output is E-COMB-READ, with the line that reads it", () => {
      class Reads extends Two {
        override propagate() {
          this.y.value = this.a.value;
          this.z.value = this.c.value;
        }
      }
      const [found] = findings(new Reads(), Engine);
      expect(found).toMatchObject({
        code: "E-COMB-READ",
        path: "reads.c",
        message: "propagate() of reads reads reads.c, which `static comb` names for none of its outputs",
      });
      expect(found!.places![0]!.file).toMatch(/comb\.test\.ts$/);
    });

    // The WebAssembly engine has one order of methods, and calls each once.
    const doubles = Engine !== WasmEngine;

    test.runIf(doubles)(
      "a signal that it names for another output is found by other values, where each call is doubled",
      () => {
        class Crossed extends Two {
          override propagate() {
            this.y.value = this.a.value + this.b.value;
            this.z.value = this.b.value;
          }
        }
        const message =
          "E-COMB-READ crossed.b: propagate() of crossed lets y depend on crossed.b, and `static comb` does not name it for y";
        expect(codes(new Crossed(), { shuffle: 1 })).toEqual([message]);
        expect(codes(new Crossed())).toEqual(Engine === ObliviousEngine ? [message] : []);
      },
    );

    test("what it names for an output that another output is made of counts for both", () => {
      class Through extends Two {
        static override readonly comb = { y: ["a"], z: ["y"] };
        override propagate() {
          this.y.value = this.a.value;
          this.z.value = this.y.value + 1;
        }
      }
      expect(codes(new Through(), { shuffle: 1 })).toEqual([]);
    });

    test("a net may be read by any of its names", () => {
      class Named extends Two {
        readonly copy = output(uint(4));
        constructor() {
          super();
          connect(this.a, this.copy);
        }
        override propagate() {
          this.y.value = this.copy.value;
          this.z.value = 0;
        }
      }
      expect(codes(new Named(), { shuffle: 1 })).toEqual([]);
    });

    test("what a call reads back of what it has driven has been wrapped, also where other values are tried", () => {
      class Wraps extends Two {
        static override readonly comb = { y: ["a"], z: [] };
        override propagate() {
          this.y.value = 16 * this.a.value;
          this.z.value = this.y.value > 100;
        }
      }
      expect(codes(new Wraps(), { shuffle: 1 })).toEqual([]);
    });

    test("what a call has driven may be read by any name of the net", () => {
      class Pass extends Module {
        readonly i = input(uint(4));
        readonly o = output(uint(4));
        constructor() {
          super();
          connect(this.i, this.o);
        }
      }
      class Around extends Two {
        static override readonly comb = { y: ["a"], z: ["a"], "pass.i": ["a"] };
        readonly pass = new Pass();
        override propagate() {
          this.pass.i.value = this.a.value;
          this.y.value = this.pass.o.value + 1;
          this.z.value = 0;
        }
      }
      expect(codes(new Around())).toEqual([]);
      expect(codes(new Around(), { shuffle: 1 })).toEqual([]);
    });

    test("a module that is led back to itself reads what it has just driven: that is no dependence", () => {
      class Back extends Two {
        static override readonly comb = { y: ["a"], z: ["b"] };
        override propagate() {
          this.z.value = this.b.value;
          this.y.value = this.a.value;
        }
      }
      class Loop extends Module {
        readonly back = new Back();
        readonly o = output(uint(4));
        readonly start = input(uint(4), { default: 3 });
        constructor() {
          super();
          connect(this.start, this.back.a);
          connect(this.back.y, this.back.b);
          connect(this.back.z, this.o);
        }
      }
      expect(codes(new Loop(), { shuffle: 1 })).toEqual([]);
    });

    test("a call that is tried with other values leaves nothing behind: no value, no assertion, no exception", () => {
      class Careful extends Two {
        override propagate() {
          this.assert(this.b.value === 2, "b is 2");
          if (this.b.value !== 2) throw new Error("b is not 2");
          this.y.value = this.a.value;
          this.z.value = this.b.value;
        }
      }
      const top = new Careful();
      const engine = new Engine(compile(top), { shuffle: 1 });
      engine.settle();
      engine.edge([0]);
      expect([top.y.value, top.z.value]).toEqual([5, 2]);
    });

    test("driving what it does not name is E-COMB-WRITE", () => {
      class Joined extends Two {
        readonly w = wire(uint(4));
        readonly copy = new Copy();
        constructor() {
          super();
          connect(this.y, this.copy.i);
          connect(this.copy.o, this.w);
        }
        override propagate() {
          this.y.value = this.a.value;
          this.z.value = 0;
          this.w.value = 1;
        }
      }
      class Lower extends Joined {
        override propagate() {
          this.y.value = 0;
          this.z.value = 0;
          this.copy.i.value = 1;
        }
      }
      expect(codes(new Joined())).toEqual([
        "E-COMB-WRITE joined.w: propagate() of joined drives joined.w, which `static comb` does not name",
      ]);
      expect(codes(new Lower())).toEqual([
        "E-COMB-WRITE lower.copy.i: propagate() of lower drives lower.copy.i, which `static comb` does not name",
      ]);
    });

    test("an output that a call leaves unassigned is E-LATCH; one that is read before it is assigned E-READ-BEFORE-WRITE", () => {
      class Leaves extends Two {
        override propagate() {
          this.y.value = 0;
          if (this.c.value) this.z.value = 0;
        }
        static override readonly comb = { y: [], z: ["c"] };
      }
      class Early extends Two {
        override propagate() {
          this.y.value = this.z.value;
          this.z.value = 0;
        }
      }
      const [latch] = findings(new Leaves(), Engine);
      expect(latch).toMatchObject({ code: "E-LATCH", path: "leaves.z" });
      // What is left out has no line of its own: the place is that of the method.
      const { file, line } = latch!.places![0]!;
      const lines = readFileSync(file, "utf8").split("\n");
      expect(lines.slice(line - 2, line).join("\n")).toMatch(/class Leaves .*\n *override propagate\(\) \{$/);
      expect(codes(new Early())).toEqual([expect.stringMatching(/^E-READ-BEFORE-WRITE early\.z: /)]);
    });

    test("an output of static comb without propagate() is refused before anything runs", () => {
      class Silent extends Two {}
      expect(codes(new Silent())).toEqual([
        "E-COMB silent: `static comb` of Silent: y is driven by nothing: the class has no propagate()",
        "E-COMB silent: `static comb` of Silent: z is driven by nothing: the class has no propagate()",
      ]);
    });

    test("outputs that nothing drives: the remedy speaks of static comb and update()", () => {
      class Forgets extends Module {
        static readonly behavioural = true;
        readonly y = output(bit);
      }
      const [found] = findings(new Forgets(), Engine);
      expect([found!.code, found!.remedy]).toEqual([
        "E-UNDRIVEN",
        expect.stringMatching(/update\(\).*static comb/),
      ]);
    });

    test("modules talk through signals only: what belongs to others is out of reach in both methods", () => {
      class Spy extends Module {
        static readonly behavioural = true;
        static readonly comb = { y: [] };
        readonly y = output(uint(4));
        readonly r = outputReg(uint(4));
        readonly copy = new Copy();
        protected readonly does: (spy: Spy) => number;
        protected readonly method: "propagate" | "update";
        constructor(method: "propagate" | "update", does: (spy: Spy) => number) {
          super();
          this.method = method;
          this.does = does;
          connect(this.y, this.copy.i);
        }
        override propagate() {
          this.y.value = this.method === "propagate" ? this.does(this) : 0;
        }
        override update() {
          this.r.next = this.method === "update" ? this.does(this) : 0;
        }
      }
      for (const method of ["propagate", "update"] as const) {
        expect(codes(new Spy(method, ({ copy }) => copy.inner.value))).toEqual([
          "E-HIERARCHY spy.copy.inner: spy reads the reg of another module, spy.copy.inner",
        ]);
        expect(codes(new Spy(method, ({ copy }) => copy.i.value))).toEqual([
          "E-HIERARCHY spy.copy.i: spy reads the input of another module, spy.copy.i",
        ]);
      }
      expect(codes(new Spy("update", ({ copy }) => (copy.inner.next = 1)))).toEqual([
        expect.stringMatching(/^E-WRITER spy\.copy\.inner: update\(\) of spy assigned/),
      ]);
      expect(codes(new Spy("update", ({ copy }) => copy.o.value))).toEqual([]);
    });

    test.runIf(doubles)(
      "propagate() is pure: run twice in the shuffle mode, it gives the same (E-IMPURE)",
      () => {
        let calls = 0;
        class Counting extends Two {
          override propagate() {
            this.y.value = this.a.value + (calls++ % 2);
            this.z.value = 0;
          }
        }
        expect(codes(new Counting(), { shuffle: 1 })).toEqual([
          expect.stringMatching(/^E-IMPURE counting\.y: /),
        ]);
      },
    );
  },
);
