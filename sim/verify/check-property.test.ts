import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { bit, Module, outputReg, reg, streamSink, streamSource, uint, vec, wrap } from "../describe/index.ts";
import { SystoleError } from "../errors/index.ts";
import { checkProperty } from "./check-property.ts";
import { property } from "./property.ts";

/** A FIFO of four words; `forgets` is a mistake that only a full FIFO with a pop shows. */
class Fifo extends Module {
  readonly in = streamSink(uint(8));
  readonly out = streamSource(uint(8));
  readonly count = outputReg(uint(3), { init: 0 });
  protected readonly words = reg(vec(uint(8), 4));
  protected readonly readAt = reg(uint(2), { init: 0 });
  protected readonly writeAt = reg(uint(2), { init: 0 });
  readonly forgets = reg(bit, { init: 0 });
  readonly isBroken: boolean;

  constructor(isBroken: boolean) {
    super();
    this.isBroken = isBroken;
  }

  override propagate() {
    this.in.ready.value = this.count.value < 4;
    this.out.valid.value = this.count.value > 0;
    this.out.payload.value = this.words[this.readAt.value]!.value;
  }

  override update() {
    const push = this.in.fires;
    const pop = this.out.fires;
    this.forgets.next = this.isBroken && this.count.value === 3;
    if (push) {
      if (!(pop && this.forgets.value)) this.words[this.writeAt.value]!.next = this.in.payload.value;
      this.writeAt.next = wrap(this.writeAt.value + 1);
    }
    if (pop) this.readAt.next = wrap(this.readAt.value + 1);
    if (push && !pop) this.count.next = wrap(this.count.value + 1);
    if (pop && !push) this.count.next = wrap(this.count.value - 1);
  }
}

const fifoProperty = (isBroken: boolean) =>
  property({
    name: "a FIFO is an array",
    dut: () => new Fifo(isBroken),
    model: { words: [] as number[] },
    commands: {
      push: {
        given: fc.integer({ min: 1, max: 255 }),
        drive(dut, word) {
          dut.in.valid.value = word !== undefined;
          dut.in.payload.value = word ?? 0;
        },
        step(model, dut, word) {
          if (dut.in.fires) model.words.push(word ?? 0);
        },
      },
      pop: {
        given: fc.constant(true),
        drive(dut, now) {
          dut.out.ready.value = now !== undefined;
        },
        step(model, dut) {
          if (dut.out.fires) model.words.shift();
        },
      },
    },
    check(model, dut, check) {
      check(dut.count).toBe(model.words.length);
      if (model.words.length > 0) check(dut.out.payload).toBe(model.words[0] as number);
    },
  });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "systole-property-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

async function failureOf(options: Parameters<typeof checkProperty>[1]): Promise<string> {
  const error: unknown = await checkProperty(fifoProperty(true), { waves: folder, ...options }).catch(
    (e: unknown) => e,
  );
  if (!(error instanceof SystoleError)) throw new Error(`expected a SystoleError, got ${String(error)}`);
  return error.message;
}

describe("checkProperty", () => {
  it("passes where the design is its model", async () => {
    expect(await checkProperty(fifoProperty(false), { seed: 1, runs: 50 })).toEqual({ runs: 50, seed: 1 });
  });

  it("finds the mistake, shrinks it, and says how to see and to repeat it", async () => {
    const message = await failureOf({ seed: 7 });
    expect(message).toContain("E-PROPERTY");
    expect(message).toMatch(/in cycle \d+, fifo\.out\.payload/);
    const lines = message.split("\n");
    const header = lines.findIndex((line) => line.trim().startsWith("cycle "));
    const cycles = (lines[header] as string).trim().split(/\s+/).length - 1;
    // Three words must be in, one goes in while one goes out, and three more must leave before the lost one is seen.
    expect(cycles).toBeLessThanOrEqual(10);
    expect(lines[header + 1]?.trim()).toMatch(/^push( +(\d+|\.))+$/);
    expect(lines[header + 2]?.trim()).toMatch(/^pop( +(1|\.))+$/);
    const waves = /waves {3}(\S+)/.exec(message)?.[1] as string;
    expect(existsSync(waves)).toBe(true);
    expect(readFileSync(waves, "utf8")).toContain("$enddefinitions");
  });

  it("replays exactly the sequence that the report names", async () => {
    const message = await failureOf({ seed: 7 });
    const replay = /SYSTOLE_REPLAY=(\S+)/.exec(message)?.[1] as string;
    vi.stubEnv("SYSTOLE_REPLAY", replay);
    const again = await failureOf({});
    const table = (text: string) => /push .*\n.*pop .*/.exec(text)?.[0];
    expect(again).toContain("run 1,");
    expect(table(again)).toBe(table(message));
  });

  it("leaves other properties alone when one is replayed", async () => {
    vi.stubEnv("SYSTOLE_REPLAY", "another-property@7:0");
    expect(await checkProperty(fifoProperty(false), { seed: 1, runs: 20 })).toEqual({ runs: 20, seed: 1 });
  });

  it("writes no waves where it is told not to", async () => {
    expect(await failureOf({ seed: 7, waves: false })).toContain("waves   none");
  });
});
