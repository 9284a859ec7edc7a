import { expect, it } from "vitest";
import { claimsTable, isFalling, layersText } from "./claims-table.ts";
import { kneeOf } from "./knee.ts";

it("the knee is where a curve bends, over log2 of x", () => {
  const curve = (values: readonly number[]) => values.map((y, k) => ({ x: 2 ** k, y }));
  expect(kneeOf(curve([0, 0.5, 0.9, 0.95, 1]))).toBe(4);
  expect(kneeOf(curve([0, 0.9, 0.95, 1]))).toBe(2);
  expect(kneeOf(curve([0, 0, 0, 1, 1, 1]))).toBe(8);
});

it("claims are judged one by one", () => {
  const trend = { id: "eie/t", what: "y against x", claims: ["a", "b", "c"], source: "a paper" };
  const table = claimsTable(trend, [
    { seen: "yes", holds: true },
    { seen: "no", holds: false },
    { seen: "not here", holds: undefined },
  ]);
  expect(table).toMatchObject({
    rows: [
      ["a", "yes", "holds"],
      ["b", "no", "does not hold"],
      ["c", "not here", "not compared"],
    ],
  });
});

it("values fall if none rises", () => {
  expect(isFalling([3, 3, 1])).toBe(true);
  expect(isFalling([1, 2])).toBe(false);
  expect(isFalling([])).toBe(true);
});

it("says of which layers something holds", () => {
  const layers = (...holds: boolean[]) => holds.map((one, k) => ({ name: `L${k}`, holds: one }));
  expect(layersText(layers(true, true))).toBe("in all 2 layers");
  expect(layersText(layers(true, false, true))).toBe("in 2 of 3 layers (not L1)");
  expect(layersText(layers(false, false))).toBe("in none of the layers");
  expect(layersText(layers(true))).toBe("in L0");
  expect(layersText(layers(false))).toBe("not in L0");
});
