import { expect, test } from "vitest";
import { type CompositeSignal, reg, struct, uint, vec } from "../describe/index.ts";
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

test("a path ends at a signal, which has no value before the design runs; what it is made of goes on", () => {
  const from = {
    leaf: reg(uint(4)),
    row: reg(vec(uint(4), 2)) as unknown as CompositeSignal,
    packet: reg(struct({ x: uint(4) })) as unknown as { readonly next: unknown },
    plain: { value: 3, next: 4 },
  };
  for (const name of ["leaf", "row", "packet"])
    for (const step of ["value", "next"]) expect(follow(from, [name, step])).toBeUndefined();
  expect(follow(from, ["leaf", "type"])).toBe(from.leaf.type);
  expect(follow(from, ["row", 1, "type"])).toEqual(uint(4));
  expect(follow(from, ["plain", "value"])).toBe(3);
  expect(follow(from, ["plain", "next"])).toBe(4);
});
