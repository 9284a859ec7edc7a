import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemorySink } from "./memory-sink.ts";
import { readVcd, type VcdContents } from "./read-vcd.ts";
import { selectScope } from "./select-scope.ts";
import { type RecordedRun, recordedRun } from "./trace-arbitrary.ts";
import type { TraceScope } from "./trace-source.ts";
import type { TraceWindow } from "./trace-window.ts";
import { planVcd } from "./vcd-plan.ts";
import { createVcdWriter } from "./vcd-writer.ts";

const UNIT = 1_000_000;

function write(
  run: RecordedRun,
  root: TraceScope,
  options: { dirty?: boolean; window?: TraceWindow } = {},
): string {
  const sink = createMemorySink();
  const writer = createVcdWriter(planVcd(root), sink, { tick: BigInt(UNIT), window: options.window });
  run.times.forEach((time, step) => {
    run.goTo(step);
    if (step === 0) writer.begin(time);
    else writer.record(time, options.dirty ? run.changed(step) : undefined);
  });
  writer.end(run.times.at(-1)!);
  expect(sink.isClosed()).toBe(true);
  return sink.text();
}

/** The value of every path after each time at which something may change. */
function valuesAt(contents: VcdContents, time: number): Map<string, string> {
  const at = BigInt(time) / BigInt(UNIT);
  return new Map(
    contents.traces.map(({ path, changes }) => [path, changes.findLast((c) => c.time <= at)!.value]),
  );
}

/** What is left of a trace in a window, from the definition: the values at its start, then the changes in it. */
function cut(contents: VcdContents, from: bigint, to: bigint): Map<string, string[]> {
  return new Map(
    contents.traces.map(({ path, changes }) => {
      const start = changes.findLast((change) => change.time <= from) ?? changes[0]!;
      const first = start.time > from ? start.time : from;
      const later = changes.filter((change) => change.time > first && change.time <= to);
      return [path, [`${first} ${start.value}`, ...later.map((change) => `${change.time} ${change.value}`)]];
    }),
  );
}

function changesOf(contents: VcdContents): Map<string, string[]> {
  return new Map(
    contents.traces.map(({ path, changes }) => [path, changes.map((c) => `${c.time} ${c.value}`)]),
  );
}

describe("the VCD writer, on random trees and values", () => {
  it("is read back as what was recorded, at every record", () => {
    fc.assert(
      fc.property(recordedRun(UNIT), (run) => {
        const contents = readVcd(write(run, run.root));
        expect(contents.problems).toEqual([]);
        expect(contents.timescale % BigInt(UNIT)).toBe(0n);
        run.times.forEach((time, step) => expect(valuesAt(contents, time)).toEqual(run.expected(step)));
      }),
    );
  });

  it("never repeats a value, and ends one unit behind the last change", () => {
    fc.assert(
      fc.property(recordedRun(UNIT), (run) => {
        const contents = readVcd(write(run, run.root));
        for (const { changes, type } of contents.traces) {
          changes.forEach((change, i) => i > 0 && expect(change.value, type).not.toBe(changes[i - 1]!.value));
        }
        const lastChange = contents.traces
          .flatMap((t) => t.changes.map((c) => c.time))
          .reduce((a, b) => (a > b ? a : b));
        expect(contents.span!.last).toBeGreaterThan(lastChange);
      }),
    );
  });

  it("writes the same bytes from a list of changed nets as from comparing all", () => {
    fc.assert(
      fc.property(recordedRun(UNIT), (run) => {
        expect(write(run, run.root, { dirty: true })).toBe(write(run, run.root));
      }),
    );
  });

  it("a scope is an extract of the whole", () => {
    const patterns = fc.subarray(
      ["top.pe[0]", "top.pe[*].queue", "top.control", "top.s*", "top.pe(1)", "**.s4"],
      { minLength: 1 },
    );
    fc.assert(
      fc.property(recordedRun(UNIT), patterns, (run, chosen) => {
        let part: TraceScope;
        try {
          part = selectScope(run.root, chosen);
        } catch {
          fc.pre(false);
          return;
        }
        const all = changesOf(readVcd(write(run, run.root)));
        for (const [path, changes] of changesOf(readVcd(write(run, part))))
          expect(changes).toEqual(all.get(path));
      }),
    );
  });

  it("a window is an extract of the whole", () => {
    const times = fc.tuple(fc.nat(30), fc.nat(30));
    fc.assert(
      fc.property(recordedRun(UNIT), times, fc.boolean(), (run, [a, b], dirty) => {
        const end = run.times.at(-1)! / UNIT;
        const from = Math.min(a, b, end);
        const to = Math.max(a, b);
        const all = readVcd(write(run, run.root));
        const text = write(run, run.root, { dirty, window: { from: from * UNIT, to: to * UNIT } });
        const part = readVcd(text);
        expect(part.problems).toEqual([]);
        expect(changesOf(part)).toEqual(cut(all, BigInt(from), BigInt(to)));
        expect(part.span!.first).toBe(BigInt(from));
      }),
    );
  });
});
