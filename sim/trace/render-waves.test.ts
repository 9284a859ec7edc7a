import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderWaves, type WaveLine } from "./render-waves.ts";
import { createWaveSampler } from "./wave-sampler.ts";

const bit = { kind: "bits", width: 1, signed: false } as const;
const byte = { kind: "bits", width: 8, signed: false } as const;
const lines: WaveLine[] = [
  { kind: "clock", name: "clk" },
  { kind: "signal", name: "valid", type: bit, samples: [0, 1, 1, 0, undefined, 1] },
  { kind: "signal", name: "count", type: byte, samples: [3, 4, 4, 5, 255, undefined] },
  {
    kind: "signal",
    name: "state",
    type: { kind: "enumeration", width: 1, labels: ["Idle", "Load"] },
    samples: ["Idle", "Load", "Load", "Idle", "Idle", "Idle"],
  },
  {
    kind: "signal",
    name: "key",
    type: { kind: "bits", width: 72, signed: false },
    samples: [255n, 255n, 255n, 16n, 1n << 70n, 0n],
  },
  { kind: "signal", name: "sum", type: { kind: "real" }, samples: [0.1, 1 / 3, -0, NaN, 1e21, 2] },
];

describe("renderWaves", () => {
  it("draws bits as levels and values in boxes", () => {
    expect(renderWaves(lines, { cell: 6, firstCycle: 98 })).toEqual([
      "       98    99    100   101   102   103",
      "clk    /‾‾\\__/‾‾\\__/‾‾\\__/‾‾\\__/‾‾\\__/‾‾\\__",
      "valid  ______/‾‾‾‾‾‾‾‾‾‾‾\\_____xxxxxx‾‾‾‾‾‾",
      "count  |    3|    4      |    5|  255|    x",
      "state  | Idle| Load      | Idle            ",
      "key    |   ff            |   10|4000~|    0",
      "sum    |  0.1|0.33~|   -0|  NaN|1e+21|    2",
    ]);
  });

  it("has an ASCII form, and leaves out the cycles that don't fit", () => {
    expect(renderWaves(lines.slice(0, 3), { ascii: true, width: 20 })).toEqual([
      "clk    /-\\_/-\\_/-\\_",
      "valid  ____/-------",
      "count  |  3|  4    ",
    ]);
  });

  it("draws nothing from nothing", () => {
    expect(renderWaves([])).toEqual([]);
    expect(renderWaves([{ kind: "signal", name: "a", type: byte, samples: [] }])).toEqual(["a  "]);
  });

  it("gives lines of one length within the width, whatever the values", () => {
    const sample = fc.oneof(fc.integer(), fc.constant(undefined), fc.bigInt());
    const line = fc.record({
      kind: fc.constant("signal" as const),
      name: fc.string({ maxLength: 5 }),
      type: fc.constantFrom(bit, byte),
      samples: fc.array(sample, { minLength: 9, maxLength: 9 }),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1 }),
        fc.integer({ min: 2, max: 14 }),
        fc.integer({ min: 30, max: 80 }),
        (signals, cell, width) => {
          const lengths = new Set(renderWaves(signals, { cell, width }).map((text) => text.length));
          expect(lengths.size).toBe(1);
          expect([...lengths][0]).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe("createWaveSampler", () => {
  it("keeps the last cycles and knows their numbers", () => {
    let count = 0;
    const sampler = createWaveSampler(
      [{ name: "count", type: byte, storage: "reg", net: 0, read: () => count }],
      3,
    );
    for (count = 0; count < 2; count++) sampler.sample();
    expect(sampler.lines()).toMatchObject([{ samples: [0, 1] }]);
    for (; count < 8; count++) sampler.sample();
    expect(sampler.lines()).toMatchObject([{ name: "count", samples: [5, 6, 7] }]);
    expect(sampler.firstCycle()).toBe(5);
  });
});
