import { describe, expect, it } from "vitest";
import { againLine } from "./again-line.ts";
import { readSettings } from "./settings.ts";

describe("the options of run", () => {
  it("have their usual values", () => {
    expect(readSettings({})).toEqual({
      params: {},
      seed: 1,
      engine: "auto",
      powerOn: undefined,
      clocks: {},
      waves: "failure",
      scope: [],
      window: { from: undefined, to: undefined },
      timeout: undefined,
    });
    expect(readSettings({ waves: "", scope: ["**.a****b.**"] }).scope).toEqual(["**.a*b.**"]);
    expect(readSettings({ waves: false }).waves).toBe("never");
    expect(readSettings({ waves: "" }).waves).toEqual({ file: undefined });
    expect(readSettings({ waves: "x.vcd", from: "3", to: "2ns" }).window).toEqual({
      from: { cycle: 3 },
      to: { time: 2_000_000n },
    });
  });

  it.each([
    [{ from: "3" }, "--from says what waves show: add --waves"],
    [{ scope: ["a"] }, "--scope says what waves show: add --waves"],
    [{ waves: "", from: "soon" }, "--from soon: give a cycle such as 120, or a time such as 1.5us"],
    [{ waves: "", from: "9", to: "3" }, "--to 3 is before --from 9: give a later end"],
    [{ waves: "", from: "9ns", to: "3ns" }, "--to 3ns is before --from 9ns: give a later end"],
    [{ engine: "evnt" }, "there is no engine evnt: did you mean event?"],
    [{ timeout: "0.1fs" }, "--timeout 0.1fs: give a number of cycles"],
  ])("are refused when they can't be: %j", (flags, message) => {
    expect(() => readSettings(flags)).toThrow(message);
  });

  it("are all in the line that repeats a run", () => {
    const settings = readSettings({
      param: { dir: "my layer", pes: "4" },
      seed: 7,
      engine: "oblivious",
      powerOn: 9,
      clock: { bus: { frequency: "200/3 MHz" }, ddr: { period: "3ns" } },
      timeout: "5us",
      waves: "a b.vcd",
      scope: ["eie.pe[3]"],
      from: "3",
      to: "2ns",
    });
    expect(againLine("eie/layer", settings, "npx systole")).toBe(
      "npx systole run eie/layer --param 'dir=my layer' --param pes=4 --seed 7 --engine oblivious --power-on 9 --clock 'bus=200/3 MHz' --clock ddr=3ns --timeout 5us '--waves=a b.vcd' --scope 'eie.pe[3]' --from 3 --to 2000000fs",
    );
  });
});
