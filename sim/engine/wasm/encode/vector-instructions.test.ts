import { describe, expect, it } from "vitest";
import {
  benchOf,
  bitsOf,
  floats,
  readFloat,
  readInteger,
  storeVector,
  unaries,
  vector,
  wide,
  writeFloat,
  writeInteger,
} from "./bench.test-kit.ts";
import {
  i32,
  lane,
  type LaneName,
  type LaneStoreName,
  load,
  type MemoryName,
  op,
  type PlainName,
  shuffle,
  store,
  storeLane,
} from "./index.ts";
import { laneMemoryOpcodes, vectorMemoryOpcodes } from "./memory-opcodes.ts";
import { floatOrder, floatResult, integerOrder, integerResult } from "./reference.test-kit.ts";
import { laneOpcodes, vectorOpcodes } from "./vector-opcodes.ts";

describe("vector instructions compute it in each lane", () => {
  const laneShape = /^([if]\d+)x(\d+)\.(\w+)$/;
  const special =
    /(extend_|extmul|extadd|narrow|swizzle|splat|bitmask|all_true|dot_|convert|demote|promote|trunc_sat)/;
  const plain = Object.keys(vectorOpcodes).filter((name) => laneShape.test(name) && !special.test(name));

  it.each(plain)("%s", (name) => {
    const [type, , operation] = laneShape.exec(name)!.slice(1) as [string, string, string];
    const bits = bitsOf(type);
    const isFloat = type.startsWith("f");
    const isShift = /^sh[lr]/.test(operation);
    const operands = unaries.test(name)
      ? [vector(0)]
      : [vector(0), isShift ? load("i32.load", i32(16)) : vector(16)];
    const { view, run } = benchOf(storeVector(op(name as PlainName, ...operands)));
    const lanes = 128 / bits;
    const values = isFloat ? floats : wide;
    for (let round = 0; round < values.length * 2; round++) {
      for (let i = 0; i < lanes; i++) {
        const [a, b] = [values[(round + i) % values.length]!, values[(3 * round + 5 * i) % values.length]!];
        if (isFloat) {
          writeFloat(view, i * (bits / 8), bits, a as number);
          writeFloat(view, 16 + i * (bits / 8), bits, b as number);
        } else {
          writeInteger(view, i * (bits / 8), bits, a as bigint);
          writeInteger(view, 16 + i * (bits / 8), bits, b as bigint);
        }
      }
      run();
      for (let i = 0; i < lanes; i++) {
        const at = i * (bits / 8);
        const raw = readInteger(view, 48 + at, bits);
        const ones = BigInt.asUintN(bits, -1n);
        if (isFloat) {
          const [a, b] = [readFloat(view, at, bits), readFloat(view, 16 + at, bits)];
          const order = floatOrder(operation, a, b);
          if (order !== undefined) expect(raw).toBe(order ? ones : 0n);
          else
            expect(readFloat(view, 48 + at, bits), `${a}, ${b}`).toBe(
              floatResult(operation, bits === 32, a, b),
            );
        } else {
          const a = readInteger(view, at, bits);
          const b = isShift ? readInteger(view, 16, 32) : readInteger(view, 16 + at, bits);
          const order = integerOrder(operation, bits, a, b);
          const want = order === undefined ? integerResult(operation, bits, [a, b]) : order ? ones : 0n;
          expect(raw, `${a}, ${b}`).toBe(want);
        }
      }
    }
  });

  const widening = Object.keys(vectorOpcodes).filter((name) => /(extend_|extmul|extadd|dot_)/.test(name));
  it.each(widening)("%s", (name) => {
    const [wideBits, operation, half, narrow, sign] =
      /^i(\d+)x\d+\.(extend|extmul|extadd_pairwise|dot)(?:_(low|high))?_i(\d+)x\d+_([su])$/
        .exec(name)!
        .slice(1) as [string, string, string | undefined, string, string];
    const [to, from] = [Number(wideBits), Number(narrow)];
    const { view, run } = benchOf(
      storeVector(op(name as PlainName, vector(0), ...(/extmul|dot/.test(operation) ? [vector(16)] : []))),
    );
    for (let i = 0; i < 32; i++) view.setUint8(i, (0x7f + i * 37) & 255);
    run();
    const at = (base: number, i: number) => {
      const raw = readInteger(view, base + (i * from) / 8, from);
      return sign === "s" ? BigInt.asIntN(from, raw) : raw;
    };
    for (let i = 0; i < 128 / to; i++) {
      const source = i + (half === "high" ? 128 / to : 0);
      const want =
        operation === "extend"
          ? at(0, source)
          : operation === "extmul"
            ? at(0, source) * at(16, source)
            : operation === "dot"
              ? at(0, 2 * i) * at(16, 2 * i) + at(0, 2 * i + 1) * at(16, 2 * i + 1)
              : at(0, 2 * i) + at(0, 2 * i + 1);
      expect(readInteger(view, 48 + (i * to) / 8, to)).toBe(BigInt.asUintN(to, want));
    }
  });

  it.each(Object.keys(vectorOpcodes).filter((name) => name.includes("narrow")))("%s", (name) => {
    const [narrow, from, sign] = /^i(\d+)x\d+\.narrow_i(\d+)x\d+_([su])$/.exec(name)!.slice(1) as [
      string,
      string,
      string,
    ];
    const [to, wideBits] = [Number(narrow), Number(from)];
    const { view, run } = benchOf(storeVector(op(name as PlainName, vector(0), vector(16))));
    for (let i = 0; i < 256 / wideBits; i++)
      writeInteger(
        view,
        (i * wideBits) / 8,
        wideBits,
        [5n, -5n, 127n, 128n, 255n, 256n, -129n, 70000n][i % 8]!,
      );
    run();
    for (let i = 0; i < 128 / to; i++) {
      const value = BigInt.asIntN(wideBits, readInteger(view, (i * wideBits) / 8, wideBits));
      const [low, high] =
        sign === "s" ? [-(2n ** BigInt(to - 1)), 2n ** BigInt(to - 1) - 1n] : [0n, 2n ** BigInt(to) - 1n];
      const want = value < low ? low : value > high ? high : value;
      expect(readInteger(view, 48 + (i * to) / 8, to)).toBe(BigInt.asUintN(to, want));
    }
  });

  it("splat, extract, replace, shuffle, swizzle, bitmask and tests reach the lanes that they name", () => {
    for (const name of Object.keys(laneOpcodes) as LaneName[]) {
      const [type, count, operation] = laneShape.exec(name)!.slice(1) as [string, string, string];
      const bits = bitsOf(type);
      const scalar = type === "i8" || type === "i16" ? "i32" : type;
      const at = Number(count) - 1;
      const isReplace = operation === "replace_lane";
      const { view, run } = benchOf(
        isReplace
          ? storeVector(lane(name, at, vector(0), load(`${scalar}.load` as MemoryName, i32(16))))
          : store(`${scalar}.store` as MemoryName, i32(48), lane(name, at, vector(0))),
      );
      for (let i = 0; i < 32; i++) view.setUint8(i, 0x91 + i);
      run();
      const from = (16 * at) / Number(count);
      const expected = isReplace ? readInteger(view, 16, bits) : readInteger(view, from, bits);
      if (isReplace) {
        expect(readInteger(view, 48 + from, bits)).toBe(expected);
        expect(view.getUint8(48)).toBe(0x91);
      } else {
        const extended = name.endsWith("_s") ? BigInt.asUintN(32, BigInt.asIntN(bits, expected)) : expected;
        expect(readInteger(view, 48, bitsOf(scalar)), name).toBe(extended);
      }
    }
    const order = [31, 0, 30, 1, 29, 2, 28, 3, 27, 4, 26, 5, 25, 6, 24, 7];
    const mixed = benchOf(storeVector(shuffle(order, vector(0), vector(16))));
    for (let i = 0; i < 32; i++) mixed.view.setUint8(i, i);
    mixed.run();
    expect(order.map((_, i) => mixed.view.getUint8(48 + i))).toEqual(order);
    const picked = benchOf(storeVector(op("i8x16.swizzle", vector(0), vector(16))));
    for (let i = 0; i < 16; i++) {
      picked.view.setUint8(i, 100 + i);
      picked.view.setUint8(16 + i, 17 - i);
    }
    picked.run();
    expect(Array.from({ length: 16 }, (_, i) => picked.view.getUint8(48 + i))).toEqual(
      Array.from({ length: 16 }, (_, i) => (17 - i < 16 ? 117 - i : 0)),
    );
    for (const [shape, bits] of [
      ["i8x16", 8],
      ["i16x8", 16],
      ["i32x4", 32],
      ["i64x2", 64],
    ] as const) {
      const splat = benchOf(
        storeVector(op(`${shape}.splat`, load(bits === 64 ? "i64.load" : "i32.load", i32(0)))),
      );
      writeInteger(splat.view, 0, 64, 0x1122334455667788n);
      splat.run();
      for (let i = 0; i < 128 / bits; i++)
        expect(readInteger(splat.view, 48 + (i * bits) / 8, bits)).toBe(
          BigInt.asUintN(bits, 0x1122334455667788n),
        );
      const all = benchOf(store("i32.store", i32(48), op(`${shape}.all_true`, vector(0))));
      for (let i = 0; i < 16; i++) all.view.setUint8(i, 1);
      all.run();
      expect(all.view.getInt32(48, true)).toBe(1);
      writeInteger(all.view, 16 - bits / 8, bits, 0n);
      all.run();
      expect(all.view.getInt32(48, true)).toBe(0);
      const mask = benchOf(store("i32.store", i32(48), op(`${shape}.bitmask`, vector(0))));
      writeInteger(mask.view, 16 - bits / 8, bits, -1n);
      mask.run();
      expect(mask.view.getInt32(48, true)).toBe(1 << (128 / bits - 1));
    }
  });

  it("logic, selection and conversions between integers and floats", () => {
    const bytes = (name: PlainName, result: (a: number, b: number, c: number) => number, operands = 2) => {
      const { view, run } = benchOf(storeVector(op(name, ...[0, 16, 32].slice(0, operands).map(vector))));
      for (let i = 0; i < 48; i++) view.setUint8(i, (i * 89 + 5) & 255);
      run();
      for (let i = 0; i < 16; i++)
        expect(view.getUint8(48 + i), name).toBe(
          result(view.getUint8(i), view.getUint8(16 + i), view.getUint8(32 + i)) & 255,
        );
    };
    bytes("v128.not", (a) => ~a, 1);
    bytes("v128.and", (a, b) => a & b);
    bytes("v128.or", (a, b) => a | b);
    bytes("v128.xor", (a, b) => a ^ b);
    bytes("v128.andnot", (a, b) => a & ~b);
    bytes("v128.bitselect", (a, b, c) => (a & c) | (b & ~c), 3);
    const any = benchOf(store("i32.store", i32(48), op("v128.any_true", vector(0))));
    any.run();
    expect(any.view.getInt32(48, true)).toBe(0);
    any.view.setUint8(15, 1);
    any.run();
    expect(any.view.getInt32(48, true)).toBe(1);
    const convert = (
      name: PlainName,
      from: string,
      to: string,
      want: (value: number) => number,
      count: number,
    ) => {
      const { view, run } = benchOf(storeVector(op(name, vector(0))));
      const values = from.startsWith("f") ? [1.75, -1.75, 3e9, NaN] : [7, -7, 2 ** 31 - 1, 16777217];
      values.slice(0, 128 / bitsOf(from)).forEach((value, i) => {
        if (from.startsWith("f")) writeFloat(view, (i * bitsOf(from)) / 8, bitsOf(from), value);
        else view.setInt32(4 * i, value, true);
      });
      run();
      for (let i = 0; i < count; i++) {
        const at = 48 + (i * bitsOf(to)) / 8;
        const got = to.startsWith("f") ? readFloat(view, at, bitsOf(to)) : view.getInt32(at, true);
        expect(got, `${name} lane ${i}`).toBe(want(values[i]!));
      }
    };
    const clamp = (low: number, high: number) => (value: number) =>
      Number.isNaN(value) ? 0 : Math.max(low, Math.min(high, Math.trunc(value))) | 0;
    convert("i32x4.trunc_sat_f32x4_s", "f32", "i32", clamp(-(2 ** 31), 2 ** 31 - 1), 4);
    convert("i32x4.trunc_sat_f32x4_u", "f32", "i32", clamp(0, 2 ** 32 - 1), 4);
    convert("i32x4.trunc_sat_f64x2_s_zero", "f64", "i32", clamp(-(2 ** 31), 2 ** 31 - 1), 2);
    convert("i32x4.trunc_sat_f64x2_u_zero", "f64", "i32", clamp(0, 2 ** 32 - 1), 2);
    convert("f32x4.convert_i32x4_s", "i32", "f32", Math.fround, 4);
    convert("f32x4.convert_i32x4_u", "i32", "f32", (value) => Math.fround(value >>> 0), 4);
    convert("f64x2.convert_low_i32x4_s", "i32", "f64", (value) => value, 2);
    convert("f64x2.convert_low_i32x4_u", "i32", "f64", (value) => value >>> 0, 2);
    convert("f64x2.promote_low_f32x4", "f32", "f64", Math.fround, 2);
    convert("f32x4.demote_f64x2_zero", "f64", "f32", Math.fround, 2);
    for (const [shape, kind, bits] of [
      ["f32x4", "f32", 32],
      ["f64x2", "f64", 64],
    ] as const) {
      const splat = benchOf(storeVector(op(`${shape}.splat`, load(`${kind}.load`, i32(0)))));
      writeFloat(splat.view, 0, bits, -2.5);
      splat.run();
      for (let i = 0; i < 128 / bits; i++)
        expect(readFloat(splat.view, 48 + (i * bits) / 8, bits)).toBe(-2.5);
    }
  });

  it.each(Object.entries(vectorMemoryOpcodes))("%s", (name, [, touched]) => {
    const isStore = name === "v128.store";
    const { view, run } = benchOf(
      isStore ? store(name, i32(40), vector(0), 8) : storeVector(load(name as MemoryName, i32(0), 3)),
    );
    for (let i = 0; i < 32; i++) view.setUint8(i, (0x71 + 29 * i) & 255);
    run();
    const source = Array.from({ length: touched }, (_, i) => view.getUint8((isStore ? 0 : 3) + i));
    const wideningLoad = /load(\d+)x\d_([su])/.exec(name);
    const splat = /load(\d+)_splat/.exec(name);
    for (let i = 0; i < 16; i++) {
      let want = source[i] ?? 0;
      if (splat) want = source[i % touched]!;
      if (wideningLoad) {
        const bytes = Number(wideningLoad[1]) / 8;
        const from = Math.floor(i / (2 * bytes)) * bytes;
        const isHigh = i % (2 * bytes) >= bytes;
        const negative = wideningLoad[2] === "s" && source[from + bytes - 1]! >= 128;
        want = isHigh ? (negative ? 255 : 0) : source[from + (i % bytes)]!;
      }
      expect(view.getUint8(48 + i), `byte ${i}`).toBe(want);
    }
  });

  it.each(Object.entries(laneMemoryOpcodes))("%s", (name, [, bytes]) => {
    const at = 16 / bytes - 1;
    const { view, run } = benchOf(storeLane(name as LaneStoreName, at, i32(40), vector(0), 8));
    for (let i = 0; i < 16; i++) view.setUint8(i, 0x31 + i);
    run();
    expect(readInteger(view, 48, 8 * bytes)).toBe(readInteger(view, 16 - bytes, 8 * bytes));
    expect(view.getUint8(48 + bytes)).toBe(0);
  });
});
