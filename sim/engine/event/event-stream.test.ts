import { expect, test } from "vitest";
import type { Module } from "../../describe/index.ts";
import { SystoleError } from "../../errors/index.ts";
import { createRandom } from "../../random/random.ts";
import { EventStream } from "./event-stream.ts";
import type { MethodHost } from "./method-host.ts";
import { OUTSIDE } from "./method.ts";
import { unplaced } from "../../errors/unplaced.test-kit.ts";

function start() {
  const host: MethodHost = {
    current: 5,
    modules: [] as Module[],
    storing: [],
    findings: new Map(),
    markDirty: () => undefined,
    title: () => "",
  };
  const stream = new EventStream(host, "top.dice", createRandom(1), 5);
  const draw = (): number => stream.take().bits(20);
  const end = (how: "commit" | "abandon"): void => {
    for (const pending of host.storing) pending[how]();
    host.storing = [];
  };
  return { host, stream, draw, end };
}

test("what an edge draws that does not take place is drawn again, all of it (SEMANTICS 6)", () => {
  const { draw, end, host } = start();
  const first = [draw(), draw()];
  expect(host.storing).toHaveLength(1);
  end("abandon");
  expect([draw(), draw()]).toEqual(first);
  end("commit");
  const second = [draw(), draw()];
  expect(second).not.toEqual(first);
  end("abandon");
  expect([draw(), draw()]).toEqual(second);
});

test("only update() of the module draws; the error names the module", () => {
  const { host, draw, stream } = start();
  const before = stream.peek();
  for (const other of [4, OUTSIDE]) {
    host.current = other;
    expect(draw).toThrow(SystoleError);
    expect(unplaced(draw)).toThrow(/^E-RANDOM {2}top\.dice\n.*top\.dice/);
  }
  expect(stream.peek()).toEqual(before);
  host.current = 5;
  stream.take().bits(20);
  stream.poke(before);
  expect(stream.peek()).toEqual(before);
});
