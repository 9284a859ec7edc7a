import { describe, expect, test } from "vitest";
import { bigUint, uint } from "../../sim/describe/index.ts";
import { simulate } from "../../sim/testbench/index.ts";
import { streamDriver, streamMonitor } from "../../sim/testbench/index.ts";
import { DramModel, type DramOptions } from "./dram-model.ts";

const timing = { tRCD: 3, tRP: 4, tCAS: 5, burst: 4 };
const small: DramOptions = { words: 4096, rowWords: 16, banks: 4, queue: 4, ...timing };

interface Request {
  readonly write: 0 | 1;
  readonly address: number;
  readonly tag: number;
  readonly data: number;
}
const read = (address: number, tag = 0): Request => ({ write: 0, address, tag, data: 0 });
const write = (address: number, data: number): Request => ({ write: 1, address, tag: 0, data });

/** The first word of a row of a bank, by the order of the address' parts. */
const at = (row: number, bank: number, column = 0) => (row * 4 + bank) * 16 + column;

function start(options: Partial<DramOptions> = {}, stalls?: (cycle: number) => boolean) {
  const sim = simulate(new DramModel(uint(32), { ...small, ...options }));
  const dut = sim.top;
  const monitor = streamMonitor(sim, dut.response, { stalls });
  const driver = streamDriver(sim, dut.request);
  /** Sends the requests as soon as may be; gives the edges at which words pass, counted from the first request. */
  const run = (requests: readonly Request[], cycles = 200) => {
    const [seen, before] = [monitor.transfers.length, driver.sent.length];
    driver.send(...(requests as never[]));
    sim.step(cycles);
    const first = driver.sent[before]!.cycle;
    return {
      words: monitor.transfers.slice(seen).map(({ cycle, value }) => ({ cycle: cycle - first, ...value })),
      sent: driver.sent.slice(before).map(({ cycle }) => cycle - first),
    };
  };
  const cycles = (requests: readonly Request[]) => run(requests).words.map(({ cycle }) => cycle);
  return { sim, dut, run, cycles };
}

describe("DramModel: cycles", () => {
  const { tRCD, tRP, tCAS } = timing;

  test("a bank without an open row takes tRCD + tCAS, a hit tCAS, another row tRP + tRCD + tCAS", () => {
    const { dut, cycles } = start();
    const burst = (first: number) => [0, 1, 2, 3].map((i) => first + i);
    expect(cycles([read(at(0, 0))])).toEqual(burst(tRCD + tCAS));
    expect(cycles([read(at(0, 0, 4))])).toEqual(burst(tCAS));
    expect(cycles([read(at(1, 0))])).toEqual(burst(tRP + tRCD + tCAS));
    expect(cycles([read(at(1, 1))])).toEqual(burst(tRCD + tCAS));
    expect([dut.rowHits.value, dut.rowMisses.value, dut.rowConflicts.value]).toEqual([1, 3, 1]);
  });

  test("latency comes on top of each", () => {
    const { cycles } = start({ latency: 10 });
    expect(cycles([read(at(0, 0))])[0]).toBe(tRCD + tCAS + 10);
    expect(cycles([read(at(0, 0, 4))])[0]).toBe(tCAS + 10);
  });

  test("hits follow each other without a gap: the bus moves a word a cycle", () => {
    const { cycles } = start();
    const seen = cycles([0, 4, 8, 12].map((column) => read(at(2, 3, column))));
    expect(seen).toEqual(Array.from({ length: 16 }, (_, i) => tRCD + tCAS + i));
  });

  test("banks open their rows side by side: the second waits for the bus alone", () => {
    const { cycles } = start();
    const seen = cycles([read(at(0, 0)), read(at(0, 1)), read(at(5, 2))]);
    expect(seen).toEqual(Array.from({ length: 12 }, (_, i) => tRCD + tCAS + i));
  });

  test("two rows of one bank: the second is opened when the first's words are on their way", () => {
    const { cycles } = start();
    const seen = cycles([read(at(0, 0)), read(at(1, 0))]);
    // The bank takes commands again `burst` cycles behind its column command.
    const second = tRCD + timing.burst + tRP + tRCD + tCAS;
    expect([seen[0], seen[4]]).toEqual([tRCD + tCAS, second]);
  });

  test("a write counts from its last transfer, and holds the bus", () => {
    const { run } = start();
    const writes = [0, 1, 2, 3].map((i) => write(at(0, 0) + i, 10 + i));
    const { words, sent } = run([...writes, read(at(0, 0))]);
    // The fourth transfer passes at 3: activation, column command, four cycles of the bus, then the read's words.
    expect(sent).toEqual([0, 1, 2, 3, 4]);
    expect(words[0]!.cycle).toBe(3 + tRCD + tCAS + timing.burst);
  });

  test("no more than `queue` requests are under way; a place is free when its last word has passed", () => {
    const { run } = start({ queue: 2 });
    const { sent, words } = run([0, 4, 8].map((column) => read(at(0, 0, column))));
    expect(sent).toEqual([0, 1, words[3]!.cycle + 1]);
    const written = start({ queue: 1 });
    const again = written.run([...[0, 1, 2, 3].map((i) => write(i, i)), read(0)]);
    // The write's last word is on the bus at 3 + tRCD + tCAS + 3.
    expect(again.sent.at(-1)).toBe(3 + tRCD + tCAS + timing.burst);
  });

  test("a receiver that holds back keeps all words, in order, and stops the requests", () => {
    const { run } = start({ queue: 2 }, (cycle) => cycle < 60);
    const { words, sent } = run([0, 4, 8].map((column, tag) => read(at(0, 0, column), tag)));
    expect(words.map(({ cycle }) => cycle - words[0]!.cycle).slice(0, 8)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(words[0]!.cycle).toBeGreaterThan(50);
    expect(sent[2]).toBe(words[3]!.cycle + 1);
    expect(words.map(({ tag }) => tag)).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
    expect(words.map(({ last }) => last)).toEqual([0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  test("busy tells when nothing is under way", () => {
    const { sim, dut, run } = start();
    run([read(0)], 4);
    expect(dut.busy.value).toBe(1);
    sim.step(20);
    expect(dut.busy.value).toBe(0);
  });
});

describe("DramModel: content", () => {
  test("what was written is read, by requests and from outside; 0 elsewhere", () => {
    const { dut, run } = start();
    const { words } = run([...[7, 8, 9, 10].map((data, i) => write(64 + i, data)), read(64, 5), read(68, 6)]);
    expect(words.map(({ data, tag }) => [data, tag])).toEqual([
      ...[7, 8, 9, 10].map((data) => [data, 5]),
      ...[0, 0, 0, 0].map((data) => [data, 6]),
    ]);
    expect([63, 64, 67, 68].map((address) => dut.peek(address))).toEqual([0, 7, 10, 0]);
  });

  test("words are loaded through the state's path, across pages, and survive a reset", () => {
    const { sim, dut, run } = start();
    const words = Uint32Array.from({ length: 300 }, (_, i) => 1000 + i);
    sim.poke(dut.content.path, dut.withWords(100, words));
    sim.applyReset();
    expect(dut.peek(100)).toBe(1000);
    expect(dut.peek(399)).toBe(1299);
    expect(dut.peek(400)).toBe(0);
    expect(run([read(396)]).words.map(({ data }) => data)).toEqual([1296, 1297, 1298, 1299]);
    expect(dut.withWords(0, [])).toBe(dut.content.value);
  });

  test("a large content is shared: a snapshot's text is made anew for what has changed alone", () => {
    const sim = simulate(new DramModel(bigUint(256), { words: 2 ** 24 }));
    const dut = sim.top;
    sim.poke(
      dut.content.path,
      dut.withWords(
        2 ** 20,
        Array.from({ length: 20_000 }, (_, i) => BigInt(i)),
      ),
    );
    const before = dut.content.value as readonly unknown[];
    sim.poke(dut.content.path, dut.withWords(0, [2n ** 255n]));
    const after = dut.content.value as readonly unknown[];
    expect(dut.peek(0)).toBe(2n ** 255n);
    expect(dut.peek(2 ** 20 + 19_999)).toBe(19_999n);
    expect(after.filter((part, i) => part !== before[i])).toHaveLength(1);
    const snapshot = sim.snapshot();
    sim.poke(dut.content.path, dut.withWords(2 ** 20, [0n]));
    sim.poke(dut.content.path, dut.withWords(2 ** 20 + 1, [0n]));
    sim.restore(snapshot);
    expect([0, 1].map((i) => dut.peek(2 ** 20 + i))).toEqual([0n, 1n]);
  });

  test("addresses and values that don't fit are refused", () => {
    const { dut, run } = start();
    expect(() => dut.peek(4096)).toThrow(/E-ADDRESS[^]*address 4096/);
    expect(() => dut.withWords(4095, [1, 2])).toThrow(/E-ADDRESS/);
    expect(() => dut.withWords(0, [1, -2])).toThrow(/E-VALUE[^]*dramModel at 1: -2 is not in/);
    expect(() => run([read(2)])).toThrow(/E-ASSERT[^]*the address 2 is no multiple of the burst of 4/);
    expect(() => start().run([write(0, 1), read(4)])).toThrow(/E-ASSERT[^]*a read came within the 4 words/);
  });

  test.each([
    [{ banks: 3 }, "banks = 3"],
    [{ burst: 32 }, "rowWords = 16"],
    [{ words: 32 }, "words = 32"],
    [{ tCAS: 0 }, "tCAS = 0"],
    [{ queue: 0.5 }, "queue = 0.5"],
  ])("parameters %j make no sense", (options, text) => {
    expect(() => start(options)).toThrow(`E-PARAMETER`);
    expect(() => start(options)).toThrow(text);
  });
});
