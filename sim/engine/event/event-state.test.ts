import { expect, test } from "vitest";
import { type AnyState, Module, state } from "../../describe/index.ts";
import { SystoleError } from "../../errors/index.ts";
import { EventState } from "./event-state.ts";
import type { MethodHost } from "./method-host.ts";
import { NOBODY, OUTSIDE } from "./method.ts";
import { unplaced } from "../../errors/unplaced.test-kit.ts";

const [PROPAGATE, UPDATE, OTHER] = [1, 6, 7];

class Holder extends Module {}

function start(initial: unknown, methods = { propagate: PROPAGATE, update: UPDATE }) {
  const dirty: number[] = [];
  const host: MethodHost = {
    current: UPDATE,
    modules: [],
    storing: [],
    findings: new Map(),
    markDirty: (method) => dirty.push(method),
    title: (method) => `method ${method}`,
  };
  const described: AnyState = state(initial);
  described.owner = new Holder();
  described.key = "seen";
  const store = new EventState(host, described, methods);
  const end = (how: "commit" | "abandon"): void => {
    for (const pending of host.storing) pending[how]();
    host.storing = [];
  };
  return { host, store, dirty, end };
}

test("a write waits for the edge, the last one of a call wins, and an edge that fails takes none (SEMANTICS 6)", () => {
  const { host, store, dirty, end } = start(1);
  store.write(2);
  store.write(3);
  expect(host.storing).toEqual([store]);
  expect([store.read(), store.pending()]).toEqual([1, 3]);
  end("abandon");
  expect([store.read(), store.pending(), dirty]).toEqual([1, 1, []]);
  store.write(4);
  expect(host.storing).toEqual([store]);
  end("commit");
  expect([store.read(), store.pending(), store.peek()]).toEqual([4, 4, 4]);
  store.write(5);
  expect(host.storing).toEqual([store]);
});

test("propagate() of the module runs again where the value is another one", () => {
  const { store, dirty, end } = start(1);
  store.write(1);
  end("commit");
  expect(dirty).toEqual([]);
  store.poke(2);
  expect([store.read(), store.pending(), dirty]).toEqual([2, 2, [PROPAGATE]]);
  expect([store.reset(), store.read(), store.reset()]).toEqual([true, 1, false]);
  expect(dirty).toEqual([PROPAGATE, PROPAGATE]);
  const without = start(1, { propagate: NOBODY, update: UPDATE });
  without.store.poke(2);
  expect(without.dirty).toEqual([]);
});

test("only update() of the module writes it; the error names the state, who wrote and who may", () => {
  const { host, store } = start(1);
  for (const [current, message] of [
    [PROPAGATE, "E-PHASE  holder.seen\n  method 1 assigned `next` of holder.seen, which belongs to method 6"],
    [OTHER, "E-WRITER  holder.seen\n  method 7 assigned `next` of holder.seen, which only method 6 may"],
    [OUTSIDE, "E-WRITER  holder.seen\n  method -1 assigned `next` of holder.seen, which only method 6 may"],
  ] as const) {
    host.current = current;
    expect(unplaced(() => store.write(2))).toThrow(message);
  }
  expect([store.read(), store.pending(), host.storing]).toEqual([1, 1, []]);
  const without = start(1, { propagate: PROPAGATE, update: NOBODY });
  without.host.current = PROPAGATE;
  expect(() => without.store.write(2)).toThrow("assigned `next` of holder.seen, which nobody may");
});

test("it holds plain data only; the error names the state", () => {
  const { store } = start(1);
  for (const put of [() => store.poke(new Map()), () => store.write(new Map())]) {
    expect(put).toThrow(SystoleError);
    expect(unplaced(put)).toThrow(/^E-STATE {2}holder\.seen\n.*holder\.seen/);
  }
  expect([store.read(), store.pending()]).toEqual([1, 1]);
});
