import { describe, expect, it } from "vitest";
import { createMemorySink } from "./memory-sink.ts";
import type { TraceScope, TraceType, TraceVariable } from "./trace-source.ts";
import { planVcd } from "./vcd-plan.ts";
import { createVcdWriter, type VcdOptions } from "./vcd-writer.ts";
import { unplaced } from "../errors/unplaced.test-kit.ts";

const NS = 1_000_000;
const bit: TraceType = { kind: "bits", width: 1, signed: false };
const byte: TraceType = { kind: "bits", width: 8, signed: true };

function signal(name: string, type: TraceType, net: number, read: () => unknown): TraceVariable {
  return { name, type, net, read, storage: "reg" };
}

function counter(): {
  root: TraceScope;
  state: { count: number; mode: string; note: string; ratio: number };
} {
  const state = { count: 0, mode: "Idle", note: "", ratio: 0 };
  const mode: TraceType = { kind: "enumeration", width: 2, labels: ["Idle", "Run", "Done"] };
  const root: TraceScope = {
    name: "top",
    variables: [
      signal("odd", bit, 0, () => state.count % 2 === 1),
      signal("count", byte, 1, () => state.count),
      signal("mode", mode, 2, () => state.mode),
    ],
    scopes: [
      {
        name: "pe[0]",
        variables: [
          signal("countIn", byte, 1, () => state.count),
          signal("note", { kind: "string" }, 3, () => state.note),
          signal("ratio", { kind: "real" }, 4, () => state.ratio),
          signal("slot[0]", bit, 5, () => 0),
        ],
        scopes: [],
      },
    ],
  };
  return { root, state };
}

function open(root: TraceScope, options: Partial<VcdOptions> = {}) {
  const sink = createMemorySink();
  return { sink, writer: createVcdWriter(planVcd(root), sink, { tick: 5n * BigInt(NS), ...options }) };
}

describe("a VCD", () => {
  it("has declarations, a full dump, changes in the order of declarations, and a time behind the last", () => {
    const { root, state } = counter();
    const { sink, writer } = open(root);
    writer.begin(0);
    Object.assign(state, { count: -1, mode: "Run", note: "a b\n", ratio: 0.1 });
    writer.record(5 * NS, [4, 3, 2, 1, 0]);
    writer.record(10 * NS);
    writer.end(10 * NS);
    expect(sink.text()).toBe(`$version Systole $end
$timescale 1ns $end
$scope module top $end
$var reg 1 ! odd $end
$var reg 8 " count [7:0] $end
$var reg 2 # mode [1:0] $end
$scope module pe[0] $end
$var reg 8 " countIn [7:0] $end
$var string 1 $ note $end
$var real 64 % ratio $end
$var reg 1 & slot(0) $end
$upscope $end
$upscope $end
$enddefinitions $end
#0
$dumpvars
0!
b0 "
b0 #
s $
r0 %
0&
$end
#5
b11111111 "
b1 #
sa\\x20b\\n $
r0.1 %
#10
`);
  });

  it("has no date unless asked for", () => {
    const { root } = counter();
    const { sink, writer } = open(root, { date: new Date(0) });
    writer.begin(0);
    writer.close();
    expect(sink.text()).toMatch(/^\$date 1970-01-01T00:00:00\.000Z \$end\n/);
  });

  it("closed in the middle of a run ends at the last record, once", () => {
    const { root, state } = counter();
    const { sink, writer } = open(root);
    writer.begin(0);
    state.count = 2;
    writer.record(5 * NS);
    writer.close();
    writer.close();
    writer.record(10 * NS);
    writer.end(20 * NS);
    expect(sink.text().endsWith('#5\nb10 "\n#6\n')).toBe(true);
    expect(sink.isClosed()).toBe(true);
  });

  it("draws values that are not there as unknown", () => {
    const root: TraceScope = {
      name: "top",
      variables: [
        signal("a", bit, 0, () => undefined),
        signal("b", byte, 1, () => undefined),
        signal("c", { kind: "enumeration", width: 1, labels: ["A"] }, 2, () => "B"),
      ],
      scopes: [],
    };
    const { sink, writer } = open(root);
    writer.begin(0);
    writer.close();
    expect(sink.text()).toContain('#0\n$dumpvars\nx!\nbx "\nx#\n$end\n');
  });

  it("gives names of one net and different sizes different identifiers", () => {
    const variables = [signal("narrow", bit, 0, () => 1), signal("wide", byte, 0, () => 1)];
    const { sink, writer } = open({ name: "top", variables, scopes: [] });
    writer.begin(0);
    writer.close();
    expect(sink.text()).toContain('$var reg 1 ! narrow $end\n$var reg 8 " wide [7:0] $end\n');
  });

  it("counts femtoseconds beyond the safe integers exactly", () => {
    let value = 0;
    const { sink, writer } = open(
      { name: "top", variables: [signal("a", bit, 0, () => value)], scopes: [] },
      { tick: 1n },
    );
    writer.begin(0);
    value = 1;
    writer.record(9007199254740993n);
    writer.close();
    expect(sink.text()).toContain("#9007199254740993\n1!\n");
  });

  it("keeps its memory bounded: text goes to the sink while the run goes on", () => {
    let value = "";
    const { sink, writer } = open({
      name: "top",
      variables: [signal("a", { kind: "string" }, 0, () => value)],
      scopes: [],
    });
    writer.begin(0);
    value = "x".repeat(300_000);
    writer.record(5 * NS);
    expect(sink.text().length).toBeGreaterThan(200_000);
    writer.close();
    expect(sink.text()).toContain(`s${value} !\n#6\n`);
  });

  it.each([
    [{ from: 7 * NS, to: 8 * NS }, "#7\n$dumpvars\n1!\n$end\n#8\n"],
    [{ from: 100 * NS }, "#20\n$dumpvars\n0!\n$end\n#21\n"],
    [{ to: 9 * NS }, "#0\n$dumpvars\n0!\n$end\n#5\n1!\n#9\n"],
  ])("the window %o starts with the values of its first moment", (window, body) => {
    let value = 0;
    const { sink, writer } = open(
      { name: "top", variables: [signal("a", bit, 0, () => value)], scopes: [] },
      { window },
    );
    writer.begin(0);
    for (const time of [5, 10, 15, 20]) {
      value ^= 1;
      writer.record(time * NS);
    }
    writer.end(20 * NS);
    expect(sink.text().split("$enddefinitions $end\n")[1]).toBe(body);
  });
});

describe("what can't be written", () => {
  it.each([
    ["a space", "my signal"],
    ["a dot", "req.addr"],
    ["letters beyond ASCII", "σ"],
    ["a keyword's dollar", "$end"],
    ["nothing", ""],
  ])("E-TRACE-NAME: a name with %s", (_, name) => {
    const root: TraceScope = { name: "top", variables: [signal(name, bit, 0, () => 0)], scopes: [] };
    expect(unplaced(() => planVcd(root))).toThrow(
      `E-TRACE-NAME  top.${name}\n  the name ${JSON.stringify(name)} can't be written to a VCD: only ASCII identifiers with indices can`,
    );
  });

  it("E-TRACE-NAME: two names that become one", () => {
    const variables = [signal("a[1]", bit, 0, () => 0), signal("a(1)", bit, 1, () => 0)];
    expect(() => planVcd({ name: "top", variables, scopes: [] })).toThrow("its scope has this name twice");
  });

  it("E-TRACE-TIME: a time between the units, and one in the past", () => {
    const { writer } = open(counter().root);
    writer.begin(0);
    expect(unplaced(() => writer.record(5 * NS + 1))).toThrow(
      "a record at 5000001fs can't be written to the waves: its time is no multiple of the wave's unit of time, 1ns",
    );
    writer.record(10 * NS);
    expect(unplaced(() => writer.record(5 * NS))).toThrow(
      "a record at 5ns can't be written to the waves: its time is before the last record",
    );
  });

  it.each([
    [{ from: -1 }, "the window from -1fs starts before the run does"],
    [{ from: 2 * NS, to: NS }, "the window from 2ns to 1ns ends before it starts"],
    [{ to: -NS }, "the window from 0ns to -1ns ends before it starts"],
  ])("E-WINDOW: %o", (window, text) => {
    expect(unplaced(() => open(counter().root, { window }))).toThrow(`E-WINDOW\n  ${text}`);
  });
});
