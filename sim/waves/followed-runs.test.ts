import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Module, wrap } from "../describe/index.ts";
import { codesOf } from "../engine/codes-of.test-kit.ts";
import { simulate } from "../testbench/index.ts";
import { Cell, Eventful, Kinds } from "./followed-waves.test-kit.ts";
import { same } from "./same-waves.test-kit.ts";
import { type SimulationWaves, simulationWaves } from "./simulation-waves.ts";

describe("behavioural modules in a run that is followed", () => {
  class Around extends Module {
    readonly cell = new Cell();
    readonly odd: Eventful;
    constructor(at: number, what: () => void) {
      super();
      this.odd = new Eventful(at, what);
    }
    override propagate() {
      this.cell.in.value = wrap(this.odd.now.value);
    }
  }

  test.each([[undefined], [["around.cell"]]])("one that throws: %s", (scope) => {
    const { error } = same(
      () =>
        new Around(70, () => {
          throw new Error("seventy");
        }),
      (sim, open) => {
        open({ scope });
        sim.step(500);
      },
    );
    expect(error).toMatch(/seventy/);
  });

  test("one that ends the waves, as the end of the process does", () => {
    let waves: SimulationWaves | undefined;
    const { text } = same(
      () => new Around(90, () => waves!.close()),
      (sim, open) => {
        waves = open();
        sim.step(200);
      },
    );
    // The falling edge in front of edge 91, and a unit.
    expect(text.endsWith("\n#901\n")).toBe(true);
  });
});

describe.runIf(existsSync("/dev/full"))("a disk that is full", () => {
  test.each(["event", "wasm"] as const)("ends the run in front of an edge: %s", (engine) => {
    const sim = simulate(new Kinds(), { engine });
    sim.observe(simulationWaves(sim, { file: "/dev/full" }));
    expect(codesOf(() => sim.step(1_000_000))).toEqual(["E-WAVES-FILE"]);
    // Between what fits into one buffer and into another.
    expect(sim.cycle).toBeGreaterThan(100);
    expect(sim.cycle).toBeLessThan(5000);
    sim.step(10);
    sim.close();
  });
});
