import { expect, test } from "vitest";
import { bigUint, fixed, float, fp32, Module, outputReg, sint, uint, wrap } from "../../../describe/index.ts";
import { compile } from "../../../schedule/index.ts";
import type { Condition } from "../../engine.ts";
import { EventEngine } from "../../event/event-engine.ts";
import { HEADER_BYTES } from "../plan/design-plan.ts";
import { writeConditions } from "./conditions.ts";
import { CONDITION_BYTES, CONDITION_COUNT, CONDITIONS, MOST_CONDITIONS } from "./header.ts";
import { WasmEngine } from "./wasm-engine.ts";
import { viewsOf } from "./words.ts";

const types = [sint(8), uint(12), sint(40), fp32, fixed(4, 4), bigUint(70)];
const condition = (net: number, value: unknown = 1.5): Condition => ({ net, operator: "<=", value });
const write = (conditions: readonly Condition[], bytes = HEADER_BYTES): boolean => {
  const views = viewsOf(new ArrayBuffer(bytes));
  const isWritten = writeConditions(conditions, views, (net) => ({ type: types[net]!, address: 4096 }));
  if (isWritten) expect(views.i32[CONDITION_COUNT / 4]).toBe(conditions.length);
  return isWritten;
};

test("the loop judges as many conditions as the header has room for, and no more", () => {
  expect(MOST_CONDITIONS).toBeGreaterThan(32);
  expect(CONDITIONS + MOST_CONDITIONS * CONDITION_BYTES).toBeLessThanOrEqual(HEADER_BYTES);
  for (const count of [0, 1, MOST_CONDITIONS])
    expect(write(Array.from({ length: count }, () => condition(0)))).toBe(true);
  expect(write(Array.from({ length: MOST_CONDITIONS + 1 }, () => condition(0)))).toBe(false);
});

test("it judges numbers of all types but those in limbs", () => {
  expect(types.map((_, net) => write([condition(net)]))).toEqual([true, true, true, true, true, false]);
  expect(write([condition(0, 1n)])).toBe(false);
});

/** Signals of each form in memory, all of which change. */
class Counters extends Module {
  readonly s8 = outputReg(sint(8), { init: -100 });
  readonly u8 = outputReg(uint(8), { init: 200 });
  readonly s16 = outputReg(sint(16), { init: -100 });
  readonly u16 = outputReg(uint(16), { init: 65_000 });
  readonly s32 = outputReg(sint(32), { init: -100 });
  readonly u32 = outputReg(uint(32), { init: 2 ** 32 - 200 });
  readonly u40 = outputReg(uint(40), { init: 2 ** 39 });
  readonly f32 = outputReg(fp32, { init: -2 });
  readonly f64 = outputReg(float(10, 20), { init: -2 });
  readonly q = outputReg(fixed(6, 2), { init: -3 });
  override update() {
    this.s8.next = wrap(this.s8.value + 1);
    this.u8.next = wrap(this.u8.value + 1);
    this.s16.next = wrap(this.s16.value + 1);
    this.u16.next = wrap(this.u16.value + 7);
    this.s32.next = wrap(this.s32.value + 1);
    this.u32.next = wrap(this.u32.value + 3);
    this.u40.next = wrap(this.u40.value + 1);
    this.f32.next = this.f32.value + 0.25;
    this.f64.next = this.f64.value + 0.5;
    this.q.next = wrap(this.q.value + 0.25);
  }
}

const operators = ["==", "!=", "<", "<=", ">", ">="] as const;
const ends: Readonly<Record<string, number>> = {
  ...{ s8: -90, u8: 3, s16: -60, u16: 65_028, s32: 5, u32: 2 ** 32 - 182, u40: 2 ** 39 + 33 },
  ...{ f32: 4.5, f64: 1.5, q: 2.25 },
};

test.each(operators)(
  "a run ends at the edge behind which a signal of any form is %s a number",
  (operator) => {
    const [event, wasm] = [EventEngine, WasmEngine].map((Engine) => {
      const program = compile(new Counters());
      return Object.entries(ends).map(([key, value]) => {
        const engine = new Engine(program);
        engine.settle();
        const { net } = program.design.top.signals.find((signal) => signal.key === key)!;
        // Once behind the value, and once more for what is so from the start.
        const runs = [80, 80].map((most) => engine.run([0], most, [{ net, operator, value }]));
        engine.close();
        return [key, ...runs];
      });
    });
    expect(wasm).toEqual(event);
  },
);

test("a run ends at the first of several conditions that holds, wherever it stands among them", () => {
  const ends = (Engine: typeof EventEngine | typeof WasmEngine): readonly number[] => {
    const program = compile(new Counters());
    const engine = new Engine(program);
    engine.settle();
    const at = (key: string, value: number): Condition => {
      const { net } = program.design.top.signals.find((signal) => signal.key === key)!;
      return { net, operator: "==", value };
    };
    const conditions = [at("s8", -90), at("u16", 65_028), at("f32", 4.5)];
    // Behind 4 edges, 10, 26, and then none of them for long.
    const runs = [100, 100, 100, 100].map((most) => engine.run([0], most, conditions));
    engine.close();
    return runs;
  };
  const expected = ends(EventEngine);
  expect(expected).toEqual([4, 6, 16, 100]);
  expect(ends(WasmEngine)).toEqual(expected);
});
