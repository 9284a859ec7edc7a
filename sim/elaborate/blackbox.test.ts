import { describe, expect, test } from "vitest";
import {
  bit,
  type Blackbox,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  streamSink,
  uint,
  vec,
} from "../describe/index.ts";
import { SystoleError } from "../errors/index.ts";
import { elaborate } from "./elaborate.ts";

abstract class Macro extends Module {
  readonly depth: number;
  readonly in = streamSink(uint(8));
  readonly lane = [input(bit), input(bit)];
  readonly pair = input(vec(uint(4), 2));
  readonly q = outputReg(uint(8));
  readonly hidden = reg(bit);
  readonly words = memory(uint(8), 4);
  constructor(depth = 16) {
    super();
    this.depth = depth;
  }
}

const ports = {
  CLK: "clock",
  RN: "!reset",
  V: "in.valid",
  R: "in.ready",
  D: "in.payload",
  L0: "lane[0]",
  L1N: "!lane[1]",
  P: "pair",
  Q: "q",
  TEST: 0,
  MODE: 5n,
  BIST: false,
} as const;

function problemsOf(blackbox: Blackbox<Macro>, more: object = {}): readonly string[] {
  class Bad extends Macro {
    static readonly blackbox = blackbox;
    override update() {}
  }
  Object.assign(Bad, more);
  try {
    elaborate(new Bad());
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    return error.diagnostics.map(({ code, message }) => `${code} ${message.replace(/^.*?: /, "")}`);
  }
  return [];
}

describe("a black box is what export instantiates by name (SEMANTICS section 6)", () => {
  test("pins, constants and parameters are resolved for each instance and kept on the design", () => {
    class Vendor extends Macro {
      static readonly blackbox: Blackbox<Vendor> = {
        module: ({ depth }) => `SPRAM_${depth}`,
        ports,
        params: { DEPTH: ({ depth }) => depth, NAME: "macro", RATIO: 0.5, WIDE: 2n ** 70n, FAST: true },
      };
      override update() {}
    }
    class Top extends Module {
      readonly small = new Vendor();
      readonly large = new Vendor(64);
    }
    const { instances } = elaborate(new Top());
    const [top, small, large] = instances;
    expect(top!.blackbox).toBeUndefined();
    expect(small!.blackbox!.module).toBe("SPRAM_16");
    expect(large!.blackbox!.module).toBe("SPRAM_64");
    expect(large!.blackbox!.params).toEqual(
      new Map<string, unknown>([
        ["DEPTH", 64],
        ["NAME", "macro"],
        ["RATIO", 0.5],
        ["WIDE", 2n ** 70n],
        ["FAST", true],
      ]),
    );
    const pins = large!.blackbox!.pins.map(({ pin, to }) => [
      pin,
      to.kind === "signals" ? to.signals.map(({ path }) => path).join() : to.kind,
      to.kind === "constant" ? to.value : to.inverted,
    ]);
    expect(pins).toEqual([
      ["CLK", "clock", false],
      ["RN", "reset", true],
      ["V", "top.large.in.valid", false],
      ["R", "top.large.in.ready", false],
      ["D", "top.large.in.payload", false],
      ["L0", "top.large.lane[0]", false],
      ["L1N", "top.large.lane[1]", true],
      ["P", "top.large.pair[0],top.large.pair[1]", false],
      ["Q", "top.large.q", false],
      ["TEST", "constant", 0],
      ["MODE", "constant", 5n],
      ["BIST", "constant", 0],
    ]);
  });

  test("ports may depend on the instance; a port called clock is that port", () => {
    class Divider extends Module {
      static readonly blackbox: Blackbox<Divider> = {
        module: "DIV",
        ports: ({ hasEnable }) => ({ CK: "clock", O: "out", ...(hasEnable ? { EN: "enable" } : {}) }),
      };
      readonly hasEnable: boolean;
      readonly clock = input(bit);
      readonly enable;
      readonly out = output(bit);
      constructor(hasEnable: boolean) {
        super();
        this.hasEnable = hasEnable;
        this.enable = hasEnable ? input(bit) : undefined;
      }
    }
    for (const hasEnable of [false, true]) {
      const { top } = elaborate(new Divider(hasEnable));
      expect(top.blackbox!.pins.map(({ pin }) => pin)).toEqual(hasEnable ? ["CK", "O", "EN"] : ["CK", "O"]);
      expect(top.blackbox!.pins[0]!.to).toMatchObject({ kind: "signals", signals: [{ key: "clock" }] });
    }
  });

  test.each([
    ["2ram", /module`: 2ram is no identifier of SystemVerilog/],
    ["logic", /module`: logic is a keyword of SystemVerilog/],
    ["", /module`: {2}is no identifier/],
  ])("the module can't be called %j", (module, message) => {
    expect(problemsOf({ module, ports })[0]).toMatch(message);
  });

  test.each([
    [{ "3V": "q" }, "the pin 3V is no identifier of SystemVerilog"],
    [{ output: "q" }, "the pin output is a keyword of SystemVerilog"],
    [{ X: "qq" }, "the pin X: there is no qq in the class"],
    [{ X: "!qq" }, "the pin X: there is no qq in the class"],
    [{ X: "lane" }, "the pin X: lane is several signals"],
    [{ X: "in" }, "the pin X: in is several signals"],
    [{ X: "hidden" }, "the pin X: hidden is a reg, which is no port"],
    [{ X: "words" }, "the pin X: there is no words in the class"],
    [{ X: "toString" }, "the pin X: there is no toString in the class"],
    [{ X: "q" }, "q stands at the pins Q and X"],
    [{ X: "pair[1]" }, "pair[1] stands at the pins P and X"],
    [{ X: -1 }, "the pin X: -1 is below 0"],
    [{ X: 0.5 }, "the pin X: 0.5 is no name and no whole number"],
    [{ L0: 1 }, "the input lane[0] stands at no pin"],
    [{ Q: 0 }, "the outputReg q stands at no pin"],
    [{ CLK: 0 }, "it has an update(), and no pin has the clock"],
  ])("pins %j: %s", (more, message) => {
    expect(problemsOf({ module: "RAM", ports: { ...ports, ...more } })).toContain(`E-BLACKBOX ${message}`);
  });

  test.each([
    [{ "no-name": 1 }, "the parameter no-name is no identifier of SystemVerilog"],
    [{ DEPTH: NaN }, "the parameter DEPTH can't be NaN"],
    [{ DEPTH: () => undefined as never }, "the parameter DEPTH can't be undefined"],
  ])("parameters %j: %s", (params, message) => {
    expect(problemsOf({ module: "RAM", ports, params })).toEqual([`E-BLACKBOX ${message}`]);
  });

  test("a mistake is said once for all instances of the class", () => {
    class Bad extends Macro {
      static readonly blackbox: Blackbox = { module: "RAM", ports: { ...ports, Q: 0 } };
      override update() {}
    }
    class Top extends Module {
      readonly macros = [new Bad(), new Bad(), new Bad()];
    }
    expect(() => elaborate(new Top())).toThrow(
      /^(?![^]*E-BLACKBOX[^]*E-BLACKBOX)E-BLACKBOX {2}top\.macros\[0\]/,
    );
  });
});
