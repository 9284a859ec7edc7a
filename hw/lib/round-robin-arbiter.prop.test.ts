import fc from "fast-check";
import { expect, test } from "vitest";
import { simulations } from "../simulate.test-kit.ts";
import { RoundRobinArbiter } from "./round-robin-arbiter.ts";

const arbiterOf = simulations((ports: number) => new RoundRobinArbiter(ports));

test("grants the first request at or after the port behind the last grant", () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 6 })
        .chain((ports) =>
          fc.tuple(
            fc.constant(ports),
            fc.array(
              fc.record({ requests: fc.integer({ min: 0, max: 2 ** ports - 1 }), hold: fc.boolean() }),
            ),
          ),
        ),
      ([ports, cycles]) => {
        const sim = arbiterOf(ports);
        const dut = sim.top;
        let first = 0;
        for (const { requests, hold } of cycles) {
          for (const [i, request] of dut.request.entries()) request.value = (requests >> i) & 1;
          dut.hold.value = hold;
          const order = Array.from({ length: ports }, (_, i) => (first + i) % ports);
          const winner = order.find((port) => (requests >> port) & 1);
          expect(dut.granted.value).toBe(winner === undefined ? 0 : 1);
          expect(dut.grant.map((grant) => grant.value)).toEqual(
            Array.from({ length: ports }, (_, port) => (port === winner ? 1 : 0)),
          );
          expect(dut.port.value).toBe(winner ?? 0);
          if (winner !== undefined && !hold) first = (winner + 1) % ports;
          sim.step();
        }
      },
    ),
    { numRuns: 40 },
  );
});
