import fc from "fast-check";
import { expect, it } from "vitest";
import { type Cause, causes } from "../../tb/eie/cycle-causes.ts";
import { causeBar } from "./cause-bar.ts";

const none = Object.fromEntries(causes.map((cause) => [cause, 0])) as Record<Cause, number>;

it("shows each cause by its share", () => {
  const { bar, legend } = causeBar({ ...none, useful: 750, padding: 249, drain: 1 }, 20);
  expect(bar).toBe("███████████████▓▓▓▓▓");
  expect(legend).toEqual(["█ useful 75.0 %   ▓ padding 24.9 %   › drain 0.1 %"]);
});

it("is as long as it is to be, whatever the counts", () => {
  const counts = fc.record(
    Object.fromEntries(causes.map((cause) => [cause, fc.nat()])) as Record<Cause, fc.Arbitrary<number>>,
  );
  fc.assert(
    fc.property(counts, fc.integer({ min: 1, max: 100 }), (some, width) => {
      fc.pre(causes.some((cause) => some[cause] > 0));
      expect([...causeBar(some, width).bar]).toHaveLength(width);
    }),
  );
});
