import fc from "fast-check";
import { expect, test } from "vitest";
import { simulations } from "../simulate.test-kit.ts";
import { ArithmeticPipeline } from "./arithmetic-pipeline.ts";
import { eieConfig } from "./config.ts";
import { fixed16Format, fp32Format, type NumberFormat } from "./number-format.ts";

/** Few addresses, so that neighbours often hit the same one; undefined is a cycle without an entry. */
const entry = fc.option(
  fc.record({
    address: fc.integer({ min: 0, max: 2 }),
    weight: fc.integer({ min: -300, max: 300 }),
    activation: fc.integer({ min: -300, max: 300 }),
  }),
  { nil: undefined, freq: 4 },
);

const pipelineOf = simulations(
  (format: NumberFormat) => new ArithmeticPipeline(eieConfig({ format, activations: 4 })),
);

test.each([fp32Format, fixed16Format])(
  "entries add up in order, whatever hits the same register: $name",
  (format) => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 40 }), fc.integer({ min: 0, max: 4 }), (entries, shift) => {
        const sim = pipelineOf(format);
        const dut = sim.top;
        const scale = format === fp32Format ? Math.fround(1 / 3) : 1;
        const operand = (value: number) => (format === fp32Format ? Math.fround(value * scale) : value);
        const registers = [0, 0, 0];
        const expected = [0, 0, 0];
        dut.shift.value = shift;
        // S1 shows the activation a cycle before S2 shows the rest; two cycles more let the last entry out.
        for (let cycle = 0; cycle < entries.length + 2; cycle += 1) {
          const atS1 = entries[cycle];
          const atS2 = entries[cycle - 1];
          dut.s1Valid.value = atS1 !== undefined;
          if (atS1) dut.s1Activation.value = operand(atS1.activation);
          dut.valid.value = atS2 !== undefined;
          if (atS2) {
            dut.address.value = atS2.address;
            dut.weight.value = operand(atS2.weight);
            dut.destination.value = registers[atS2.address]!;
            const product = format.multiply(operand(atS2.weight), operand(atS2.activation));
            expected[atS2.address] = format.accumulate(expected[atS2.address]!, product, shift);
          }
          if (dut.write.value) registers[dut.writeAddress.value] = dut.writeData.value;
          sim.step();
        }
        if (dut.write.value) registers[dut.writeAddress.value] = dut.writeData.value;
        expect(registers).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  },
);
