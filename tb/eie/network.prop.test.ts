import fc from "fast-check";
import { expect, it } from "vitest";
import { runTestbench } from "../../sim/testbench/index.ts";
import { planNetwork } from "./network.ts";
import { network } from "./network.tb.ts";
import { randomLayerSource } from "./random-layer.ts";

it("networks of any lengths give the golden models' outputs in the cycles of the model, and none of their activations leaves", async () => {
  let through = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 2, maxLength: 5 }),
      fc.constantFrom(1, 2, 3),
      fc.nat(),
      async (lengths, pes, seed) => {
        const { failure, metrics } = await runTestbench(network, {
          params: { layers: lengths.join("x"), pes },
          seed,
        });
        expect(failure && [failure.message, failure.expected, failure.seen]).toBeUndefined();
        through += metrics["batchCycles"] as number;
      },
    ),
    { numRuns: 12 },
  );
  expect(through).toBeGreaterThan(0);
});

it.each(["5", "5x", "axb", "5x0", "5x6.5"])("the layers %s are refused", async (layers) => {
  const { failure } = await runTestbench(network, { params: { layers } });
  expect(failure?.diagnostics[0]?.code).toBe("E-EIE-NETWORK");
});

it("layers that don't fit each other are refused", () => {
  const densities = { pes: 2, weightDensity: 0.5, activationDensity: 0.5, seed: 1 };
  const first = randomLayerSource({ ...densities, inputs: 8, outputs: 6 });
  const second = randomLayerSource({ ...densities, inputs: 5, outputs: 6 });
  expect(() => planNetwork([first, second], first.activations, 8)).toThrow(
    /E-EIE-CHAIN.*layer 2 has 5 inputs, and gets 6 values/s,
  );
});
