import { describe, expect, it } from "vitest";
import { Module } from "../../sim/describe/index.ts";
import { param, testbench } from "../../sim/testbench/index.ts";
import { missingParams, ownParams, paramsText, paramValues, refuseUnknown } from "./params.ts";

class Empty extends Module {}
const bench = testbench(
  {
    name: "eie/file",
    params: {
      dir: param.path({ required: true, description: "folder of the layer" }),
      depth: param.integer({ default: 8, min: 2, max: 64 }),
    },
    dut: () => new Empty(),
  },
  () => undefined,
);
const other = testbench(
  { name: "other", params: { width: param.integer({ default: 1 }) }, dut: () => new Empty() },
  () => undefined,
);

describe("parameters on the command line", () => {
  it("are read by their types", () => {
    expect(paramValues(bench, { dir: "x", depth: "16" })).toEqual({ dir: "x", depth: 16 });
    expect(missingParams(bench, {})).toEqual(["dir"]);
    expect(missingParams(bench, { dir: "x" })).toEqual([]);
    expect(ownParams(other, { dir: "x", width: "2" })).toEqual({ width: "2" });
    expect(paramsText(bench.params)).toEqual(["dir=… (path)", "depth=8 (integer 2…64)"]);
  });

  it("that are wrong are told what would be right", () => {
    expect(() => paramValues(bench, {})).toThrow("eie/file needs --param dir=… (path: folder of the layer)");
    expect(() => paramValues(bench, { dir: "x", depth: "1" })).toThrow(
      "--param depth=1: 1 is less than 2; depth is integer 2…64",
    );
    expect(() => paramValues(bench, { dir: "x", depht: "4" })).toThrow(
      "eie/file has no parameter depht: did you mean depth?",
    );
    expect(() => refuseUnknown([bench, other], { with: "1" })).toThrow(
      "none of these has a parameter with: did you mean width?",
    );
  });
});
