import fc from "fast-check";
import { expect, test } from "vitest";
import { uint } from "../../sim/describe/index.ts";
import { simulations } from "../simulate.test-kit.ts";
import { FifoChain } from "./fifo-chain.ts";

const chainOf = simulations((text: string) => {
  const [stages, depth, passes] = text.split(",").map(Number);
  return new FifoChain(uint(16), stages!, depth, passes, stages);
});

/** The same chain as arrays and numbers: which word each queue holds, which stall lets pass. */
function model(stages: number, depth: number, passes: number) {
  const random = Array.from({ length: stages }, (_, i) => (stages + Math.imul(i, 0x9e3779b9)) >>> 0);
  const queue = Array.from({ length: stages }, () => [] as number[]);
  return {
    ready: () => queue[0]!.length < depth && random[0]! % 4 < passes,
    head: () => queue[stages - 1]![0],
    step(word: number | undefined, taken: boolean) {
      const full = queue.map((words) => words.length === depth);
      const moves = queue.map((_, i) => {
        const offered = i === 0 ? word : queue[i - 1]![0];
        return random[i]! % 4 < passes && !full[i] ? offered : undefined;
      });
      for (const [i, moved] of moves.entries()) if (moved !== undefined && i > 0) queue[i - 1]!.shift();
      if (taken) queue[stages - 1]!.shift();
      for (const [i, moved] of moves.entries()) if (moved !== undefined) queue[i]!.push(moved);
      for (const [i, value] of random.entries())
        random[i] = ((value >>> 1) ^ (value & 1 ? 0x80200003 : 0)) >>> 0;
    },
  };
}

test("words come out as a chain of arrays with the same stalls gives them, cycle by cycle", () => {
  fc.assert(
    fc.property(
      fc.tuple(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 4 }),
      ),
      fc.array(fc.tuple(fc.option(fc.nat(65535), { nil: undefined }), fc.boolean()), {
        minLength: 30,
        maxLength: 80,
      }),
      ([stages, depth, passes], cycles) => {
        const sim = chainOf(`${stages},${depth},${passes}`);
        const dut = sim.top;
        const chain = model(stages, depth, passes);
        for (const [word, pop] of cycles) {
          dut.in.valid.value = word !== undefined;
          dut.in.payload.value = word ?? 0;
          dut.out.ready.value = pop;
          expect(dut.in.ready.value).toBe(chain.ready() ? 1 : 0);
          const head = chain.head();
          expect(dut.out.valid.value).toBe(head === undefined ? 0 : 1);
          if (head !== undefined) expect(dut.out.payload.value).toBe(head);
          chain.step(word, pop && head !== undefined);
          sim.step();
        }
      },
    ),
    { numRuns: 30 },
  );
});
