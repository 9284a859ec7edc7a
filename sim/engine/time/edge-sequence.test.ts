import fc from "fast-check";
import { expect, test } from "vitest";
import { createClock, risingEdge } from "./clock.ts";
import { EdgeSequence } from "./edge-sequence.ts";

test("edge by edge the times are those of the exact rationals (SEMANTICS 5)", () => {
  const part = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(part, part, fc.nat({ max: 9 }), part, (numerator, denominator, phase, phaseOf) => {
      const clock = createClock({ period: `${3 * numerator}/${denominator} ns`, phase: [phase, phaseOf] });
      const sequence = new EdgeSequence(clock);
      for (let k = 1; k <= 200; k++) {
        expect(sequence.time).toBe(risingEdge(clock, k));
        sequence.pass();
      }
    }),
  );
});
