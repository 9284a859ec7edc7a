import fc from "fast-check";
import { expect, test } from "vitest";
import { uint } from "../../sim/describe/index.ts";
import { simulations } from "../simulate.test-kit.ts";
import { BankedSram } from "./banked-sram.ts";

const [BANKS, DEPTH] = [4, 2];
const sramOf = simulations((ports: number) => new BankedSram(uint(8), ports, BANKS, DEPTH));

const request = fc.record({
  write: fc.boolean(),
  address: fc.nat(BANKS * DEPTH - 1),
  data: fc.nat(255),
  wait: fc.nat(2),
});

test("each request passes once, one a bank and cycle, in turn; reads give what was written before", () => {
  fc.assert(
    fc.property(
      fc
        .constantFrom(1, 3)
        .chain((ports) =>
          fc.array(fc.array(request, { maxLength: 15 }), { minLength: ports, maxLength: ports }),
        ),
      (queues) => {
        const sim = sramOf(queues.length);
        const dut = sim.top;
        const words = new Array<number | undefined>(BANKS * DEPTH).fill(undefined);
        const last = new Array<number>(BANKS).fill(queues.length - 1);
        const waiting = queues.map((queue) => queue.map((given) => ({ ...given })));
        let answers: (number | "any" | undefined)[] = queues.map(() => undefined);
        while (waiting.some((queue) => queue.length > 0) || answers.some((answer) => answer !== undefined)) {
          const now = waiting.map((queue) => {
            const first = queue[0];
            if (first && first.wait > 0) {
              first.wait -= 1;
              return undefined;
            }
            return first;
          });
          for (const [p, asked] of now.entries()) {
            dut.valid[p]!.value = asked !== undefined;
            dut.write[p]!.value = asked?.write ?? false;
            dut.address[p]!.value = asked?.address ?? 0;
            dut.writeData[p]!.value = asked?.data ?? 0;
          }
          for (const [p, answer] of answers.entries()) {
            expect(dut.readValid[p]!.value).toBe(answer === undefined ? 0 : 1);
            if (typeof answer === "number") expect(dut.readData[p]!.value).toBe(answer);
          }
          answers = queues.map(() => undefined);
          const before = [...words];
          for (let b = 0; b < BANKS; b += 1) {
            const order = queues.map((_, i) => (last[b]! + 1 + i) % queues.length);
            const winner = order.find((p) => now[p] && now[p].address % BANKS === b);
            for (const [p, asked] of now.entries()) {
              if (asked && asked.address % BANKS === b)
                expect(dut.ready[p]!.value).toBe(p === winner ? 1 : 0);
            }
            if (winner === undefined) continue;
            last[b] = winner;
            const { write, address, data } = waiting[winner]!.shift()!;
            if (write) words[address] = data;
            else answers[winner] = before[address] ?? "any";
          }
          sim.step();
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("refuses a number of banks that cuts no address", () => {
  expect(() => new BankedSram(uint(8), 2, 3, 4)).toThrow("give a power of two");
});
