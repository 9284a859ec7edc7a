import { describe, expect, test } from "vitest";
import { createRandom } from "../random/random.ts";
import {
  bit,
  clockDomain,
  clocked,
  input,
  isBehavioural,
  isClockDomain,
  isModuleBase,
  marksOf,
  Module,
  placeOf,
  uint,
  verilogNameProblem,
} from "./index.ts";
import { unplaced } from "../errors/unplaced.test-kit.ts";

class Cell extends Module {
  claim(holds: boolean | number): void {
    this.assert(holds, "it holds");
  }
  get stream() {
    return this.random;
  }
}

describe("a module", () => {
  test("has a path from the top", () => {
    const [top, child] = [new Cell(), new Cell()];
    expect(top.path).toBe("cell");
    placeOf(child).parent = top;
    placeOf(child).key = "lane[3]";
    expect(child.path).toBe("cell.lane[3]");
    placeOf(top).key = "chip";
    expect([top.path, child.path]).toEqual(["chip", "chip.lane[3]"]);
    expect(new (class extends Module {})().path).toBe("top");
  });

  test("does nothing by itself, and has no field of its own", () => {
    const cell = new Cell();
    expect([cell.propagate(), cell.update(), cell.trace(), Object.keys(cell)]).toEqual([
      ...[undefined, undefined, undefined, []],
    ]);
  });

  test("claims what holds where it is simulated, and draws random numbers there", () => {
    const cell = new Cell();
    expect(() => cell.claim(false)).not.toThrow();
    const claims: unknown[] = [];
    placeOf(cell).onAssert = (...claim) => void claims.push(claim);
    cell.claim(0);
    cell.claim(true);
    expect(claims).toEqual([
      [false, "it holds"],
      [true, "it holds"],
    ]);
    expect(unplaced(() => cell.stream)).toThrow(
      "E-RANDOM  cell\n  this.random of cell was used where it is not for use",
    );
    const random = createRandom(1);
    placeOf(cell).takeRandom = () => random;
    expect(cell.stream).toBe(random);
  });

  test("of the kit is where all chains of hardware classes end", () => {
    expect([Module.prototype, Cell.prototype, {}].map(isModuleBase)).toEqual([true, false, false]);
  });

  test("says itself that it is behavioural, or a black box", () => {
    class Behavioural extends Module {
      static readonly behavioural = true;
      static readonly comb = { y: ["a"] };
    }
    class Box extends Module {
      static readonly blackbox = { module: "rom", ports: {} };
    }
    class Not extends Behavioural {
      static override readonly behavioural = false as true;
    }
    const modules = [new Cell(), new Behavioural(), new Box(), new Not()];
    expect(modules.map(isBehavioural)).toEqual([false, true, true, false]);
    expect(marksOf(new Behavioural()).comb).toEqual({ y: ["a"] });
  });
});

describe("a clock domain", () => {
  test("has a name and a reset, and does not change", () => {
    const bus = clockDomain("bus", { reset: { kind: "async", active: "low" } });
    expect([bus.name, bus.reset]).toEqual(["bus", { kind: "async", active: "low" }]);
    expect([Object.isFrozen(bus), Object.isFrozen(bus.reset)]).toEqual([true, true]);
    expect([clockDomain("a_1").reset, clockDomain("_", { reset: false }).reset]).toEqual([undefined, false]);
    expect([bus, { name: "bus" }, null, undefined, "bus"].map(isClockDomain)).toEqual([
      ...[true, false, false, false, false],
    ]);
  });

  test.each(["", "1a", "a b", "a-b", "a\n", 4 as never, ["bus"] as never])(
    "is refused with the name %j",
    (name) => {
      expect(unplaced(() => clockDomain(name))).toThrow(
        `E-DOMAIN-NAME\n  \`${name}\` can't be the name of a clock domain`,
      );
    },
  );

  const bus = clockDomain("bus");
  test("is given to a module, or a reset is, or both", () => {
    const reset = { by: input(bit), kind: "async" } as const;
    const [one, two, three] = [new Cell(), new Cell(), new Cell()];
    expect(clocked(one, bus)).toBe(one);
    expect(placeOf(one).clocking).toEqual({ clock: bus });
    expect(placeOf(clocked(two, { reset })).clocking).toEqual({ reset });
    expect(placeOf(clocked(three, { clock: bus, reset: false })).clocking).toEqual({
      clock: bus,
      reset: false,
    });
  });

  const any = clocked as unknown as (...args: readonly unknown[]) => unknown;
  test.each([
    [() => any({}, bus), "only modules have a clock"],
    [() => any(new Cell(), { clock: "bus" }), "`clock` is no clock domain"],
    [() => any(new Cell(), { reset: { by: 4 } }), "`reset.by` is no signal of type bit"],
    [() => any(new Cell(), { reset: { by: input(uint(1)) } }), "`reset.by` is no signal of type bit"],
    [() => any(clocked(new Cell(), bus), bus), "Cell was given a clock or reset before"],
  ])("is refused where it is given wrongly: %#", (give, problem) => {
    expect(give).toThrow(/^E-DOMAIN-GIVEN/);
    expect(give).toThrow(problem);
  });
});

test("a name in SystemVerilog is an identifier and no keyword", () => {
  expect(["a", "_a1$", "Module", "xors"].map(verilogNameProblem)).toEqual([
    ...[undefined, undefined, undefined, undefined],
  ]);
  for (const name of ["module", "accept_on", "xor", "inout", "throughout", "wire"])
    expect(verilogNameProblem(name)).toBe("is a keyword of SystemVerilog");
  for (const name of ["", "1a", "a-b", "a b", "$a", "ä"])
    expect(verilogNameProblem(name)).toBe("is no identifier of SystemVerilog");
});
