import fc from "fast-check";
import { expect, it } from "vitest";
import { createMarks, drainMarks, mark } from "./ordered-marks.ts";

it("gives back what was marked, each once and in rising order, and is empty then", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5000)), (values) => {
      const marks = createMarks(5001);
      for (const value of values) mark(marks, value);
      const drained: number[] = [];
      drainMarks(marks, (value) => drained.push(value));
      expect(drained).toEqual([...new Set(values)].sort((a, b) => a - b));
      drainMarks(marks, () => expect.fail("still marked"));
    }),
  );
});
