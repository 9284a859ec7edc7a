import { afterAll, describe, expect, it } from "vitest";
import { createCommandRunner, makeProject } from "../cli/command-runner.test-kit.ts";

const runner = createCommandRunner();
afterAll(() => runner.close());

const divided = `import { bit, clocked, clockDomain, input, Module, output, outputReg, reg, testbench, uint, wrap } from "systole";
const bus = clockDomain("bus");
class Ticks extends Module {
  readonly count = outputReg(uint(16), { init: 0 });
  override update() {
    this.count.next = wrap(this.count.value + 1);
  }
}
export class Divided extends Module {
  readonly fast = new Ticks();
  readonly slow = clocked(new Ticks(), bus);
  readonly forgotten = reg(uint(8));
  readonly y = output(uint(8));
  override propagate() {
    this.y.value = this.forgotten.value;
  }
}
export class Kept extends Module {
  readonly set = input(bit);
  readonly q = outputReg(bit, { init: 0 });
  override update() {
    this.q.next = this.set.value;
  }
}
export const bench = testbench(
  { name: "divided", dut: () => new Divided(), clock: { frequency: "1GHz" }, clocks: { bus: { ratio: [1, 4], of: "clk" } } },
  async ({ clk, dut, metrics }) => {
    await clk.cycles(100);
    metrics.slow = dut.slow.count.value;
    metrics.y = dut.y.value;
  },
);
`;
const dividedFolder = makeProject({ "divided.tb.ts": divided });

describe("run with other clocks and power-on states", () => {
  const metrics = async (...words: string[]) => {
    const { code, out } = await runner.run(dividedFolder, ["run", "divided", "--json", ...words]);
    expect(code).toBe(0);
    return (JSON.parse(out) as { metrics: { slow: number; y: number } }).metrics;
  };

  it("--clock gives a clock another frequency, and what is a ratio of it follows", async () => {
    const [usual, slower, faster, both] = [
      await metrics(),
      await metrics("--clock", "bus=100MHz"),
      await metrics("--clock", "bus=500ps"),
      await metrics("--clock", "clk=10MHz"),
    ];
    expect(usual.slow).toBeGreaterThan(20);
    expect(slower.slow).toBeLessThan(usual.slow / 2);
    expect(faster.slow).toBeGreaterThan(usual.slow * 7);
    expect(both.slow).toBe(usual.slow);
  });

  it("a clock that is not there is refused with those that are", async () => {
    expect(await runner.run(dividedFolder, ["run", "divided", "--clock", "buss=1GHz"])).toMatchObject({
      code: 2,
      talk: expect.stringContaining(
        "divided did not start: there is no clock buss whose speed could be another → name one of clk, bus",
      ) as unknown,
    });
  });

  it("--power-on gives what has no init random values, by its seed", async () => {
    expect((await metrics()).y).toBe(0);
    const [one, again, other] = [
      await metrics("--power-on", "1"),
      await metrics("--power-on", "1"),
      await metrics("--power-on", "2"),
    ];
    expect(one.y).toBe(again.y);
    expect(new Set([one.y, other.y, 0]).size).toBe(3);
  });
});

describe("reset-check", () => {
  it("names what a reset leaves and an output shows, and ends with 1", async () => {
    for (const design of ["divided", "divided.tb.ts#Divided"]) {
      const { code, out, talk } = await runner.run(dividedFolder, ["reset-check", design, "--cycles", "20"]);
      expect(code).toBe(1);
      expect(out).toMatch(
        /^divided\.forgotten  divided\.y in cycle 0: 0 from a power-on of zeros, else [1-9]\d*\n$/,
      );
      expect(talk).toContain(
        `${design}: 1 that the reset leaves reaches an output (3 power-on states and zeros, 20 cycles after the reset, seed 1)`,
      );
    }
  });

  it("ends with 0 where there is nothing, and prints JSON", async () => {
    expect(await runner.run(dividedFolder, ["reset-check", "divided.tb.ts#Kept"])).toMatchObject({
      code: 0,
      out: "",
    });
    const { out } = await runner.run(dividedFolder, ["reset-check", "divided", "--json", "--states", "1"]);
    expect(JSON.parse(out)).toMatchObject([
      { path: "divided.forgotten", output: "divided.y", cycle: 0, values: [0, expect.any(Number)] },
    ]);
  });

  it("takes clocks of a testbench at another speed", async () => {
    const words = ["reset-check", "divided", "--clock", "bus=3ns", "--states", "1"];
    expect((await runner.run(dividedFolder, words)).code).toBe(1);
    const wrong = await runner.run(dividedFolder, ["reset-check", "divided", "--clock", "pci=3ns"]);
    expect(wrong.talk).toContain("there is no clock pci whose speed could be another");
    expect(wrong.code).not.toBe(0);
  });
});
