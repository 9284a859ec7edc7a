import { beforeAll, expect, test } from "vitest";
import { type AnyLeafSignal } from "../describe/index.ts";
import { type Simulation, simulate } from "../testbench/index.ts";
import { designGenes, type SampledDesign, sampleDesigns, stimulusValue } from "./generator/index.ts";

let designs: readonly SampledDesign[];
beforeAll(async () => {
  designs = await sampleDesigns(designGenes(2), 8, 21);
});

function registersOf(sim: Simulation): readonly AnyLeafSignal[] {
  const signals = sim.engine.program.design.instances.flatMap((instance) => instance.signals);
  return signals.filter(({ direction }) => direction === "reg" || direction === "outputReg");
}

/** The simulation of a design that has run its stimuli without reset from a power-on state, and then was reset for one edge. */
function afterReset({ gene, make }: SampledDesign, seed: number | undefined): Simulation {
  const sim = simulate(make(), seed === undefined ? {} : { powerOn: { seed } });
  const inputs = sim.engine.program.design.top.signals.filter(({ direction }) => direction === "input");
  for (const cycle of gene.cycles) {
    for (const [i, { type, net }] of inputs.entries()) sim.engine.drive(net, stimulusValue(type, cycle, i));
    sim.engine.settle();
    sim.step();
  }
  sim.applyReset(1);
  return sim;
}

test("after a reset registers with init are the same, whatever was there at power-on", () => {
  let compared = 0;
  let different = 0;
  for (const design of designs) {
    const [zeros, ...others] = [undefined, 1, 2].map((seed) => afterReset(design, seed));
    for (const register of registersOf(zeros!)) {
      const value = zeros!.engine.read(register.net);
      const values = others.map((sim) => sim.engine.read(register.net));
      if (register.options.init === undefined)
        different += values.some((other) => !Object.is(other, value)) ? 1 : 0;
      else {
        compared += 1;
        expect(values, register.path).toEqual([value, value]);
      }
    }
    for (const sim of [zeros!, ...others]) sim.close();
  }
  // Both kinds have to be there, or nothing was tried.
  expect(compared).toBeGreaterThan(20);
  expect(different).toBeGreaterThan(5);
});

test("the same seed gives the same power-on state, another one another", () => {
  const states = [1, 1, 2].map((seed) =>
    designs.slice(0, 3).flatMap(({ make }) => {
      const sim = simulate(make(), { powerOn: { seed } });
      const texts = registersOf(sim).map(({ net }) => String(sim.engine.read(net)));
      sim.close();
      return texts;
    }),
  );
  expect(states[1]).toEqual(states[0]);
  expect(states[2]).not.toEqual(states[0]);
});
