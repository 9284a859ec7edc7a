import { describe, expect, it } from "vitest";
import {
  benchOf,
  bitsOf,
  floats,
  readFloat,
  readInteger,
  unaries,
  wide,
  writeFloat,
  writeInteger,
} from "./bench.test-kit.ts";
import { i32, load, type MemoryName, op, type PlainName, store } from "./index.ts";
import { scalarMemoryOpcodes } from "./memory-opcodes.ts";
import { floatOrder, floatResult, integerOrder, integerResult } from "./reference.test-kit.ts";
import { saturatingOpcodes, scalarOpcodes } from "./scalar-opcodes.ts";

describe("scalar instructions compute what JavaScript computes", () => {
  const numeric = Object.keys(scalarOpcodes).filter(
    (name) =>
      /^[if]\d\d\./.test(name) && !/\.(wrap|trunc_|extend_|convert|demote|promote|reinterpret)/.test(name),
  );
  it.each(numeric)("%s", (name) => {
    const [type, operation] = name.split(".") as [string, string];
    const bits = bitsOf(type);
    const isFloat = type.startsWith("f");
    const isOrder = /^(eqz|eq|ne|[lg][te](_[su])?)$/.test(operation);
    const loaded = (at: number) => load(`${type}.load` as MemoryName, i32(at));
    const operands = unaries.test(name) ? [loaded(0)] : [loaded(0), loaded(16)];
    const kind = (isOrder ? "i32.store" : `${type}.store`) as MemoryName;
    const { view, run } = benchOf(store(kind, i32(48), op(name as PlainName, ...operands)));
    let checked = 0;
    for (const first of isFloat ? floats : wide) {
      for (const second of isFloat ? floats : wide) {
        if (isFloat) {
          writeFloat(view, 0, bits, first as number);
          writeFloat(view, 16, bits, second as number);
          const [a, b] = [readFloat(view, 0, bits), readFloat(view, 16, bits)];
          run();
          const got = isOrder ? view.getInt32(48, true) : readFloat(view, 48, bits);
          const want = isOrder
            ? Number(floatOrder(operation, a, b))
            : floatResult(operation, bits === 32, a, b);
          expect(got, `${a}, ${b}`).toBe(want);
        } else {
          const [a, b] = [BigInt.asUintN(bits, first as bigint), BigInt.asUintN(bits, second as bigint)];
          if (
            /div|rem/.test(operation) &&
            (b === 0n || (a === 1n << BigInt(bits - 1) && b === BigInt.asUintN(bits, -1n)))
          )
            continue;
          writeInteger(view, 0, bits, a);
          writeInteger(view, 16, bits, b);
          run();
          const want = isOrder
            ? BigInt(operation === "eqz" ? a === 0n : integerOrder(operation, bits, a, b)!)
            : integerResult(operation, bits, [a, b]);
          expect(readInteger(view, 48, isOrder ? 32 : bits), `${a}, ${b}`).toBe(want);
        }
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(100);
  });

  const conversions = [...Object.keys(scalarOpcodes), ...Object.keys(saturatingOpcodes)].filter((name) =>
    /\.(wrap|trunc_|extend_|convert|demote|promote|reinterpret)/.test(name),
  );
  it.each(conversions)("%s", (name) => {
    const [to, operation, from] = /^(\w+)\.(\w+?)_(?:sat_)?([if]\d\d)/.exec(name)!.slice(1) as [
      string,
      string,
      string,
    ];
    const signed = name.endsWith("_s");
    const { view, run } = benchOf(
      store(
        `${to}.store` as MemoryName,
        i32(48),
        op(name as PlainName, load(`${from}.load` as MemoryName, i32(0))),
      ),
    );
    for (const value of from.startsWith("f") ? [0, -0, 1.75, -1.75, 100.5, 2147483520] : wide) {
      const isFloat = typeof value === "number";
      if (isFloat && !signed && operation === "trunc" && value < -0.9 && !name.includes("sat")) continue;
      if (isFloat) writeFloat(view, 0, bitsOf(from), value);
      else writeInteger(view, 0, bitsOf(from), value);
      run();
      const raw = readInteger(view, 0, bitsOf(from));
      const exact = isFloat
        ? readFloat(view, 0, bitsOf(from))
        : signed
          ? BigInt.asIntN(bitsOf(from), raw)
          : raw;
      if (operation === "reinterpret") {
        expect(readInteger(view, 48, bitsOf(to))).toBe(raw);
      } else if (to.startsWith("i")) {
        const whole = BigInt(typeof exact === "number" ? Math.trunc(exact) : exact);
        const low = name.includes("sat") && !signed && whole < 0n ? 0n : whole;
        expect(readInteger(view, 48, bitsOf(to)), String(exact)).toBe(BigInt.asUintN(bitsOf(to), low));
      } else {
        const want =
          typeof exact === "bigint" ? nearestOf(exact, to) : to === "f32" ? Math.fround(exact) : exact;
        expect(readFloat(view, 48, bitsOf(to)), String(exact)).toBe(want);
      }
    }
  });
  /** By way of a sticky bit, since a number between a double and a single is rounded twice otherwise. */
  function nearestOf(value: bigint, to: string): number {
    if (to === "f64") return Number(value);
    const size = value < 0n ? -value : value;
    const drop = BigInt(Math.max(0, size.toString(2).length - 50));
    const kept = size >> drop;
    const sticky = kept << drop === size ? kept : kept | 1n;
    return Math.fround(Number(value < 0n ? -sticky : sticky) * 2 ** Number(drop));
  }

  it.each(Object.entries(scalarMemoryOpcodes))("%s", (name, [, bytes]) => {
    const [type, operation] = name.split(".") as [string, string];
    const at = { bytes: 0 };
    const isStore = operation.startsWith("store");
    const whole = (kind: string) => `${type}.${kind}` as MemoryName;
    const { view, run } = benchOf(
      isStore
        ? store(name as MemoryName, i32(40), load(whole("load"), i32(at.bytes)), 8)
        : store(whole("store"), i32(48), load(name as MemoryName, i32(0), 4)),
    );
    for (let i = 0; i < 16; i++) view.setUint8(i, 0x85 + 13 * i);
    for (let i = 48; i < 64; i++) view.setUint8(i, 0xee);
    run();
    const size = bitsOf(type);
    const read = readInteger(view, isStore ? 0 : 4, 8 * bytes);
    const want = isStore ? read : operation.endsWith("_s") ? BigInt.asIntN(8 * bytes, read) : read;
    const written = isStore ? bytes : size / 8;
    expect(readInteger(view, 48, 8 * written)).toBe(BigInt.asUintN(8 * written, want));
    expect(view.getUint8(48 + written)).toBe(0xee);
  });
});
