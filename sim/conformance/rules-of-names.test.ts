import { describe, expect, test } from "vitest";
import { bit, Bundle, connect, input, memory, Module, output, uint, vec, wire } from "../describe/index.ts";
import { simulate } from "../testbench/index.ts";
import { found, refused } from "./blamed.test-kit.ts";

/** A signal of the file. */
const loose = wire(bit);

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

describe("SEMANTICS 1: a module's signals and children are own enumerable fields", () => {
  test("alone, in arrays, records and bundles; the key is the name", () => {
    class Link extends Bundle {
      readonly data = input(uint(4));
    }
    class Top extends Module {
      readonly alone = input(bit);
      readonly lanes = [[input(bit)], [input(bit)]];
      readonly named = { low: input(bit), "with space": input(bit) };
      readonly link = new Link();
      readonly links = [new Link()];
      readonly point = input(vec(bit, 2));
      readonly kids = { first: new Copy() };
    }
    const { design } = simulate(new Top()).engine.program;
    expect(design.top.signals.map(({ path }) => path)).toEqual([
      "top.alone",
      "top.lanes[0][0]",
      "top.lanes[1][0]",
      "top.named.low",
      "top.named.with space",
      "top.link.data",
      "top.links[0].data",
      "top.point[0]",
      "top.point[1]",
    ]);
    expect(design.top.children.map(({ module }) => module.path)).toEqual(["top.kids.first"]);
  });

  test("`#private` fields can't be seen: refused, use protected", () => {
    class Hides extends Ports {
      #w = wire(bit); // hidden
      override propagate() {
        this.y.value = 0;
      }
      get shown() {
        return this.#w;
      }
    }
    expect(refused(() => new Hides())).toEqual(["E-PRIVATE hides | #w = wire(bit); // hidden"]);
    expect(found(() => simulate(new Hides()))[0]?.remedy).toContain("use a protected field");
  });

  test("a signal that no field holds is an error where it is connected or used: of a constructor, of the file, static", () => {
    class Local extends Ports {
      constructor() {
        super();
        connect(wire(uint(8)), this.y);
      }
    }
    class OfTheFile extends Ports {
      override propagate() {
        this.y.value = loose.value;
      }
    }
    class Static extends Ports {
      static readonly w = wire(bit);
      override propagate() {
        this.y.value = 0;
        Static.w.value = 1;
      }
    }
    class Cycle extends Ports {
      override update() {
        loose.value = 1;
      }
      override propagate() {
        this.y.value = 0;
      }
    }
    expect(refused(() => new Local())).toEqual(["E-UNHELD local.y | readonly y = output(uint(8));"]);
    expect(refused(() => new OfTheFile())).toEqual(["E-UNHELD ofTheFile | this.y.value = loose.value;"]);
    expect(refused(() => new Static())).toEqual(["E-UNHELD static | Static.w.value = 1;"]);
    expect(refused(() => new Cycle())).toEqual(["E-UNHELD cycle | loose.value = 1;"]);
  });

  test("in a Map, a Set or an object that is no bundle nothing can be found: refused, used or not", () => {
    class Box {
      readonly w = wire(bit);
    }
    class Parts extends Ports {
      readonly map = new Map([["w", wire(bit)]]);
      readonly set = new Set([new Copy()]);
      readonly box = new Box();
      readonly plain = new Map([["n", 1]]);
      override propagate() {
        this.y.value = 0;
      }
    }
    expect(refused(() => new Parts())).toEqual([
      'E-FIELD parts.map | readonly map = new Map([["w", wire(bit)]]);',
      "E-FIELD parts.set | readonly set = new Set([new Copy()]);",
      "E-FIELD parts.box | readonly box = new Box();",
    ]);
  });
});

describe("SEMANTICS 1: fields that are no signals are constants", () => {
  test("frozen after elaboration, at any depth, typed arrays too", () => {
    class Constants extends Ports {
      readonly n: number = 3;
      readonly rows = [[1, 2], [3]];
      readonly record = { deep: { n: 4, bytes: new Uint8Array([7]) } };
      readonly bytes = new Uint8Array([5]);
      override propagate() {
        this.y.value = this.n + this.rows[0]![1]! + this.record.deep.n + this.bytes[0]!;
      }
    }
    for (const engine of ["event", "oblivious", "wasm"] as const) {
      const { top } = simulate(new Constants(), { engine });
      const changes: readonly (() => unknown)[] = [
        () => ((top as { n: number }).n = 9),
        () => (top.rows[0]![1] = 9),
        () => top.rows.push([]),
        () => (top.record.deep.n = 9),
        () => (top.record.deep.bytes[0] = 9),
        () => (top.bytes[0] = 9),
        () => ((top as { later?: number }).later = 1),
      ];
      for (const change of changes) expect(change, String(change)).toThrow(TypeError);
      expect(top.y.value).toBe(3 + 2 + 4 + 5);
    }
  });

  test("assigning one in `propagate()` or `update()` is E-HIDDEN-STATE, with the line", () => {
    class Assigns extends Ports {
      n = 0;
      readonly table = [1, 2];
      readonly record = { count: 0 };
      override propagate() {
        this.y.value = 0;
        this.n = 1;
        this.table[this.a.value & 1] = 2;
      }
      override update() {
        this.record.count++;
        this.n += 2;
      }
    }
    expect(refused(() => new Assigns())).toEqual([
      "E-HIDDEN-STATE assigns | this.n = 1;",
      "E-HIDDEN-STATE assigns | this.table[this.a.value & 1] = 2;",
      "E-HIDDEN-STATE assigns | this.record.count++;",
      "E-HIDDEN-STATE assigns | this.n += 2;",
    ]);
  });
});

describe("SEMANTICS 1: owners", () => {
  test("a second holder is E-ALIAS, of a signal, a memory and a child; the first in the walk owns", () => {
    class Inner extends Module {
      readonly given;
      constructor(given: object) {
        super();
        this.given = given;
      }
    }
    class Holders extends Ports {
      readonly words = memory(bit, 2);
      readonly again = this.a;
      readonly list = [this.words];
      readonly kid = new Copy();
      readonly twin = { kid: this.kid };
      readonly inner = new Inner(this.y);
    }
    expect(refused(() => new Holders())).toEqual([
      "E-ALIAS holders.again | readonly again = this.a;",
      "E-ALIAS holders.list[0] | readonly list = [this.words];",
      "E-ALIAS holders.twin.kid | readonly twin = { kid: this.kid };",
      "E-ALIAS holders.inner.given | readonly given;",
    ]);
  });

  test("`readonly` references inside bundles are exempt, and are the signal that they refer to", () => {
    class View extends Bundle {
      readonly of;
      constructor(of: { readonly value: number }) {
        super();
        this.of = of;
      }
      get doubled() {
        return this.of.value * 2;
      }
    }
    class Viewed extends Ports {
      readonly view = new View(this.a);
      override propagate() {
        this.y.value = this.view.doubled;
      }
    }
    const { top } = simulate(new Viewed());
    top.a.value = 7;
    expect(top.y.value).toBe(14);
    expect(top.a.path).toBe("viewed.a");
  });
});
