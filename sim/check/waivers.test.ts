import { expect, test } from "vitest";
import { bit, Module, output, reg, struct, uint, vec } from "../describe/index.ts";
import { elaborate } from "../elaborate/index.ts";
import type { Diagnostic } from "../errors/index.ts";
import { withoutWaived } from "./waivers.ts";

/** A child whose name begins as a signal of the parent does. */
class Child extends Module {
  readonly level = output(bit);
}

class Parent extends Module {
  static readonly waive: Readonly<Record<string, readonly string[]>> = {
    "W-WRAP": ["still", "lanes"],
    "W-TRUTHY": ["*"],
  };
  readonly s = new Child();
  readonly still = reg(struct({ a: uint(4), b: vec(bit, 2) }));
  readonly lanes = [reg(bit), reg(bit)];
  readonly other = reg(bit);
}

class Derived extends Parent {
  static override readonly waive = { "W-CONSTANT": ["other"] };
}

const found = (code: string, path?: string): Diagnostic => ({
  ...{ code, path, severity: "warning", message: "", remedy: "" },
});

function left(top: Module, ...findings: readonly Diagnostic[]): readonly string[] {
  return withoutWaived(elaborate(top), findings).map(({ code, path }) => `${code} ${path}`);
}

test("a class waives a code for a field, with all its elements, or for all fields", () => {
  expect(
    left(
      new Parent(),
      found("W-WRAP", "parent.still"),
      found("W-WRAP", "parent.still.a"),
      found("W-WRAP", "parent.still.b[1]"),
      found("W-WRAP", "parent.lanes[1]"),
      found("W-TRUTHY", "parent.other"),
      found("W-TRUTHY", "parent"),
    ),
  ).toEqual([]);
  const loud = [
    found("W-WRAP", "parent.other"),
    found("W-WRAP", "parent"),
    found("W-UNUSED", "parent.still"),
    found("W-WRAP", "parent.s.still"),
    found("W-TRUTHY", "parent.s.level"),
    found("W-TRUTHY", "elsewhere.level"),
    found("W-TRUTHY"),
  ];
  expect(left(new Parent(), ...loud)).toEqual(loud.map(({ code, path }) => `${code} ${path}`));
});

test("what a base waives is waived in classes that extend it", () => {
  expect(
    left(
      new Derived(),
      found("W-CONSTANT", "derived.other"),
      found("W-WRAP", "derived.still.a"),
      found("W-CONSTANT", "derived.still"),
    ),
  ).toEqual(["W-CONSTANT derived.still"]);
});
