import { describe, expect, it } from "vitest";
import {
  block,
  br,
  brIf,
  brTable,
  call,
  choose,
  comment,
  createModule,
  encodeModule,
  f32,
  f64,
  get,
  globalGet,
  globalSet,
  i32,
  i64,
  label,
  load,
  loop,
  memoryCopy,
  memoryFill,
  type ModuleBuilder,
  op,
  printWat,
  set,
  store,
  tee,
  v128,
  type WasmMemory,
  webAssembly,
  when,
} from "./index.ts";

type Exports = Record<string, (...args: (number | bigint)[]) => number | bigint>;

function run(builder: ModuleBuilder, imports: object = {}) {
  const bytes = encodeModule(builder.finish({ pages: 1, imported: false }));
  expect(webAssembly().validate(bytes)).toBe(true);
  const { exports } = new (webAssembly().Instance)(new (webAssembly().Module)(bytes), imports);
  return { bytes, exports: exports as unknown as Exports, memory: exports["memory"] as WasmMemory };
}

describe("the encoder", () => {
  it("writes constants of any size, at the borders of LEB128", () => {
    const builder = createModule("constants");
    const numbers = [0, 63, 64, -64, -65, 127, 128, 8191, 8192, -8193, 2 ** 31 - 1, -(2 ** 31), 0xffffffff];
    for (const value of numbers)
      builder.func({ name: `a${value}`, results: ["i32"], exported: true }, ({ add }) => add(i32(value)));
    const bigs = [0n, 63n, 64n, -65n, 2n ** 31n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 64n - 1n];
    for (const value of bigs)
      builder.func({ name: `b${value}`, results: ["i64"], exported: true }, ({ add }) => add(i64(value)));
    for (const value of [0, -0, 0.1, NaN, -Infinity, 5e-324]) {
      builder.func(
        { name: `c${Object.is(value, -0) ? "-0" : value}`, results: ["f64"], exported: true },
        ({ add }) => add(f64(value)),
      );
      builder.func(
        { name: `d${Object.is(value, -0) ? "-0" : value}`, results: ["f32"], exported: true },
        ({ add }) => add(f32(value)),
      );
    }
    const { exports } = run(builder);
    for (const value of numbers) expect(exports[`a${value}`]!()).toBe(value | 0);
    for (const value of bigs) expect(exports[`b${value}`]!()).toBe(BigInt.asIntN(64, value));
    for (const [name, value] of [
      ["0", 0],
      ["-0", -0],
      ["0.1", 0.1],
      ["NaN", NaN],
      ["-Infinity", -Infinity],
    ] as const) {
      expect(exports[`c${name}`]!()).toBe(value);
      expect(exports[`d${name}`]!()).toBe(Math.fround(value));
    }
  });

  it("finds labels by identity, through blocks, loops and ifs that have none", () => {
    const builder = createModule("labels");
    builder.func(
      { name: "sum", params: [["n", "i32"]], results: ["i32"], exported: true },
      ({ params: [n], local, add }) => {
        const total = local("i32", "total");
        const [out, again] = [label("out"), label("again")];
        add(
          block(out, [
            loop(again, [
              when(op("i32.eqz", get(n!)), [br(out)]),
              set(total, op("i32.add", get(total), get(n!))),
              brIf(again, tee(n!, op("i32.sub", get(n!), i32(1)))),
            ]),
          ]),
          get(total),
        );
      },
    );
    builder.func(
      { name: "pick", params: [["n", "i32"]], results: ["i32"], exported: true },
      ({ params: [n], local, add }) => {
        const result = local("i32", "result");
        const [end, one, two, other] = [label("end"), label("one"), label("two"), label("other")];
        add(
          block(end, [
            block(other, [
              block(two, [block(one, [brTable([one, two], other, get(n!))]), set(result, i32(10)), br(end)]),
              set(result, i32(20)),
              br(end),
            ]),
            set(result, i32(30)),
          ]),
          choose("i32", op("i32.eq", get(result), i32(20)), [i32(-20)], [get(result)]),
        );
      },
    );
    const { exports } = run(builder);
    expect(exports["sum"]!(0)).toBe(0);
    expect(exports["sum"]!(100)).toBe(5050);
    expect([0, 1, 2, 77].map((n) => exports["pick"]!(n))).toEqual([10, -20, 30, 30]);
    const lost = createModule("lost");
    lost.func({ name: "f" }, ({ add }) => add(br(label("nowhere"))));
    expect(() => encodeModule(lost.finish(undefined))).toThrow(
      "branch to nowhere, which does not enclose it",
    );
  });

  it("numbers imports before functions, shares types, and keeps globals and helpers", () => {
    const builder = createModule("calls");
    const seen: number[] = [];
    const counter = builder.global("counter", "i32", 5);
    const helper = () =>
      builder.once("twice", () =>
        builder.func({ name: "twice", params: [["x", "i32"]], results: ["i32"] }, ({ params: [x], add }) =>
          add(op("i32.shl", get(x!), i32(1))),
        ),
      );
    expect(helper()).toBe(helper());
    const log = builder.import("js", "log", ["i32"], []);
    builder.func({ name: "main", results: ["i32"], exported: true }, ({ add }) =>
      add(
        call(log, call(helper(), i32(21))),
        globalSet(counter, op("i32.add", globalGet(counter), i32(1))),
        globalGet(counter),
      ),
    );
    const { exports } = run(builder, { js: { log: (value: number) => seen.push(value) } });
    expect([exports["main"]!(), exports["main"]!()]).toEqual([6, 7]);
    expect(seen).toEqual([42, 42]);
  });

  it("copies and fills memory", () => {
    const builder = createModule("bulk");
    builder.func({ name: "go", exported: true }, ({ add }) =>
      add(
        memoryFill(i32(0), i32(7), i32(100)),
        store("v128.store", i32(16), v128(Array.from({ length: 16 }, (_, i) => i))),
        memoryCopy(i32(200), i32(14), i32(10)),
        store("i64.store", i32(300), load("i64.load", i32(0), 20)),
      ),
    );
    const { exports, memory } = run(builder);
    exports["go"]!();
    const bytes = new Uint8Array(memory.buffer);
    expect([...bytes.slice(99, 101)]).toEqual([7, 0]);
    expect([...bytes.slice(199, 211)]).toEqual([0, 7, 7, 0, 1, 2, 3, 4, 5, 6, 7, 0]);
    expect([...bytes.slice(300, 308)]).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it("writes the name section, so that a profiler and an error show our names", () => {
    const builder = createModule("shown");
    builder.func({ name: "MacCell.update", exported: true, params: [["row", "i32"]] }, ({ local, add }) => {
      local("v128", "weight");
      local("v128", "psumIn");
      add(op("unreachable"));
    });
    const { bytes, exports } = run(builder);
    const text = new TextDecoder("latin1").decode(bytes);
    for (const name of ["shown", "MacCell.update", "row", "weight", "psumIn"]) expect(text).toContain(name);
    try {
      exports["MacCell.update"]!(1);
      expect.unreachable();
    } catch (error) {
      expect((error as Error).stack).toContain("MacCell.update");
    }
  });

  it("prints the same instructions as text, with comments", () => {
    const builder = createModule("text");
    builder.func(
      { name: "f", exported: true, params: [["x", "i32"]], results: ["i32"] },
      ({ params: [x], add }) =>
        add(
          comment("the sum"),
          when(get(x!), [store("i32.store8", i32(3), get(x!), 9)]),
          op("i32.add", get(x!), load("i32.load", i32(4), 8)),
        ),
    );
    expect(printWat(builder.finish({ pages: 2, imported: false }))).toBe(`(module $text
  (memory (export "memory") 2)
  (func $f (export "f") (param $x.0 i32) (result i32)
    ;; the sum
    (if
      (local.get $x.0)
      (then
        (i32.store8 offset=9 (i32.const 3) (local.get $x.0))
      )
    )
    (i32.add (local.get $x.0) (i32.load offset=8 (i32.const 4)))
  )
)
`);
  });
});
