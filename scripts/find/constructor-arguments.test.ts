import { describe, expect, it } from "vitest";
import { constructorArguments } from "./constructor-arguments.ts";

class Plain {
  readonly all: readonly unknown[];
  constructor(width: number, depth = 4, name?: string) {
    this.all = [width, depth, name];
  }
}
class Heir extends Plain {}
class Options {
  readonly given: unknown;
  constructor({ width }: { width: number }) {
    this.given = width;
  }
}
class Config {
  readonly config: unknown;
  constructor(config: object) {
    this.config = config;
  }
}
class Bare {}

describe("arguments of a constructor", () => {
  it("go by name, and read as numbers and booleans where they can", () => {
    expect(constructorArguments(Plain, { width: "8" })).toEqual([8]);
    expect(constructorArguments(Plain, { name: "x", width: "0x10" })).toEqual([16, undefined, "x"]);
    expect(constructorArguments(Heir, { depth: "true" })).toEqual([undefined, true]);
    expect(constructorArguments(Plain, {})).toEqual([]);
  });

  it("become one object where the constructor takes one", () => {
    expect(constructorArguments(Options, { width: "8" })).toEqual([{ width: 8 }]);
    expect(constructorArguments(Config, { pes: "4", kind: "fp32" })).toEqual([{ pes: 4, kind: "fp32" }]);
  });

  it("that nobody takes are refused", () => {
    expect(() => constructorArguments(Plain, { widht: "8" })).toThrow(
      "no parameter widht: did you mean width?",
    );
    expect(() => constructorArguments(Bare, { width: "8" })).toThrow(
      "no parameter width: there is no parameter",
    );
  });
});
