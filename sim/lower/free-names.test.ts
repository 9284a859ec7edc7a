import { describe, expect, test } from "vitest";
import { input, Module, output, uint } from "../describe/index.ts";
import { elaborate } from "../elaborate/index.ts";
import { compile } from "../schedule/compile.ts";
import { createSourceCache, lowerDesign } from "./index.ts";
import { evaluated, findings } from "./lower.test-kit.ts";

const offset = 3;
const twice = (x: number) => x * 2;
const squares = Object.freeze([0, 1, 4, 9]);
const rows = Object.freeze([Object.freeze([1, 2]), Object.freeze([3, 4])]);
const thawed = [0, 1, 4, 9];
const halfThawed = Object.freeze([[1, 2], Object.freeze([3, 4])]);
const bytes = new Uint8Array([7, 8, 9, 250]);
const copied = Object.freeze([...bytes]);
class Setting {
  readonly steps = 3;
}
const setting = new Setting();
const frozenSetting = Object.freeze(new Setting());
/** As transpilers write TypeScript's enumerations, of numbers and of texts. */
const Colour = { Red: 1, 1: "Red", Green: 2, 2: "Green" };
const Mode = { Fast: "fast", Slow: "slow" };
const config = { lanes: 3 };
const nested = Object.freeze({ ...config, inner: { lanes: 2 }, steps: [1, 2] });
const frozenConfig = Object.freeze({ lanes: 3, inner: Object.freeze({ lanes: 2 }) });

abstract class Table extends Module {
  readonly i = input(uint(2));
  readonly y = output(uint(16));
}

/** The codes and messages of lowering alone, where nothing can be asked about a function's scopes. */
function withoutInspector(top: Module): readonly string[] {
  const { diagnostics } = lowerDesign(elaborate(top), createSourceCache({ inspector: false }));
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

describe("static uses, where there is no inspector (SEMANTICS section 3)", () => {
  class Named extends Table {
    static readonly uses = { offset, twice, squares };
    override propagate() {
      this.y.value = squares[this.i.value]! + offset;
    }
  }
  class Unnamed extends Table {
    override propagate() {
      this.y.value = Math.min(this.i.value, 2) + offset;
    }
  }
  class Calling extends Table {
    static readonly uses = { twice };
    override propagate() {
      this.y.value = twice(this.i.value);
    }
  }

  test("names what a method uses; the code is the same as with an inspector", () => {
    const [blind, seeing] = [new Named(), new Named()];
    const design = elaborate(blind);
    const lowered = lowerDesign(design, createSourceCache({ inspector: false }));
    const program = compile(seeing);
    const withoutPlaces = (body: unknown) =>
      JSON.stringify(body, (key, value: unknown) => (key === "place" ? undefined : value));
    expect(lowered.diagnostics).toEqual([]);
    expect(withoutPlaces(lowered.codeOf(design.top).propagate!.statements)).toBe(
      withoutPlaces(program.codeOf(program.design.top).propagate!.statements),
    );
  });

  test("what it does not name is missing, and the remedy says where to name it", () => {
    expect(withoutInspector(new Unnamed())).toEqual(["E-NAME offset can't be found from here"]);
    const { diagnostics } = lowerDesign(elaborate(new Unnamed()), createSourceCache({ inspector: false }));
    expect(diagnostics[0]?.remedy).toContain("static uses");
  });

  test("functions may be named", () => {
    expect(withoutInspector(new Calling())).toEqual([]);
    expect(evaluated(new Calling(), { i: 3 }, ["y"])).toEqual([6]);
  });
});

describe("class factories", () => {
  function scaler(factor: number, table: readonly number[]) {
    return class Scaler extends Table {
      override propagate() {
        this.y.value = this.i.value * factor + table[this.i.value]!;
      }
    };
  }
  const [Two, Three] = [scaler(2, squares), scaler(3, Object.freeze([10, 20, 30, 40]))];

  test("equal text and different closures give different code", () => {
    expect(Two.toString()).toBe(Three.toString());
    class Top extends Module {
      readonly two = new Two();
      readonly three = new Three();
      readonly again = new Two();
      readonly i = input(uint(2));
      readonly y = output(uint(32));
      override propagate() {
        for (const scaled of [this.two, this.three, this.again]) scaled.i.value = this.i.value;
        this.y.value = this.two.y.value * 10000 + this.three.y.value * 100 + this.again.y.value;
      }
    }
    expect(evaluated(new Top(), { i: 3 }, ["y"])).toEqual([15 * 10000 + 49 * 100 + 15]);
    const { design, codeOf } = compile(new Top());
    const [two, three, again] = design.top.children.map((child) => codeOf(child));
    expect(two).toBe(again);
    expect(two).not.toBe(three);
  });
});

describe("constant tables", () => {
  test("of typed arrays: a field's is a frozen table after the elaboration, one of the file is copied into one", () => {
    class Bytes extends Table {
      readonly signed = new Int8Array([-1, 5, 0, 127]);
      readonly more = { rows: [new Uint16Array([0, 0, 0, 0])] };
      readonly z = output(uint(8));
      override propagate() {
        this.y.value = copied[this.i.value]! + this.more.rows[0]![this.i.value]!;
        this.z.value = this.signed[this.i.value]! + 1;
      }
    }
    const top = new Bytes();
    expect(evaluated(top, { i: 1 }, ["z"])).toEqual([6]);
    expect(() => (top.signed[1] = 9)).toThrow(TypeError);
    expect(() => (top.more.rows[0]![0] = 9)).toThrow(TypeError);
    expect([0, 1, 2, 3].map((i) => evaluated(new Bytes(), { i }, ["y", "z"]))).toEqual([
      [7, 0],
      [8, 6],
      [9, 1],
      [250, 128],
    ]);
  });

  test("the bounds of a table are those of its entries", () => {
    class Narrow extends Table {
      readonly big = new BigInt64Array([1n, -2n, 3n, 4n]);
      readonly z = output(uint(4));
      override propagate() {
        this.y.value = 0;
        this.z.value = Number(this.big[this.i.value]!) + 2;
      }
    }
    expect(findings(new Narrow())).toEqual([]);
    expect(evaluated(new Narrow(), { i: 1 }, ["z"])).toEqual([0]);
  });

  test("a frozen table of tables", () => {
    class Rows extends Table {
      override propagate() {
        this.y.value = rows[this.i.value >> 1]![this.i.value & 1]!;
      }
    }
    expect([0, 1, 2, 3].map((i) => evaluated(new Rows(), { i }, ["y"])[0])).toEqual([1, 2, 3, 4]);
  });

  class Shared extends Table {
    static readonly steps = [1, 2, 3, 4];
    override propagate() {
      this.y.value = Shared.steps[this.i.value]!;
    }
  }
  class Typed extends Table {
    override propagate() {
      this.y.value = bytes[this.i.value]!;
    }
  }
  class Own extends Table {
    readonly setting = new Setting();
    override propagate() {
      this.y.value = this.setting.steps;
    }
  }
  class Thawed extends Table {
    override propagate() {
      this.y.value = thawed[this.i.value]!;
    }
  }
  class HalfThawed extends Table {
    override propagate() {
      this.y.value = halfThawed[0]![this.i.value & 1]!;
    }
  }
  class Walked extends Table {
    override propagate() {
      let sum = this.i.value;
      for (const entry of thawed) sum += entry;
      this.y.value = sum;
    }
  }
  class Configured extends Table {
    override propagate() {
      this.y.value = config.lanes;
    }
  }
  class TakenApart extends Table {
    override propagate() {
      const { lanes } = config;
      this.y.value = lanes;
    }
  }
  class Inner extends Table {
    override propagate() {
      this.y.value = nested.inner.lanes;
    }
  }
  class InnerSteps extends Table {
    override propagate() {
      this.y.value = nested.steps[this.i.value & 1]!;
    }
  }
  class FileOwn extends Table {
    override propagate() {
      this.y.value = setting.steps;
    }
  }
  class FileOwnApart extends Table {
    override propagate() {
      const { steps } = setting;
      this.y.value = steps;
    }
  }
  class Static extends Table {
    static readonly shape = { lanes: 2 };
    override propagate() {
      this.y.value = Static.shape.lanes;
    }
  }
  class Empty extends Table {
    static readonly given: { lanes?: number } = {};
    override propagate() {
      this.y.value = Empty.given.lanes ?? 1;
    }
  }
  const notFrozen = (name: string, what = "table") =>
    `E-NOT-FROZEN the ${what} ${name} is not frozen, so the program could change it after elaboration`;
  test.each([
    ["of the file", () => new Thawed(), notFrozen("thawed")],
    ["one row of a frozen one", () => new HalfThawed(), notFrozen("halfThawed[0]")],
    ["a static field", () => new Shared(), notFrozen("Shared.steps")],
    ["in a for…of", () => new Walked(), notFrozen("thawed")],
    ["a typed array of the file", () => new Typed(), notFrozen("bytes")],
    ["an object of a class of one's own", () => new Own(), notFrozen("this.setting", "object")],
    ["a record of the file", () => new Configured(), notFrozen("config", "record")],
    ["taken apart", () => new TakenApart(), notFrozen("config", "record")],
    ["a record in a frozen one", () => new Inner(), notFrozen("nested.inner", "record")],
    ["a table in a frozen record", () => new InnerSteps(), notFrozen("nested.steps")],
    ["an object of the file, of a class of one's own", () => new FileOwn(), notFrozen("setting", "object")],
    ["the same, taken apart", () => new FileOwnApart(), notFrozen("that { steps } takes apart", "object")],
    ["a record in a static field", () => new Static(), notFrozen("Static.shape", "record")],
    ["a record with nothing in it yet", () => new Empty(), notFrozen("Empty.given", "record")],
  ])("a table that the program could still change is refused: %s", (_, make, message) => {
    expect(findings(make())).toEqual([message]);
  });

  test("TypeScript's enumerations, which nobody freezes, are constants", () => {
    class Named extends Table {
      readonly mode: string = Mode.Fast;
      override propagate() {
        this.y.value = this.i.value === Colour.Red ? Colour.Green : this.mode === Mode.Fast ? 7 : 0;
      }
    }
    expect([0, 1].map((i) => evaluated(new Named(), { i }, ["y"])[0])).toEqual([7, 2]);
  });

  test("frozen records and objects of the file, and records in fields, which elaboration freezes", () => {
    class Frozen extends Table {
      readonly shape = { lanes: 4, inner: { lanes: 5 } };
      readonly bytes = new Uint8Array([0, 100]);
      override propagate() {
        const { lanes } = frozenConfig.inner;
        this.y.value =
          Math.max(frozenConfig.lanes, lanes, frozenSetting.steps) * this.bytes[1]! + this.shape.inner.lanes;
      }
    }
    expect(evaluated(new Frozen(), { i: 0 }, ["y"])).toEqual([305]);
  });
});
