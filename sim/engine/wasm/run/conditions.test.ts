import { expect, test } from "vitest";
import { bigUint, fixed, fp32, sint, uint } from "../../../describe/index.ts";
import type { Condition } from "../../engine.ts";
import { HEADER_BYTES } from "../plan/design-plan.ts";
import { writeConditions } from "./conditions.ts";
import { CONDITION_BYTES, CONDITION_COUNT, CONDITIONS, MOST_CONDITIONS } from "./header.ts";
import { viewsOf } from "./words.ts";

const types = [sint(8), uint(12), sint(40), fp32, fixed(4, 4), bigUint(70)];
const condition = (net: number, value: unknown = 1.5): Condition => ({ net, operator: "<=", value });
const write = (conditions: readonly Condition[], bytes = HEADER_BYTES): boolean => {
  const views = viewsOf(new ArrayBuffer(bytes));
  const isWritten = writeConditions(conditions, views, (net) => ({ type: types[net]!, address: 4096 }));
  if (isWritten) expect(views.i32[CONDITION_COUNT / 4]).toBe(conditions.length);
  return isWritten;
};

test("the loop judges as many conditions as the header has room for, and no more", () => {
  expect(MOST_CONDITIONS).toBeGreaterThan(32);
  expect(CONDITIONS + MOST_CONDITIONS * CONDITION_BYTES).toBeLessThanOrEqual(HEADER_BYTES);
  for (const count of [0, 1, MOST_CONDITIONS])
    expect(write(Array.from({ length: count }, () => condition(0)))).toBe(true);
  expect(write(Array.from({ length: MOST_CONDITIONS + 1 }, () => condition(0)))).toBe(false);
});

test("it judges numbers of all types but those in limbs", () => {
  expect(types.map((_, net) => write([condition(net)]))).toEqual([true, true, true, true, true, false]);
  expect(write([condition(0, 1n)])).toBe(false);
});
