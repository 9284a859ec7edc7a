import { describe, expect, test } from "vitest";
import { mutated, sitesOf } from "../sites.ts";

/** The mutants that an operator makes of a source. */
function mutants(operator: string, text: string): readonly string[] {
  return sitesOf("a.ts", text)
    .filter((site) => site.operator === operator)
    .map((site) => mutated(text, site));
}

describe("swap operands", () => {
  test.each([
    [`op("i32.sub", get(a), i32(1));`, `op("i32.sub", i32(1), get(a));`],
    ["op(`${word}.lt_${sign}`, a, b);", "op(`${word}.lt_${sign}`, b, a);"],
    [`op(order, a, b);`, `op(order, b, a);`],
    [`op("select", a, b, test);`, `op("select", b, a, test);`],
    [`graph.op("v128.bitselect", a, b, mask);`, `graph.op("v128.bitselect", b, a, mask);`],
    [`graph.compare("lt", a, b);`, `graph.compare("lt", b, a);`],
    [`graph.integer("sub", [zero, arg], low, high);`, `graph.integer("sub", [arg, zero], low, high);`],
    [`choose("i32", test, [x], [y]);`, `choose("i32", test, [y], [x]);`],
    [`when(test, then, otherwise);`, `when(test, otherwise, then);`],
    [`memoryCopy(to, from, bytes);`, `memoryCopy(from, to, bytes);`],
    [`const bytes = end - start;`, `const bytes = (start) - (end);`],
    [`if (low + 1 < high) grow();`, `if ((high) < (low + 1)) grow();`],
  ])("%s → %s", (text, result) => {
    expect(mutants("swap operands", text)).toEqual([result]);
  });

  test("not where the order of operands does not matter, nor in the conditions of the generator's loops", () => {
    const text = `op("i32.add", a, b); graph.compare("eq", a, b); for (let i = 0; i < n; i++) x(y + z);`;
    expect(mutants("swap operands", text)).toEqual([]);
  });
});

describe("drop mask", () => {
  test.each([
    [`op("i32.and", value, i32(255));`, `value;`],
    [`graph.op("v128.bitselect", a, b, mask);`, `a;`],
    [`graph.select(test, a, b);`, `a;`],
    [`graph.and(path, test);`, `path;`],
    [`when(test, body);`, `when({ kind: "i32", value: 1 } as const, body);`],
    [`choose("i64", test, [a], [b]);`, `choose("i64", { kind: "i32", value: 1 } as const, [a], [b]);`],
    [
      `call(bitwiseLimbs(builder, "and"), to, a, mask, n);`,
      `call(bitwiseLimbs(builder, "and"), to, a, a, n);`,
    ],
    [`byte(rest & 0x7f);`, `byte(rest);`],
  ])("%s → %s", (text, result) => {
    expect(mutants("drop mask", text)).toEqual([result]);
  });
});

describe("shift offset", () => {
  test.each([
    [`load("i64.load", pointer);`, `load("i64.load", pointer, 8);`],
    [`load("i32.load8_u", pointer, FLAGS + i);`, `load("i32.load8_u", pointer, (FLAGS + i) + 1);`],
    [`store("v128.store", pointer, value, at);`, `store("v128.store", pointer, value, (at) + 16);`],
    [`const access = { kind: "affine", base };`, `const access = { kind: "affine", base: base + 4 };`],
    [
      `const address = { pointer, offset: base - bias };`,
      `const address = { pointer, offset: (base - bias) + 4 };`,
    ],
    [`words[position * stride + signal];`, `words[(position * stride + signal) + 1];`],
  ])("%s → %s", (text, result) => {
    expect(mutants("shift offset", text)).toEqual([result]);
  });
});

describe("change lane width", () => {
  test.each([
    [`const shape = "i8x16";`, [`const shape = "i16x8";`]],
    [
      "const name = `i16x8.extend_low_i8x16_${sign}`;",
      ["const name = `i32x4.extend_low_i8x16_${sign}`;", "const name = `i16x8.extend_low_i16x8_${sign}`;"],
    ],
    [`load("i32.load16_s", pointer);`, [`load("i32.load8_s", pointer);`]],
    [`storeLane("v128.store64_lane", 0, p, v);`, [`storeLane("v128.store32_lane", 0, p, v);`]],
    [`const half = width === 32;`, [`const half = width === 8;`]],
  ])("%s → %s", (text, results) => {
    expect(mutants("change lane width", text)).toEqual(results);
  });
});

describe("drop wrap", () => {
  test.each([
    [`op("i32.extend8_s", value);`, `value;`],
    ["op(`${word}.shr_s`, op(`${word}.shl`, value, spare), spare);", "value;"],
    [`wrapWord(value, width, signed, word);`, `value;`],
    [`wrapped(cx, arg, width, signed, want);`, `valueOf(cx, arg, want);`],
    [`wrapped(arg, width, signed, low, high, graph);`, `arg;`],
    [`graph.integer("wrap", [arg], low, high, { value: width });`, `arg;`],
    [`call(roundFloat(builder, to, false), value);`, `value;`],
    [`BigInt.asUintN(64, rest);`, `rest;`],
    [`run(most) >>> 0;`, `run(most);`],
  ])("%s → %s", (text, result) => {
    expect(mutants("drop wrap", text)).toEqual([result]);
  });

  test("limbs are wrapped to all of their bits", () => {
    const [result] = mutants("drop wrap", `call(wrapLimbs(builder), to, a, i32(width), signed, count);`);
    expect(result).toContain(`op: "i32.shl", args: [count, { kind: "i32", value: 6 }]`);
  });
});

describe("reorder", () => {
  test.each([
    [`{ out.push(a); out.push(b); }`, `{ out.push(b); out.push(a); }`],
    [`{ if (done) return; step(); }`, `{ step(); if (done) return; }`],
    [
      `loop(again, [store(name, p, v), brIf(again, test)]);`,
      `loop(again, [brIf(again, test), store(name, p, v)]);`,
    ],
    [`builder.add(set(x, a), set(y, get(x)));`, `builder.add(set(y, get(x)), set(x, a));`],
  ])("%s → %s", (text, result) => {
    expect(mutants("reorder", text)).toEqual([result]);
  });

  test("not where neither statement touches what the other one uses, nor across declarations", () => {
    expect(mutants("reorder", `{ a.push(x); b.push(y); const c = a; a.pop(); }`)).toEqual([]);
    expect(mutants("reorder", `builder.add(set(x, a), set(y, b));`)).toEqual([]);
    expect(mutants("reorder", `{ if (a) return 1; if (b) return 1; }`)).toEqual([]);
  });
});
