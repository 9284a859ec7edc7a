import { expect, it } from "vitest";
import { chooseTimeUnit, formatTime } from "./time-unit.ts";

it.each([
  [1n, "1fs"],
  [5n, "1fs"],
  [10n, "10fs"],
  [625_000n, "1ps"],
  [5_000_000n, "1ns"],
  [50_000_000n, "10ns"],
  [10n ** 15n, "1s"],
  [10n ** 30n, "100s"],
  [0n, "1fs"],
])("a tick of %i fs is counted in %s", (tick, text) => {
  expect(chooseTimeUnit(tick).text).toBe(text);
});

it.each([
  [0, "0ns"],
  [85_000_000, "85ns"],
  [1_500_000, "1500ps"],
  [9007199254740993n, "9007199254740993fs"],
  [2n * 10n ** 18n, "2000s"],
])("%s fs is shown as %s", (time, text) => {
  expect(formatTime(time)).toBe(text);
});
