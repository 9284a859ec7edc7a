import { input, Module, output, outputReg, uint, wrap } from "../describe/index.ts";
import type { Observer } from "./observer.ts";
import { runTestbench, type RunOptions, type RunResult } from "./run-testbench.ts";
import { testbench, type TestbenchContext } from "./testbench.ts";

export class Dut extends Module {
  readonly d = input(uint(8));
  readonly e = input(uint(8));
  readonly q = outputReg(uint(8));
  readonly count = outputReg(uint(16));
  readonly sum = output(uint(9));
  override propagate() {
    this.sum.value = this.d.value + this.e.value;
  }
  override update() {
    this.q.next = this.d.value;
    this.count.next = wrap(this.count.value + 1);
  }
}

export type Context = TestbenchContext<object, Dut, undefined>;

export async function run(body: (context: Context) => unknown, options: RunOptions = {}): Promise<RunResult> {
  return runTestbench(
    testbench({ name: "rules", dut: () => new Dut(), reset: false, timeout: 100_000 }, body as never),
    options,
  );
}
export async function passes(
  body: (context: Context) => unknown,
  options: RunOptions = {},
): Promise<RunResult> {
  const result = await run(body, options);
  if (result.failure) throw result.failure.cause;
  return result;
}
export async function codeOf(
  body: (context: Context) => unknown,
  options: RunOptions = {},
): Promise<string | undefined> {
  return (await run(body, options)).failure?.diagnostics[0]?.code;
}

/** Values of the top's signals at each record. */
export function recorder(rows: string[]): NonNullable<RunOptions["observers"]> {
  return (sim) => {
    const dut = sim.top as Dut;
    const row = (time: bigint | number): void => {
      rows.push(
        `${time} clk=${Number(sim.clockIsHigh)} d=${dut.d.value} q=${dut.q.value} sum=${dut.sum.value}`,
      );
    };
    const observer: Observer = { begin: row, record: row, end: (time) => rows.push(`end ${time}`) };
    return [observer];
  };
}
