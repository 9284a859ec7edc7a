import { describe, expect, test } from "vitest";
import { AsyncFifo, Counter, DelayLine, RegisterFifo, RoundRobinArbiter } from "../../hw/lib/index.ts";
import {
  bit,
  clocked,
  clockDomain,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  uint,
  wrap,
} from "../describe/index.ts";
import { resetDivergence } from "./reset-divergence.ts";

/** `forgotten` has no init and is seen; `masked` has none either, and is never looked at before it is written. */
class Leaky extends Module {
  readonly write = input(bit);
  readonly d = input(uint(8));
  readonly y = output(uint(8));
  readonly count = outputReg(uint(8), { init: 0 });
  readonly forgotten = reg(uint(8));
  readonly masked = reg(uint(8));
  readonly isWritten = reg(bit, { init: 0 });
  override propagate() {
    this.y.value = (this.isWritten.value ? this.masked.value : 0) ^ this.forgotten.value;
  }
  override update() {
    this.count.next = wrap(this.count.value + 1);
    if (this.write.value) {
      this.masked.next = this.d.value;
      this.isWritten.next = 1;
    }
  }
}

class Remembers extends Module {
  readonly address = input(uint(3));
  readonly y = output(uint(8));
  protected readonly words = memory(uint(8), 8);
  override propagate() {
    this.y.value = this.words.read(this.address.value);
  }
}

describe("the reset-divergence check (SEMANTICS 7: unknown power-on is randomised)", () => {
  test("names the register that a reset leaves and an output shows, and not one that no output shows", () => {
    const found = resetDivergence({ dut: () => new Leaky() });
    expect(found.map(({ path, output, cycle }) => ({ path, output, cycle }))).toEqual([
      { path: "leaky.forgotten", output: "leaky.y", cycle: 0 },
    ]);
    const [{ values }] = found as [(typeof found)[0]];
    expect(values[0]).toBe(0);
    expect(values[1]).not.toBe(0);
  });

  test("names memories too", () => {
    expect(resetDivergence({ dut: () => new Remembers(), states: 1 })).toMatchObject([
      { path: "remembers.words", output: "remembers.y" },
    ]);
  });

  test("a pipeline of data may take its length to forget the power-on", () => {
    const dut = () => new DelayLine(uint(8), 3);
    expect(resetDivergence({ dut, after: 3, edges: 0 })).toEqual([]);
    expect(resetDivergence({ dut, edges: 0 }).map(({ path }) => path)).toContain("delayLine.stage[2]");
  });

  test("a register whose domain no reset reaches is found, in the clock of its own", () => {
    const still = clockDomain("still", { reset: false });
    class Part extends Module {
      readonly q = outputReg(uint(4), { init: 0 });
      readonly r = reg(uint(4));
      override update() {
        this.q.next = this.r.value;
        this.r.next = this.q.value;
      }
    }
    class Top extends Module {
      readonly a = new Part();
      readonly b = clocked(new Part(), still);
      readonly q = output(uint(4));
      override propagate() {
        this.q.value = this.b.q.value;
      }
    }
    const found = resetDivergence({ dut: () => new Top(), clocks: { still: { period: "3ns" } } });
    expect(found.map(({ path }) => path)).toEqual(["top.b.r"]);
  });

  test("the library's modules with control state leave a reset alike", () => {
    const write = clockDomain("write");
    expect(resetDivergence({ dut: () => new Counter(10) })).toEqual([]);
    expect(resetDivergence({ dut: () => new RegisterFifo(uint(8), 4) })).toEqual([]);
    expect(resetDivergence({ dut: () => new RoundRobinArbiter(4) })).toEqual([]);
    expect(
      resetDivergence({
        dut: () => new AsyncFifo(uint(8), 4, { write }),
        clocks: { write: { frequency: "606MHz" } },
      }),
    ).toEqual([]);
  });
});
