import { DramModel } from "../../hw/lib/index.ts";
import { bigUint } from "../../sim/describe/index.ts";
import { param, testbench } from "../../sim/testbench/index.ts";
import { goldenCycles } from "./golden-cycles.ts";
import { makeTraffic, randomWord } from "./traffic.ts";

const power = (description: string, fallback: number) =>
  param.integer({ default: fallback, min: 1, max: 2 ** 30, description: `${description}; a power of two` });
const cycles = (description: string, fallback: number) =>
  param.integer({ default: fallback, min: 0, max: 1000, description });

/** Reads and writes against an array, word by word, and against bank machines, cycle by cycle. */
export const traffic = testbench(
  {
    name: "dram/traffic",
    description:
      "reads and writes on the model of a DRAM: how much of the bus they use, and how long they take",
    tags: ["quick"],
    params: {
      pattern: param.choice(["sequential", "random", "strided"], {
        default: "random",
        description: "bursts one after the other, anywhere, or every `stride` bursts",
      }),
      bursts: param.integer({ default: 200, min: 1, max: 100_000, description: "reads and writes" }),
      writes: param.number({ default: 0.3, min: 0, max: 1, description: "share of writes" }),
      stride: param.integer({ default: 16, min: 1, max: 65_536, description: "distance of strided bursts" }),
      stalls: param.number({
        default: 0,
        min: 0,
        max: 0.95,
        description: "how often the receiver holds back",
      }),
      width: param.integer({ default: 64, min: 1, max: 4096, description: "bits of the bus" }),
      words: power("capacity in words", 2 ** 20),
      rowWords: power("words of a row", 128),
      banks: power("banks", 8),
      burst: power("words of a burst", 8),
      queue: param.integer({ default: 8, min: 1, max: 1024, description: "requests under way" }),
      tRCD: cycles("row to column", 11),
      tRP: cycles("closing a row", 11),
      tCAS: param.integer({ default: 11, min: 1, max: 1000, description: "column command to word" }),
      latency: cycles("cycles on the way back", 20),
    },
    dut: ({ width, words, rowWords, banks, burst, queue, tRCD, tRP, tCAS, latency }) =>
      new DramModel(bigUint(width), { words, rowWords, banks, burst, queue, tRCD, tRP, tCAS, latency }),
  },
  async ({ dut, sim, clk, params, random, expect, metrics, streamDriver, streamMonitor }) => {
    const { burst, width, words: capacity, stalls, latency, rowWords, banks } = params;
    const content = new Map<number, bigint>();
    const loaded = Array.from({ length: Math.min(capacity, 1024) }, () => randomWord(width, random));
    sim.poke(dut.content.path, dut.withWords(0, loaded));
    loaded.forEach((word, address) => content.set(address, word));

    const bursts = makeTraffic({ ...params, capacity, tags: 16 }, random);
    const driver = streamDriver(dut.request);
    const monitor = streamMonitor(dut.response, { stalls });
    const transfers = bursts.flatMap(({ isWrite, address, tag, words }) =>
      (isWrite ? words : [0n]).map((data) => ({
        write: isWrite ? (1 as const) : (0 as const),
        address,
        tag,
        data,
      })),
    );
    const expected = bursts.flatMap(({ isWrite, address, tag, words }) => {
      if (isWrite) words.forEach((word, i) => content.set(address + i, word));
      return isWrite
        ? []
        : Array.from({ length: burst }, (_, i) => ({
            data: content.get(address + i) ?? 0n,
            tag,
            last: Number(i === burst - 1) as 0 | 1,
          }));
    });
    const begin = clk.cycle;
    driver.send(...transfers);
    while (!driver.isIdle || monitor.transfers.length < expected.length || dut.busy.value === 1)
      await clk.rising();

    monitor.words.forEach((word, i) => expect<unknown>(word, `word ${i} of the responses`).toBe(expected[i]));
    for (const [address, word] of content) expect(dut.peek(address), `word ${address} at the end`).toBe(word);

    let sent = 0;
    const requests = bursts.map(({ isWrite, address }) => {
      sent += isWrite ? burst : 1;
      const line = Math.floor(address / rowWords);
      return { edge: driver.sent[sent - 1]!.cycle, bank: line % banks, row: Math.floor(line / banks) };
    });
    const begins = goldenCycles(requests, dut.timing).filter((_, i) => !bursts[i]!.isWrite);
    let before = 0;
    monitor.transfers.forEach(({ cycle }, i) => {
      const due = begins[Math.floor(i / burst)]! + latency + (i % burst);
      // A word that is held back is later; with an eager receiver none is.
      if (stalls === 0) expect(cycle, `edge of word ${i}`).toBe(due);
      else
        expect(cycle >= due && cycle > before, `edge ${cycle} of word ${i} is not before ${due}`).toBe(true);
      before = cycle;
    });

    const took = clk.cycle - begin;
    metrics.cycles = took;
    metrics.wordsPerCycle = (bursts.length * burst) / took;
    metrics.rowHits = dut.rowHits.value / bursts.length;
    const reads = requests.filter((_, i) => !bursts[i]!.isWrite);
    const waited = reads.map(({ edge }, i) => monitor.transfers[i * burst]!.cycle - edge);
    if (waited.length > 0) metrics.meanLatency = waited.reduce((sum, each) => sum + each, 0) / waited.length;
  },
);
