import { expect, test } from "vitest";
import { follow } from "./bind.ts";

test("a path leads to what is there, and to nothing where it ends early", () => {
  const from = { lanes: [{ width: 4 }], none: null, unset: undefined, zero: 0 };
  expect(follow(from, [])).toBe(from);
  expect(follow(from, ["lanes", 0, "width"])).toBe(4);
  expect(follow(from, ["zero"])).toBe(0);
  for (const path of [
    ["lanes", 1, "width"],
    ["none", "width"],
    ["unset", "width"],
    ["zero", "x"],
  ])
    expect(follow(from, path)).toBeUndefined();
  expect(follow(from, ["none"])).toBeNull();
});
