import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  bit,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  state,
  streamSink,
  uint,
  vec,
  wire,
} from "../describe/index.ts";
import { type Diagnostic, SystoleError } from "../errors/index.ts";
import { compile } from "../schedule/index.ts";
import { codeText } from "./print/index.ts";

function drawn(faces: number) {
  return Math.random() * faces;
}
const tossed = (faces: number) => drawn(faces);
const timed = () => Date.now() & 7;
/** Calls itself. */
function again(n: number): number {
  return n === 0 ? timed() : again(n - 1);
}
function diagnosticsOf(run: () => unknown): readonly Diagnostic[] {
  try {
    run();
  } catch (error) {
    if (error instanceof SystoleError) return error.diagnostics;
    throw error;
  }
  return [];
}

describe("what engines know of behavioural modules (SEMANTICS section 6)", () => {
  class Port extends Module {
    static readonly behavioural = true;
    static readonly comb = { "in.ready": ["in.valid", "lanes"], "taps[1]": [] } as Record<string, string[]>;
    readonly in = streamSink(uint(8));
    readonly lanes = [input(bit), input(bit)];
    readonly taps = [outputReg(bit, { init: 0 }), output(bit)];
    readonly sum = outputReg(vec(uint(8), 2));
    readonly #hidden = 1;
    override propagate() {
      throw new Error(String(this.#hidden));
    }
    override update() {
      while (this.lanes.length > 2) this.sum.next = [1, 2];
    }
  }

  it("any TypeScript is in, except # names, which could hide a signal", () => {
    expect(() => compile(new Port())).toThrow(/E-PRIVATE[^]*#hidden/);
  });

  it("static comb says what propagate() reads and drives; update() may read and assign all", () => {
    class Open extends Module {
      static readonly behavioural = true;
      static readonly comb = Port.comb;
      readonly in = streamSink(uint(8));
      readonly lanes = [input(bit), input(bit)];
      readonly taps = [outputReg(bit, { init: 0 }), output(bit)] as const;
      readonly sum = outputReg(vec(uint(8), 2));
      override propagate() {}
      override update() {}
    }
    const { design, propagates, updates } = compile(new Open());
    const paths = (nets: readonly number[]) => nets.map((net) => design.nets[net]!.root.path).sort();
    const prefix = (names: string[]) => names.map((name) => `open.${name}`);
    expect(paths(propagates[0]!.reads)).toEqual(
      prefix(["in.valid", "lanes[0]", "lanes[1]", "sum[0]", "sum[1]", "taps[0]"]),
    );
    expect(paths(propagates[0]!.writes)).toEqual(prefix(["in.ready", "taps[1]"]));
    expect(paths(updates[0]!.writes)).toEqual(prefix(["sum[0]", "sum[1]", "taps[0]"]));
    expect(updates[0]!.reads).toHaveLength(design.nets.length);
  });

  it("what engines know of one: its things and those of its children, by what may be read and written", () => {
    class Queue extends Module {
      readonly push = input(uint(8));
      readonly valid = input(bit);
      readonly pop = output(uint(8));
      override propagate() {
        this.pop.value = this.valid.value ? this.push.value : 0;
      }
    }
    class Base extends Module {
      static readonly behavioural: boolean = true;
      readonly a = input(uint(8));
      readonly queue = new Queue();
      readonly words = memory(uint(8), 4);
      readonly level = wire(uint(2));
      readonly last = reg(uint(8), { init: 0 });
      readonly y = output(uint(8));
      readonly count = outputReg(uint(2), { init: 0 });
      override propagate() {}
    }
    class Model extends Base {
      static readonly comb = { "queue.push": ["a"], "queue.valid": [], level: [], y: ["queue.pop", "level"] };
      override update() {}
    }
    const { codeOf, design } = compile(new Model());
    const code = codeOf(design.instances[0]!);
    expect(["", ...codeText(code)].join("\n")).toMatchInlineSnapshot(`
      "
      propagate(), behavioural
        reads a, last, count, queue.pop, words
        writes queue.push, queue.valid, level, y
      update(), behavioural
        reads a, queue.pop, level, last, y, count, words
        writes last, count, words"
    `);
    const path = (index: number) => code.signals[index]!.path.join(".");
    const dependences = [...code.propagate!.dependences].map(
      ([target, { signals, memories }]) =>
        `${path(target)}: ${[...signals].map(path).join(", ")}; ${[...memories].join()}`,
    );
    expect(dependences).toMatchInlineSnapshot(`
      [
        "queue.push: a, last, count; 0",
        "queue.valid: last, count; 0",
        "level: last, count; 0",
        "y: queue.pop, level, last, count; 0",
      ]
    `);
    expect([...code.update!.dependences.keys()].map(path)).toEqual(["last", "count"]);
    expect([code.propagate!.debugs, code.update!.debugs, code.behavioural]).toEqual([false, true, true]);
    const line = code.propagate!.place!()!.line;
    expect(readFileSync(new URL(import.meta.url), "utf8").split("\n")[line - 1]).toContain("propagate() {}");
  });

  it("methods that are not there are no part of it, and what nothing drives is told", () => {
    class Still extends Module {
      static readonly behavioural = true;
      readonly a = input(bit);
    }
    const { codeOf, design } = compile(new Still());
    expect(codeText(codeOf(design.instances[0]!))).toEqual([]);
    class Undriven extends Module {
      static readonly behavioural = true;
      static readonly comb = { y: ["a"], z: [] };
      readonly a = input(bit);
      readonly y = output(bit);
      readonly z = output(bit);
    }
    expect(
      diagnosticsOf(() => compile(new Undriven())).map(({ code, message }) => `${code} ${message}`),
    ).toEqual([
      "E-COMB `static comb` of Undriven: y is driven by nothing: the class has no propagate()",
      "E-COMB `static comb` of Undriven: z is driven by nothing: the class has no propagate()",
    ]);
  });

  it.each([
    [{ reddy: [] }, /E-COMB[^]*reddy names nothing in it/],
    [{ valid: [] }, /E-COMB[^]*valid is no output, wire or input of a child/],
    [{ count: [] }, /E-COMB[^]*count is no output/],
    [{ ready: ["vaild"] }, /E-COMB[^]*vaild names nothing/],
  ])("static comb %j is refused", (comb, message) => {
    class Gate extends Module {
      static readonly behavioural = true;
      static readonly comb = comb;
      readonly valid = input(bit);
      readonly ready = output(bit);
      readonly count = outputReg(bit, { init: 0 });
    }
    expect(() => compile(new Gate())).toThrow(message);
  });

  it("static comb and state() belong to behavioural modules", () => {
    class Comb extends Module {
      static readonly comb = { y: [] };
      readonly y = outputReg(bit, { init: 0 });
    }
    class Remembers extends Module {
      readonly y = outputReg(bit, { init: 0 });
      readonly words = state([]);
    }
    expect(() => compile(new Comb())).toThrow(/E-BEHAVIOURAL[^]*has `static comb`/);
    expect(() => compile(new Remembers())).toThrow(/E-BEHAVIOURAL[^]*words is a state/);
  });

  it("random numbers come from this.random: Math.random in a method is refused, with its line", () => {
    class Base extends Module {
      static readonly behavioural = true;
      readonly side = outputReg(uint(3), { init: 0 });
      protected roll() {
        return Math.floor(Math.random() * 6);
      }
    }
    class Coin extends Base {
      readonly bias = Math.random();
      override update() {
        this.side.next = this.roll();
      }
    }
    expect(() => compile(new Coin())).toThrow(
      /^E-BEHAVIOURAL {2}\S*behavioural\.test\.ts:\d+:\d+ {2}coin\n {2}Base draws from Math\.random[^]*this\.random/,
    );
  });

  it("so it is in the functions that a method calls, at any depth, and with the time of day", () => {
    class Coin extends Module {
      static readonly behavioural = true;
      readonly side = outputReg(uint(3), { init: 0 });
      get now() {
        return new Date().getSeconds();
      }
      override update() {
        const faces = [tossed, timed];
        this.side.next = tossed(3) + faces.length + again(2);
      }
    }
    const found = diagnosticsOf(() => compile(new Coin()));
    expect(found.map(({ message }) => message)).toEqual([
      "Coin asks new Date() what time it is, which no run repeats",
      "Coin draws from Math.random, whose numbers no seed repeats",
      "Coin asks Date.now what time it is, which no run repeats",
    ]);
    // The use first, then the calls that lead there.
    const text = readFileSync(new URL(import.meta.url), "utf8").split("\n");
    expect(found[1]!.places!.map(({ line }) => text[line - 1]!.trim())).toEqual([
      "return Math.random() * faces;",
      "const tossed = (faces: number) => drawn(faces);",
      "this.side.next = tossed(3) + faces.length + again(2);",
    ]);
    expect(found.every(({ path, remedy }) => path === "coin" && remedy.length > 20)).toBe(true);
  });

  it.each([
    ["Math.random()", "draws from Math.random"],
    ["Date.now()", "asks Date.now what"],
    ["performance.now()", "asks performance.now what"],
    ["new Date().getTime()", "asks new Date() what"],
    ["new Date(0).getTime()", undefined],
    ["Date.parse('2026')", undefined],
    ["Math['random']()", undefined],
    ["Math.round(1.5)", undefined],
    ["other.Math.random()", undefined],
    ["new (class Dated { getTime() { return 1; } })().getTime()", undefined],
  ])("what no run repeats is known by its usual name: %s", (text, message) => {
    const make = new Function(
      ...["Module", "uint", "outputReg", "other"],
      `return class Timed extends Module {
        static behavioural = true;
        y = outputReg(uint(3), { init: 0 });
        set level(x) { ${text}; }
        get level() { return ${text}; }
        update() { this.y.next = 1; ${text}; }
      }`,
    )(Module, uint, outputReg, { Math }) as new () => Module;
    const told = diagnosticsOf(() => compile(new make())).map((one) => one.message);
    expect(told).toHaveLength(message === undefined ? 0 : 3);
    if (message !== undefined) expect(told[0]).toContain(`Timed ${message}`);
  });

  it("a field's initial value and what only a testbench calls may be random", () => {
    class Free extends Module {
      static readonly behavioural = true;
      readonly bias = Math.random() + timed() + tossed(2);
      readonly side = outputReg(bit, { init: 0 });
      override update() {
        this.side.next = Math.trunc(Math.min(this.bias, 1)) & 1;
      }
    }
    expect(diagnosticsOf(() => compile(new Free()))).toEqual([]);
  });
});
