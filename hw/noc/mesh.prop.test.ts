import fc from "fast-check";
import { expect, test } from "vitest";
import { simulations } from "../simulate.test-kit.ts";
import { Mesh } from "./mesh.ts";

interface Message {
  readonly from: number;
  readonly to: number;
  readonly channel: number;
  readonly more: number;
  readonly payload: number;
}

const meshOf = simulations((text: string) => {
  const [columns, rows, virtualChannels, depth] = text.split(",").map(Number);
  return new Mesh({ columns: columns!, rows: rows!, virtualChannels: virtualChannels!, depth: depth! });
});

/** Columns, rows, virtual channels, depth. */
type Shape = readonly [number, number, number, number];
const shapes: readonly Shape[] = [
  [1, 1, 2, 1],
  [2, 2, 1, 1],
  [1, 3, 2, 2],
  [3, 2, 2, 4],
];
const traffic = fc.constantFrom(...shapes).chain((shape) =>
  fc.record({
    shape: fc.constant(shape),
    messages: fc.array(
      fc.record({
        from: fc.nat(shape[0] * shape[1] - 1),
        to: fc.nat(shape[0] * shape[1] - 1),
        channel: fc.nat(shape[2] - 1),
        more: fc.nat(3),
        payload: fc.nat(2 ** 32 - 1),
      }),
      { minLength: 1, maxLength: 50, size: "max" },
    ),
  }),
);

/** Offers all messages as fast as the nodes take them; what each node received, until nothing has moved for long. */
function deliver(shape: Shape, messages: readonly Message[]) {
  const sim = meshOf(shape.join(","));
  const dut = sim.top;
  const [columns] = shape;
  const waiting = dut.send.map((_, node) => messages.filter(({ from }) => from === node));
  const arrived = dut.send.map(
    () => [] as { channel: number; head: number; tail: number; payload: number }[],
  );
  let idle = 0;
  for (let cycle = 0; idle < 40 && cycle < 3000; cycle += 1) {
    idle += 1;
    for (const [node, port] of dut.send.entries()) {
      const message = waiting[node]![0];
      port.valid.value = message !== undefined;
      if (message) {
        port.payload.value = {
          x: message.to % columns,
          y: Math.floor(message.to / columns),
          channel: message.channel,
          more: message.more,
          payload: message.payload,
        };
      }
    }
    for (const [node, port] of dut.send.entries()) if (port.fires) waiting[node]!.shift();
    sim.step();
    for (const [node, valid] of dut.arrived.entries()) {
      if (!valid.value) continue;
      idle = 0;
      const { head, tail, payload, x, y } = dut.arrivedFlit[node]!.value;
      expect([x, y]).toEqual([node % columns, Math.floor(node / columns)]);
      arrived[node]!.push({ channel: dut.arrivedChannel[node]!.value, head, tail, payload });
    }
  }
  expect(waiting.flat()).toEqual([]);
  return arrived;
}

test("each message arrives once, whole, and in order per virtual channel and source, whatever the traffic: no deadlock", () => {
  fc.assert(
    fc.property(traffic, ({ shape, messages }) => {
      const arrived = deliver(shape, messages);
      for (const [node, flits] of arrived.entries()) {
        for (let channel = 0; channel < shape[2]; channel += 1) {
          const seen = flits.filter((flit) => flit.channel === channel);
          const due = messages.filter((message) => message.to === node && message.channel === channel);
          // The flits of a message are neighbours in their channel: cut at the heads, and find the sender's oldest one.
          for (let i = 0; i < seen.length;) {
            expect(seen[i]!.head).toBe(1);
            const of = due.filter(({ from }, k) => due.findIndex((other) => other.from === from) === k);
            const found = of.find(({ payload, more }) =>
              Array.from({ length: more + 1 }, (_, k) => seen[i + k]).every(
                (flit, k) =>
                  flit?.payload === (payload + k) % 2 ** 32 &&
                  flit.head === (k === 0 ? 1 : 0) &&
                  flit.tail === (k === more ? 1 : 0),
              ),
            );
            expect(found).toBeDefined();
            due.splice(due.indexOf(found!), 1);
            i += found!.more + 1;
          }
          expect(due).toEqual([]);
        }
      }
    }),
    { numRuns: 16 },
  );
});

test("in an idle mesh a message takes 2 (hops + 1) + 1 cycles, and then a flit a cycle", () => {
  const sim = meshOf("3,2,2,4");
  const dut = sim.top;
  for (const [from, to] of [
    [0, 0],
    [0, 5],
    [5, 0],
    [3, 4],
    [2, 3],
  ] as const) {
    const [x, y] = [to % 3, Math.floor(to / 3)];
    const hops = Math.abs((from % 3) - x) + Math.abs(Math.floor(from / 3) - y);
    const seen: number[] = [];
    dut.send[from]!.valid.value = 1;
    dut.send[from]!.payload.value = { x, y, channel: 1, more: 3, payload: 7 };
    sim.step();
    dut.send[from]!.valid.value = 0;
    for (let cycle = 1; cycle <= 20; cycle += 1) {
      sim.step();
      if (dut.arrived[to]!.value) seen.push(cycle);
    }
    const latency = 2 * (hops + 1) + 1;
    expect(seen).toEqual([latency, latency + 1, latency + 2, latency + 3]);
  }
});

test("while a message holds a link in one virtual channel, another channel passes", () => {
  const sim = meshOf("3,2,2,4");
  const dut = sim.top;
  // Two long streams of messages from node 0: channel 0 competes with node 1 for node 2, channel 1 does not.
  const got = [0, 0];
  for (let cycle = 0; cycle < 200; cycle += 1) {
    dut.send[0]!.valid.value = 1;
    dut.send[0]!.payload.value = { x: 2, y: 0, channel: cycle % 2, more: 3, payload: 0 };
    dut.send[1]!.valid.value = 1;
    dut.send[1]!.payload.value = { x: 2, y: 0, channel: 0, more: 3, payload: 0 };
    sim.step();
    if (dut.arrived[2]!.value) got[dut.arrivedChannel[2]!.value]! += 1;
  }
  // The link into node 2 is full all the time.
  expect(got[0]! + got[1]!).toBeGreaterThan(180);
  expect(got[1]!).toBeGreaterThan(30);
});

test("refuses what makes no mesh", () => {
  expect(() => new Mesh({ columns: 0, rows: 2 })).toThrow("E-PARAMETER");
  expect(() => new Mesh({ columns: 2, rows: 2, virtualChannels: 9 })).toThrow("E-PARAMETER");
});
