import { expect, test } from "vitest";
import { bit, fp32, input, memory, Module, output, reg, uint } from "../../describe/index.ts";
import { SystoleError } from "../../errors/index.ts";
import { simulate } from "../../testbench/simulate.ts";
import { handProgram } from "../hand-program.test-kit.ts";
import { EventEngine } from "./event-engine.ts";

class Other extends Module {
  readonly out = output(bit);
  readonly r = reg(bit);
  override propagate() {
    this.out.value = 0;
  }
  override update() {
    this.r.next = 0;
  }
}

/** Code that no check has seen: `mode` says which rule it breaks. */
class Rogue extends Module {
  readonly mode = input(uint(4));
  readonly a = output(bit);
  readonly idle = output(bit);
  readonly r = reg(bit);
  readonly words = memory(uint(8), 4);
  readonly reals = memory(fp32, 4);
  readonly other = new Other();
  override propagate() {
    const mode = this.mode.value;
    this.a.value = 0;
    if (mode === 1) this.r.next = 1;
    if (mode === 2) this.words.write(1, 1);
    if (mode === 3) this.other.out.value = 1;
    if (mode === 4) this.words.read(4);
    if (mode === 6) this.other.r.next = 1;
  }
  override update() {
    const mode = this.mode.value;
    if (mode === 8) this.a.value = 1;
    if (mode === 9) this.words.write(-1, 1);
    if (mode === 10) this.reals.write(1, 1, { mask: 1 });
    if (mode === 11) this.idle.value = 1;
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- a method may
    if (mode === 12) throw "a text";
    if (mode === 13) (Object.freeze({ a: 1 }) as { a: number }).a = 2;
    if (mode === 14) (null as unknown as string).toString();
  }
}

function messageOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    const [{ code, path, message }] = error.diagnostics as [SystoleError["diagnostics"][number]];
    return `${code} ${path}: ${message}`;
  }
  return "nothing refused";
}

function start() {
  const top = new Rogue();
  const program = handProgram(top, (module) =>
    module === top
      ? {
          propagate: { reads: ["mode"], writes: ["a"] },
          update: { reads: ["mode"], writes: ["r"] },
        }
      : undefined,
  );
  return { top, sim: simulate(program) };
}

test.each([
  [1, "E-PHASE rogue.r: propagate() of rogue assigned `next` of rogue.r, which belongs to update() of rogue"],
  [
    2,
    "E-MEMORY-PHASE rogue.words: propagate() of rogue called write(…) of rogue.words, which only update() of rogue may",
  ],
  [
    3,
    "E-WRITER rogue.other.out: propagate() of rogue assigned `value` of rogue.other.out, which only propagate() of rogue.other may",
  ],
  [4, "E-ADDRESS rogue.words: propagate() of rogue used address 4 of rogue.words, which has the words 0…3"],
  [
    6,
    "E-WRITER rogue.other.r: propagate() of rogue assigned `next` of rogue.other.r, which only update() of rogue.other may",
  ],
  [
    8,
    "E-PHASE rogue.a: update() of rogue assigned `value` of rogue.a, which belongs to propagate() of rogue",
  ],
  [9, "E-ADDRESS rogue.words: update() of rogue used address -1 of rogue.words, which has the words 0…3"],
  [
    10,
    "E-MEMORY-MASK rogue.reals: rogue.reals was written with a mask, and words of fp32 have no bits that can be masked",
  ],
  [11, "E-WRITER rogue.idle: update() of rogue assigned `value` of rogue.idle, which nobody may"],
  [12, "E-METHOD-THREW rogue: update() of rogue threw at cycle 1, 500ps: a text"],
  [13, "E-HIDDEN-STATE rogue: "],
  [
    14,
    "E-METHOD-THREW rogue: update() of rogue threw at cycle 1, 500ps: Cannot read properties of null (reading 'toString')",
  ],
])("a method that breaks rule %i is named, with what it may not do", (mode, expected) => {
  const { top, sim } = start();
  const message = messageOf(() => {
    top.mode.value = mode;
    sim.step();
  });
  if (mode === 13) expect(message.startsWith(expected), message).toBe(true);
  else expect(message).toBe(expected);
  // Nothing of it stays: the same design goes on.
  top.mode.value = 0;
  sim.step();
  expect([sim.cycle, sim.peek("words[1]"), top.r.value]).toEqual([1, 0, 0]);
});

test("what a testbench may not assign is named, with who may", () => {
  const { top } = start();
  expect([
    messageOf(() => (top.a.value = 1)),
    messageOf(() => (top.r.next = 1)),
    messageOf(() => top.words.write(0, 1)),
    messageOf(() => (top.idle.value = 1)),
  ]).toEqual([
    "E-WRITER rogue.a: a testbench assigned `value` of rogue.a, which only propagate() of rogue may",
    "E-WRITER rogue.r: a testbench assigned `next` of rogue.r, which only update() of rogue may",
    "E-MEMORY-PHASE rogue.words: a testbench called write(…) of rogue.words, which only update() of rogue may",
    "E-WRITER rogue.idle: a testbench assigned `value` of rogue.idle, which nobody may",
  ]);
});

test("what a method threw is the cause of the error that is told", () => {
  class Broken extends Module {
    readonly y = output(bit);
    override propagate() {
      throw new RangeError("no");
    }
  }
  const engine = new EventEngine(handProgram(new Broken()));
  try {
    engine.settle();
    expect.unreachable();
  } catch (error) {
    const { cause, diagnostics } = error as SystoleError;
    expect(cause).toBeInstanceOf(RangeError);
    expect(diagnostics[0]?.message).toBe("propagate() of broken threw at edge 1: no");
    expect(diagnostics[0]?.places?.[0]?.file).toMatch(/refused-writes\.test\.ts$/);
  }
});
