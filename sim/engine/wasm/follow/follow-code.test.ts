import { describe, expect, test } from "vitest";
import {
  bigSint,
  bigUint,
  bit,
  enumeration,
  fixed,
  fp16,
  fp32,
  type LeafType,
  sint,
  uint,
} from "../../../describe/index.ts";
import { createRandom } from "../../../random/random.ts";
import { bytesOf, elementOf } from "../plan/element.ts";
import { wordFormat } from "../run/words.ts";
import { followCode } from "./follow-code.test-kit.ts";
import { TIMES } from "./area.ts";

const TYPES: readonly LeafType[] = [
  bit,
  uint(3),
  sint(8),
  uint(16),
  sint(31),
  uint(32),
  uint(40),
  sint(53),
  bigUint(64),
  bigUint(65),
  bigSint(200),
  enumeration("A", "B", "C"),
  fixed(3, 9),
] as readonly LeafType[];

function float64(): LeafType {
  return { ...fp32, exponent: 11, mantissa: 40, width: 52 } as LeafType;
}

/** Words of random types behind each other, at their alignment, with gaps; some of them have two values. */
function randomValues(seed: number, count: number) {
  const random = createRandom(seed);
  // Floats have a test of their own.
  const values: { type: LeafType; address: number; code: string }[] = [];
  let at = 32;
  for (let i = 0; i < count; i++) {
    const type = TYPES[random.integer(0, TYPES.length - 1)]!;
    const bytes = bytesOf(elementOf(type));
    const unit = Math.min(bytes, 8);
    at = Math.ceil(at / unit) * unit;
    values.push({ type, address: at, code: `v${i}` });
    if (random.integer(0, 5) === 0) values.push({ type, address: at, code: `w${i}` });
    at += bytes + (random.integer(0, 3) === 0 ? random.integer(1, 40) : 0);
  }
  return { values, bytes: at, random };
}

describe("look marks the values whose words have changed, and no other", () => {
  test.each([1, 2, 3, 4])("random layouts, %s", (seed) => {
    const { values, bytes, random } = randomValues(seed, 40 * seed);
    const { views, looked } = followCode(values, bytes);
    expect(looked()).toEqual([]);
    for (let round = 0; round < 60; round++) {
      const before = views.u8.slice(0, bytes);
      for (let k = random.integer(0, 6); k > 0; k--) {
        // Any byte: of a value, behind one, in the middle of one.
        const byte = random.integer(0, bytes - 1);
        views.u8[byte] = random.integer(0, 255);
      }
      const wanted = values.flatMap(({ type, address }, value) => {
        const end = address + bytesOf(elementOf(type));
        const same = before.subarray(address, end).every((byte, i) => byte === views.u8[address + i]);
        return same ? [] : [value];
      });
      expect(looked()).toEqual(wanted);
      expect(looked()).toEqual([]);
    }
  });

  test("one NaN is no change of another; the zeros differ", () => {
    const types = [fp32, fp16, float64()];
    const values = types.map((type, i) => ({ type, address: 16 + 8 * i, code: `r${i}` }));
    const { views, looked } = followCode(values, 64);
    const all = [0, 1, 2];
    const put = (single: number, double: bigint): void => {
      views.u32[4] = views.u32[6] = single;
      views.u64[4] = double;
    };
    put(0x7fc00000, 0x7ff8000000000000n);
    expect(looked()).toEqual(all);
    put(0xffc00000, 0xfff8000000000000n);
    expect(looked()).toEqual([]);
    put(0x7f800001, 0x7ff0000000000001n);
    expect(looked()).toEqual([]);
    put(0x7f800000, 0x7ff0000000000000n);
    expect(looked()).toEqual(all);
    put(0xff800000, 0xfff0000000000000n);
    expect(looked()).toEqual(all);
    put(0x80000000, 0x8000000000000000n);
    expect(looked()).toEqual(all);
    put(0, 0n);
    expect(looked()).toEqual(all);
    put(0x7fc00000, 0x7ff8000000000000n);
    expect(looked()).toEqual(all);
  });
});

describe("write gives each value its line", () => {
  test("real numbers, whose texts are asked for once as long as no other takes their place", () => {
    const types = [fp32, fp32, float64(), fp16, fixed(3, 9), fixed(5, 7), fixed(3, 9)] as const;
    const values = types.map((type, i) => ({ type, address: 64 + 8 * i, code: `r${i}` }));
    const { views, lines, asked } = followCode(values, 128);
    // Words of one text in all places: in single and double precision, and with different fractions.
    const put = (word: number): void => {
      // At the top of its bytes: what tells texts apart is not the word.
      values.forEach(({ type, address }) => {
        const bytes = bytesOf(elementOf(type));
        for (let k = 1; k <= Math.min(bytes, 4); k++) views.u8[address + bytes - k] = word >>> (32 - 8 * k);
      });
    };
    put(0x3f80_0000);
    const first = lines();
    expect(first).toBe(texts());
    expect(first).toMatch(/^r1 r0\nr1 r1\nr0\.0078125 r2\n/);
    const kinds = asked();
    expect(kinds).toEqual([0, 2, 4, 5]);
    put(0x8000_0000);
    expect(lines()).toBe(texts());
    expect(texts()).toMatch(/^r-0 r0\n/);
    asked();
    put(0x3f80_0000);
    expect(lines()).toBe(first);
    expect(asked().length).toBeLessThan(3);
    const random = createRandom(3);
    for (let round = 0; round < 3000; round++) {
      const before = texts();
      put(random.integer(0, 2 ** 32 - 1) >>> random.integer(0, 31));
      const now = texts();
      expect(lines()).toBe(changed(before, now));
    }

    /** The lines of all values as they are now. */
    function texts(): string {
      return values
        .map(({ type, address }, i) => `r${plain(wordFormat(views, type).read(address) as number)} r${i}\n`)
        .join("");
    }
  });

  function plain(value: number): string {
    return Object.is(value, -0) ? "-0" : String(value);
  }

  function changed(before: string, now: string): string {
    const old = before.split("\n");
    return now
      .split("\n")
      .flatMap((line, i) => (line === old[i] ? [] : [`${line}\n`]))
      .join("");
  }

  const widths = [...Array.from({ length: 64 }, (_, i) => i + 1), 65, 66, 127, 128, 129, 191, 192, 193, 500];

  test.each([false, true])("words and limbs of all widths, signed: %s", (signed) => {
    const types = widths.map((width) => {
      if (width > 53) return signed ? bigSint(width) : bigUint(width);
      return (signed && width > 1 ? sint(width) : uint(width)) as LeafType;
    });
    let at = 64;
    const values = types.map((type, i) => {
      const address = at;
      at += 8 * Math.ceil(widths[i]! / 64);
      return { type, address, code: `c${i}` };
    });
    const { set, lines } = followCode(values, at);
    const random = createRandom(9);
    const last = widths.map(() => 0n);
    for (let round = 0; round < 40; round++) {
      const wanted: string[] = [];
      widths.forEach((width, i) => {
        // Values of all lengths, among them zero and the greatest.
        const length = [0, width, 1, 64][round] ?? random.integer(0, width);
        let bits = round === 1 ? -1n : 0n;
        for (let k = 0; k < width && round !== 1; k += 30)
          bits = (bits << 30n) | BigInt(random.integer(0, 2 ** 30 - 1));
        bits = BigInt.asUintN(Math.min(width, length), bits);
        const value = signed && width > 1 ? BigInt.asIntN(width, bits) : bits;
        set(i, width > 53 ? value : Number(value));
        if (bits !== last[i]) wanted.push(width === 1 ? `${bits}c${i}` : `b${bits.toString(2)} c${i}`);
        last[i] = bits;
      });
      expect(lines().split("\n").slice(0, -1)).toEqual(wanted);
    }
  });

  test("more lines than the text holds are taken piece by piece", () => {
    const values = Array.from({ length: 900 }, (_, i) => ({
      type: bigUint(512) as LeafType,
      address: 64 * i,
      code: `k${i}`,
    }));
    const { set, lines } = followCode(values, 64 * values.length);
    values.forEach((_, i) => set(i, (1n << 511n) + BigInt(i)));
    const found = lines().split("\n").slice(0, -1);
    expect(found).toHaveLength(900);
    found.forEach((line, i) => expect(line).toBe(`b${((1n << 511n) + BigInt(i)).toString(2)} k${i}`));
  });
});

test("a moment has its time, its clock and what has changed; a time that nothing follows is left out", () => {
  const { set, moment, head, layout, views } = followCode([{ type: uint(8), address: 0, code: "a" }], 16);
  const times = [0, 9, 10, 12345678, 99999999, 100000000, 123456789012, 999999999999999999n].map(BigInt);
  const run = (clock: string): string => {
    const pairs = times.flatMap((time, i) => [time, i + 1 < times.length ? time : time]);
    expect(pairs.length / 2).toBeLessThan(TIMES);
    views.u64.set(pairs, layout.times / 8);
    const words = {
      times: layout.times,
      timesEnd: layout.times + 8 * pairs.length,
      out: layout.text,
      digits: 1,
    };
    for (const [field, value] of Object.entries(words)) views.u32[head(field as keyof typeof words)] = value;
    views.u64[head("power") / 2] = 10n;
    for (const [value, side] of [
      [1, "rising"],
      [0, "falling"],
    ] as const) {
      const line = clock && `${value}${clock}\n`;
      views.u32[head(`${side}Length`)] = line.length;
      views.u8.set(Buffer.from(line), 4 * head(side));
    }
    times.forEach((_, i) => {
      if (i % 2 === 1) set(0, i);
      expect(moment()).toBe(0);
    });
    const length = views.u32[head("out")]! - layout.text;
    return Buffer.from(views.u8.buffer, layout.text, length).toString();
  };
  const changes = (i: number): string => (i % 2 === 1 ? `b${i.toString(2)} a\n` : "");
  expect(run("!")).toBe(times.map((time, i) => `#${time}\n1!\n${changes(i)}#${time}\n0!\n`).join(""));
  set(0, 0);
  const quiet = run("");
  expect(quiet.replace("b0 a\n", "").replace("#0\n", "")).toBe(
    times.map((time, i) => changes(i) && `#${time}\n${changes(i)}`).join(""),
  );
});
