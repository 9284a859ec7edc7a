import { describe, expect, test } from "vitest";
import {
  bigUint,
  bit,
  enumeration,
  fp32,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  streamSink,
  streamSource,
  uint,
  wire,
} from "../describe/index.ts";
import { compile } from "../schedule/compile.ts";
import { createEvaluator } from "../conformance/evaluator/index.ts";
import { evaluated, findings } from "./lower.test-kit.ts";

const Mode = enumeration("Idle", "Load", "Run");
const Other = enumeration("Idle", "Halt");

describe("an array of arrays, both indices from hardware", () => {
  class Grid extends Module {
    readonly r = input(uint(1));
    readonly c = input(uint(2));
    readonly grid = Array.from({ length: 2 }, () => Array.from({ length: 4 }, () => wire(bit)));
    readonly table = [
      [1, 2, 3, 4],
      [5, 6, 7, 8],
    ];
    readonly y = output(bit);
    readonly map = output(uint(8));
    readonly k = output(uint(8));
    override propagate() {
      for (const row of this.grid) for (const cell of row) cell.value = 0;
      this.grid[this.r.value]![this.c.value]!.value = 1;
      this.y.value = this.grid[this.r.value]![this.c.value]!.value;
      let map = 0;
      for (let r = 0; r < 2; r++)
        for (let c = 0; c < 4; c++) map += this.grid[r]![c]!.value * 2 ** (r * 4 + c);
      this.map.value = map;
      this.k.value = this.table[this.r.value]![this.c.value]!;
    }
  }
  test("reads and writes the one element, and no other", () => {
    const cells = [0, 1].flatMap((r) => [0, 1, 2, 3].map((c) => ({ r, c })));
    expect(cells.map((cell) => evaluated(new Grid(), cell, ["y", "map", "k"]))).toEqual(
      cells.map(({ r, c }) => [1, 2 ** (r * 4 + c), r * 4 + c + 1]),
    );
  });

  test("registers and children behind both indices", () => {
    class Cell extends Module {
      readonly a = input(uint(8));
      readonly y = outputReg(uint(8), { init: 0 });
      override update() {
        this.y.next = this.a.value;
      }
    }
    class Cells extends Module {
      readonly r = input(uint(1));
      readonly c = input(uint(1));
      readonly cell = [
        [new Cell(), new Cell()],
        [new Cell(), new Cell()],
      ];
      readonly state = [
        [reg(uint(8), { init: 1 }), reg(uint(8), { init: 2 })],
        [reg(uint(8), { init: 3 }), reg(uint(8), { init: 4 })],
      ];
      readonly y = output(uint(8));
      readonly z = output(uint(8));
      override propagate() {
        this.cell.forEach((row, r) => row.forEach((cell, c) => (cell.a.value = r * 2 + c + 10)));
        this.y.value = this.cell[this.r.value]![this.c.value]!.y.value;
        this.z.value = this.state[this.r.value]![this.c.value]!.value;
      }
      override update() {
        this.state[this.r.value]![this.c.value]!.next = 99;
      }
    }
    expect(evaluated(new Cells(), { r: 1, c: 0 }, ["y", "z"])).toEqual([0, 3]);
    expect(evaluated(new Cells(), { r: 1, c: 0 }, ["y", "z"], 1)).toEqual([12, 99]);
  });

  test("an index outside any of the rows is refused", () => {
    class Ragged extends Module {
      readonly r = input(uint(1));
      readonly c = input(uint(2));
      readonly rows: readonly (readonly number[])[] = [
        [1, 2, 3, 4],
        [5, 6],
      ];
      readonly y = output(uint(8));
      override propagate() {
        this.y.value = this.rows[this.r.value]![this.c.value]!;
      }
    }
    const [first] = findings(new Ragged());
    expect(first).toMatch(/^E-INDEX the index this\.rows.* has the range 0…3, and the length is 2$/);
  });
});

describe("masks of memory writes (SEMANTICS section 4)", () => {
  class Store extends Module {
    readonly mask = input(uint(8));
    readonly wideMask = input(bigUint(70));
    readonly words = memory(uint(8), 2, { init: 0x0f });
    readonly wide = memory(bigUint(70), 2, { init: 0x0fn });
    override update() {
      this.words.write(0, 0xaa, { mask: this.mask.value });
      this.words.write(1, 0xaa, { mask: 0xf0 });
      this.wide.write(0, 0xaan, { mask: this.wideMask.value });
      this.wide.write(1, (1n << 69n) | 0xaan, { mask: (1n << 69n) | 0xf0n });
      // A later write of one call wins, bit by bit.
      this.words.write(1, 0x01, { mask: 0x03 });
    }
  }
  test("numbers for words that are numbers, bigints for words that are bigints", () => {
    const top = new Store();
    const run = createEvaluator(compile(top));
    run.drive(top.mask, 0x3c);
    run.drive(top.wideMask, 0x3cn);
    run.settle();
    run.edge(false);
    expect([0, 1].map((address) => run.word(top.words, address))).toEqual([0x2b, 0xad]);
    expect([0, 1].map((address) => run.word(top.wide, address))).toEqual([0x2bn, (1n << 69n) | 0xafn]);
  });

  abstract class Ports extends Module {
    readonly a = input(uint(8));
    readonly big = input(bigUint(70));
    readonly words = memory(uint(8), 4);
    readonly wide = memory(bigUint(70), 4);
    readonly modes = memory(Mode, 4);
    readonly floats = memory(fp32, 4);
  }
  const errors = (make: () => Module) => findings(make()).filter((finding) => finding.startsWith("E-"));
  test.each([
    [
      "a bigint for words that are numbers",
      () =>
        new (class A extends Ports {
          override update() {
            this.words.write(0, 1, { mask: 3n });
          }
        })(),
      "E-KIND a write of a.words takes a mask of the kind of its words (uint(8)), not 3n",
    ],
    [
      "a float for words that are numbers",
      () =>
        new (class A extends Ports {
          override update() {
            this.words.write(0, 1, { mask: 1.5 });
          }
        })(),
      "E-KIND a write of a.words takes a mask of the kind of its words (uint(8)), not a float",
    ],
    [
      "a number for words that are bigints",
      () =>
        new (class A extends Ports {
          override update() {
            this.wide.write(0, 1n, { mask: this.a.value });
          }
        })(),
      "E-KIND a write of a.wide takes a mask of the kind of its words (bigUint(70)), not 0…255",
    ],
    [
      "words without bits",
      () =>
        new (class A extends Ports {
          override update() {
            this.modes.write(0, Mode.Run, { mask: 1 });
          }
        })(),
      'E-MEMORY-MASK a.modes was written with a mask, and words of enumeration("Idle", "Load", "Run") have no bits that can be masked',
    ],
    [
      "floats",
      () =>
        new (class A extends Ports {
          override update() {
            this.floats.write(0, 1, { mask: 1 });
          }
        })(),
      "E-MEMORY-MASK a.floats was written with a mask, and words of fp32 have no bits that can be masked",
    ],
  ])("%s are refused at elaboration", (_, make, message) => {
    expect(errors(make)).toEqual([message]);
  });
});

describe("getters of bundles", () => {
  class Relay extends Module {
    readonly in = streamSink(uint(8));
    readonly out = streamSource(uint(8));
    readonly passed = reg(uint(8), { init: 0 });
    readonly y = output(uint(8));
    readonly now = output(bit);
    override propagate() {
      this.in.ready.value = this.out.ready.value;
      this.out.valid.value = this.in.valid.value;
      this.out.payload.value = this.in.payload.value;
      this.y.value = this.passed.value;
      this.now.value = this.in.fires && this.out.fires;
    }
    override update() {
      if (this.in.fires) this.passed.next = this.in.payload.value;
    }
  }
  test.each([
    [1, 1, 77],
    [1, 0, 0],
    [0, 1, 0],
  ] as const)("in.fires with valid %i and ready %i", (valid, ready, passed) => {
    const top = new Relay();
    const run = createEvaluator(compile(top));
    run.drive(top.in.valid, valid);
    run.drive(top.in.payload, 77);
    run.drive(top.out.ready, ready);
    run.settle();
    expect(run.read(top.now)).toBe(valid & ready);
    run.edge(false);
    run.settle();
    expect(run.read(top.y)).toBe(passed);
  });

  test("a getter's reads belong to the method that uses it", () => {
    const { design, codeOf } = compile(new Relay());
    const { update, signals } = codeOf(design.top);
    const read = update!.reads.map((index) => signals[index]!.path.join("."));
    expect(read.sort()).toEqual(["in.payload", "in.ready", "in.valid"]);
  });
});

describe("enumerations chosen by ?:", () => {
  class Machine extends Module {
    readonly c = input(bit);
    readonly mode = reg(Mode, { init: Mode.Idle });
    readonly y = output(Mode);
    override propagate() {
      const idle = this.mode.value === Mode.Idle;
      this.y.value = idle ? (this.c.value ? Mode.Load : Mode.Run) : this.mode.value;
    }
    override update() {
      this.mode.next = this.c.value ? Mode.Load : Mode.Run;
    }
  }
  test.each([
    [1, "Load"],
    [0, "Run"],
  ] as const)("with %i it is %s", (c, label) => {
    expect(evaluated(new Machine(), { c }, ["mode", "y"])).toEqual(["Idle", label]);
    expect(evaluated(new Machine(), { c }, ["mode", "y"], 1)).toEqual([label, label]);
  });

  test("through a const, and with a member of another enumeration", () => {
    class Through extends Machine {
      override update() {
        const next = this.c.value ? Mode.Load : Mode.Run;
        this.mode.next = next;
      }
    }
    class Mixed extends Machine {
      override update() {
        this.mode.next = this.c.value ? Mode.Load : (Other.Halt as never);
      }
    }
    expect(evaluated(new Through(), { c: 1 }, ["mode"], 1)).toEqual(["Load"]);
    expect(findings(new Mixed())[0]).toMatch(/^E-KIND .*Halt/);
  });
});

describe("what transpilers make of decorators and of accessor", () => {
  abstract class Ports extends Module {
    readonly a = input(uint(8));
    readonly y = output(uint(8));
  }

  test("a method that a decorator replaced is the one that is lowered", () => {
    class Decorated extends Ports {
      override propagate() {
        this.y.value = this.a.value;
      }
    }
    Decorated.prototype.propagate = function (this: Decorated) {
      this.y.value = this.a.value >> 1;
    };
    expect(evaluated(new Decorated(), { a: 9 }, ["y"])).toEqual([4]);
  });

  test("a decorator's wrapper calls what it can't be seen to call", () => {
    class Wrapped extends Ports {
      override propagate() {
        this.y.value = this.a.value;
      }
    }
    const original = Wrapped.prototype.propagate;
    Wrapped.prototype.propagate = function (this: Wrapped) {
      original.call(this);
    };
    expect(findings(new Wrapped())[0]).toMatch(/^E-SUBSET .*call/);
  });

  test("accessor hides its value in a WeakMap, or behind a # name", () => {
    const hidden = new WeakMap<object, number>();
    class InMap extends Ports {
      get k(): number {
        return hidden.get(this)!;
      }
      override propagate() {
        this.y.value = this.k;
      }
    }
    class InPrivate extends Ports {
      #k = 3;
      get k(): number {
        return this.#k;
      }
      override propagate() {
        this.y.value = this.k;
      }
    }
    expect(findings(new InMap())[0]).toMatch(/^E-SUBSET .*WeakMap|^E-SUBSET .*get/);
    expect(findings(new InPrivate())[0]).toMatch(/^E-PRIVATE #k/);
  });
});
