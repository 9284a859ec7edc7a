import { describe, expect, test } from "vitest";
import { clocked, clockDomain, Module, output, uint } from "../describe/index.ts";
import { codesOf } from "../engine/codes-of.test-kit.ts";
import { Cell, Flood, Kinds, Reals } from "./followed-waves.test-kit.ts";
import { same } from "./same-waves.test-kit.ts";

describe("waves that an engine follows by itself are those of the event engine, byte for byte", () => {
  test("all of a design, with values of all kinds", () => {
    const { text } = same(
      () => new Kinds(),
      (sim, open) => {
        open();
        sim.applyReset();
        sim.step(300);
        sim.top.step.value = 2;
        sim.step(1);
        sim.poke("kinds.wider", -(2n ** 129n));
        sim.step(2);
        sim.poke("kinds.wider", 5n);
        sim.poke("kinds.words[3]", 77);
        sim.run("100.25ns");
        sim.step(3);
      },
      { clock: { period: "1ns" } },
    );
    expect(text.length).toBeGreaterThan(50_000);
    expect(text).toMatch(/^r-?1\.5/m);
  });

  test.each([
    [["kinds.cell[1]"]],
    [["kinds.cell[*].count", "kinds.wider"]],
    [["kinds.words"]],
    [["kinds.words[3]", "kinds.seen", "kinds.clk"]],
    [["kinds.single"]],
    [["kinds.clk"]],
    [["kinds.reset", "kinds.limit"]],
  ])("a scope: %s", (scope) => {
    same(
      () => new Kinds(),
      (sim, open) => {
        open({ scope });
        sim.step(150);
        sim.poke("kinds.words[3]", 9);
        sim.step(20);
      },
    );
  });

  test.each([
    { period: "3ns", phase: "7ns" },
    { frequency: "200/3 MHz", phase: "1ns" },
    { period: "1fs" },
    { period: "7fs", phase: [1, 3] },
    { period: "123456789ns" },
  ] as const)("a clock of %o", (clock) => {
    const period = "period" in clock && clock.period === "1fs" ? { period: "2fs" } : clock;
    same(
      () => new Kinds(),
      (sim, open) => {
        open({ scope: ["kinds.clk", "kinds.word"] });
        sim.step(600);
      },
      { clock: period },
    );
  });

  test("several clocks: record by record", () => {
    class Two extends Module {
      readonly a = new Cell();
      readonly b = clocked(new Cell(), clockDomain("bus", {}));
      readonly sum = output(uint(9));
      override propagate() {
        this.a.in.value = 3;
        this.b.in.value = 5;
        this.sum.value = this.a.count.value + this.b.count.value;
      }
    }
    const clocks = { clk: { period: "10ns" }, bus: { ratio: [2, 3], of: "clk" } } as const;
    same(
      () => new Two(),
      (sim, open) => {
        open();
        sim.step(60);
      },
      { clocks },
      0,
    );
  });

  test("nets that are forced, of which one shares its word", () => {
    same(
      () => new Kinds(),
      (sim, open) => {
        open();
        sim.step(20);
        sim.force(sim.top.cell[1]!.out, 99);
        sim.force(sim.top.word, 12);
        sim.step(20);
        sim.release(sim.top.cell[1]!.out);
        sim.release(sim.top.word);
        sim.step(20);
      },
    );
  });

  test("conditions that end a run in the middle", () => {
    same(
      () => new Kinds(),
      (sim, open) => {
        open();
        const condition = { net: sim.top.word.net, operator: ">=", value: 137 } as const;
        expect(sim.runEdges(1000, [condition])).toBe(137);
        sim.top.step.value = 200;
        expect(sim.runEdges(1000, [{ ...condition, value: 1000 }])).toBe(5);
        sim.step(2);
      },
      {},
      1000,
    );
  });

  test.each([[undefined], [["kinds.cell[2]"]]])(
    "an assertion that fails in the middle of a run: %s",
    (scope) => {
      const { error, time } = same(
        () => new Kinds(),
        (sim, open) => {
          open({ scope });
          sim.top.limit.value = 333;
          sim.step(1000);
        },
      );
      expect(error).toMatch(/the limit is reached/);
      expect(time).toBe(333_000_000n);
    },
  );

  test("an assertion that fails behind a run that a condition has ended", () => {
    same(
      () => new Kinds(),
      (sim, open) => {
        open();
        sim.top.limit.value = 50;
        sim.runEdges(1000, [{ net: sim.top.word.net, operator: "==", value: 50 }]);
        sim.step(5);
      },
    );
  });

  test("windows, also of runs that end before or behind them", () => {
    for (const [from, to] of [
      [undefined, 40],
      [20, undefined],
      [20, 41],
      [99, 99],
      [300, undefined],
    ]) {
      const window = {
        from: from === undefined ? undefined : { cycle: from },
        to: to === undefined ? undefined : { cycle: to },
      };
      for (const scope of from === 20 ? [undefined, ["kinds.cell[0]"]] : [undefined]) {
        const runs = [false, true].map(
          (recorded) =>
            same(
              () => new Kinds(),
              (sim, open) => {
                open({ window, scope });
                // Beside another observer, every moment is a record.
                if (recorded) sim.observe({ begin() {}, record() {}, end() {} });
                sim.step(5);
                sim.step(200);
              },
              {},
              recorded ? 1 : 10,
            ).text,
        );
        expect(runs[0] === runs[1]).toBe(true);
      }
    }
  });

  test("waves that begin and end within a run, one behind the other and two at once", () => {
    same(
      () => new Kinds(),
      (sim, open) => {
        sim.step(10);
        const first = open({ scope: ["kinds.cell[0]"] });
        sim.step(30);
        first.close();
        sim.step(30);
        open();
        sim.step(30);
        open({ scope: ["kinds.wider"] });
        sim.step(30);
      },
    );
  });

  test("a snapshot that is gone on from", () => {
    same(
      () => new Kinds(),
      (sim, open) => {
        sim.step(10);
        const early = sim.snapshot();
        open();
        sim.step(50);
        const late = sim.snapshot();
        sim.top.step.value = 9;
        sim.step(50);
        expect(codesOf(() => sim.restore(early))).toEqual(["E-SNAPSHOT-TIME"]);
        expect(codesOf(() => sim.restore(late))).toEqual(["E-SNAPSHOT-TIME"]);
        sim.step(50);
      },
    );
  });

  test("a moment with more text than is kept", () => {
    const { text } = same(
      () => new Flood(),
      (sim, open) => {
        open();
        sim.step(40);
      },
    );
    expect(text.length).toBeGreaterThan(30 * 300_000);
  });

  test("infinite numbers, numbers that are none, and both zeros", () => {
    const { text } = same(
      () => new Reals(),
      (sim, open) => {
        open();
        sim.step(40);
        sim.poke("reals.grows", 3);
        sim.poke("reals.none", NaN);
        sim.step(40);
      },
    );
    expect(text).toMatch(/^rnan /m);
    expect(text).toMatch(/^r-inf /m);
    expect(text).toMatch(/^r-0 /m);
    // None stays none, whatever its bits.
    expect(text.match(/^rnan /gm)).toHaveLength(3);
  });
});
