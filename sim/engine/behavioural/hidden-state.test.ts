import { describe, expect, test } from "vitest";
import { bit, Module, outputReg, state, uint } from "../../describe/index.ts";
import { EventEngine } from "../event/event-engine.ts";
import { findings } from "./findings.test-kit.ts";

describe("state in fields is refused (E-HIDDEN-STATE, SEMANTICS sections 1 and 6)", () => {
  class Holds extends Module {
    static readonly behavioural = true;
    readonly o = outputReg(bit, { init: 0 });
    readonly kept: unknown;
    constructor(kept: unknown) {
      super();
      this.kept = kept;
    }
  }
  class Counter {
    count = 0;
  }
  test.each([
    [new Map(), "holds.kept of a behavioural module holds a Map"],
    [Object.freeze(new Set()), "holds.kept of a behavioural module holds a Set"],
    [new Uint8Array(4), "holds.kept of a behavioural module holds a Uint8Array"],
    [new ArrayBuffer(4), "holds.kept of a behavioural module holds an ArrayBuffer"],
    [new Counter(), "holds.kept of a behavioural module holds a Counter"],
    [{ limits: [1, new Date(0)] }, "holds.kept.limits[1] of a behavioural module holds a Date"],
  ])("a field that holds %o", (kept, message) => {
    const [found] = findings(new Holds(kept), EventEngine);
    expect(`${found!.code} ${found!.message}`).toContain(`E-HIDDEN-STATE ${message}`);
  });

  test.each([
    [[1, [2]]],
    [{ a: { b: 1 } }],
    [() => 1],
    [uint(4)],
    [Object.freeze(new Counter())],
    ["text"],
    [null],
  ])("a field that holds %o is a constant", (kept) => {
    expect(findings(new Holds(kept), EventEngine)).toEqual([]);
  });

  test("assigning a field, or changing an array, a record or the value of a state in place", () => {
    class Changes extends Module {
      static readonly behavioural = true;
      readonly o = outputReg(bit, { init: 0 });
      count = 0;
      readonly list = [1, 2];
      readonly record: { a?: number } = { a: 1 };
      readonly seen = state({ words: [1] });
      protected readonly does: (top: Changes) => unknown;
      constructor(does: (top: Changes) => unknown) {
        super();
        this.does = does;
      }
      override update() {
        this.does(this);
      }
    }
    for (const does of [
      (top: Changes) => (top.count = 1),
      (top: Changes) => top.list.push(3),
      (top: Changes) => (top.list[0] = 3),
      (top: Changes) => delete top.record.a,
      (top: Changes) => (top.seen.value.words as number[]).push(1),
    ]) {
      const [found] = findings(new Changes(does), EventEngine);
      expect(found).toMatchObject({ code: "E-HIDDEN-STATE", path: "changes" });
      expect(found!.message).toMatch(/^update\(\) of changes changes what is frozen \(Cannot /);
      expect(found?.places?.[0]?.file).toMatch(/hidden-state\.test\.ts$/);
    }
  });
});
