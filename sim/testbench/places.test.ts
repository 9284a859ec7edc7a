import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { ClockHandle } from "./clock-handle.ts";
import { clocked, clockDomain, input, Module, outputReg, uint } from "../describe/index.ts";
import type { Diagnostic } from "../errors/index.ts";
import { runTestbench } from "./run-testbench.ts";
import { simulate } from "./simulate.ts";
import { type Testbench, testbench } from "./testbench.ts";

const file = fileURLToPath(import.meta.url);
const lines = readFileSync(file, "utf8").split("\n");

class Follower extends Module {
  readonly d = input(uint(8), { default: 0 });
  readonly q = outputReg(uint(8), { init: 0 });
  override update() {
    this.q.next = this.d.value;
  }
}
class Two extends Module {
  readonly other = clocked(new Follower(), clockDomain("bus"));
}

function where({ code, path, places: [place] = [] }: Diagnostic): string {
  const line = place?.file === file ? lines[place.line - 1] : undefined;
  return `${code} ${path} | ${/\/\/ ([A-Z ]+)$/.exec(line ?? "")?.[1]}`;
}

/** What a run says, each with its path and the marked line. */
async function said(bench: Testbench): Promise<readonly string[]> {
  const { failure, warnings } = await runTestbench(bench, { patience: 10 });
  return [...(failure?.diagnostics ?? []), ...warnings].map(where);
}

const dut = () => new Follower();
const forgetful = async ({ clk }: { readonly clk: ClockHandle }) => {
  void clk.rising();
  await clk.rising();
};

test.each<readonly [string, Testbench]>([
  [
    "E-FREQUENCY follower | SPEED",
    testbench({ name: "a", dut, clock: { frequency: "800" } }, () => undefined), // SPEED
  ],
  [
    "E-CLOCK two.other | BUS",
    testbench({ name: "b", dut: () => new Two(), clocks: { bus: { period: "0.5fs" } } }, () => undefined), // BUS
  ],
  [
    "E-CLOCK-MISSING two.other | MISSING",
    testbench({ name: "c", dut: () => new Two() }, () => undefined), // MISSING
  ],
  [
    "E-TIME follower | LIMIT",
    testbench({ name: "d", dut, timeout: "5 hours" }, () => undefined), // LIMIT
  ],
  [
    "E-TB-TIMEOUT follower | END",
    testbench({ name: "e", dut, timeout: 5 }, ({ clk }) => clk.cycles(9)), // END
  ],
  [
    "E-TB-TIMEOUT follower.q | SIGNAL",
    testbench({ name: "f", dut }, ({ dut, until }) => until(dut.q, "==", 3, { timeout: 4 })), // SIGNAL
  ],
  [
    "E-TB-TIMEOUT undefined | TEST",
    testbench({ name: "g", dut }, ({ dut, until }) => until(() => dut.q.value === 3, { timeout: "10ns" })), // TEST
  ],
  [
    "W-TB-NOT-AWAITED undefined | FORGOTTEN",
    testbench({ name: "h", dut }, forgetful), // FORGOTTEN
  ],
  [
    "E-EXPECT follower.q | EXPECTED",
    testbench({ name: "i", dut }, ({ dut, expect }) => {
      expect(dut.q).toBe(7); // EXPECTED
    }),
  ],
])("%s", async (expected, bench) => expect(await said(bench)).toEqual([expected]));

test("clocks that a call gives are blamed on the call", () => {
  const blamed = (action: () => unknown) => {
    try {
      action();
    } catch (error) {
      return (error as { diagnostics: readonly Diagnostic[] }).diagnostics.map(where);
    }
    return [];
  };
  const clock = { frequency: "1GHz", period: "1ns" };
  expect(blamed(() => simulate(dut(), { clock }))).toEqual(["E-CLOCK follower | CALL"]); // CALL
  const clocks = { bus: { ratio: [1, 2], of: "pll" } } as const;
  expect(blamed(() => simulate(new Two(), { clocks }))).toEqual(["E-CLOCK-UNKNOWN two.other | RATIO"]); // RATIO
});
