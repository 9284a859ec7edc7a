import { describe, expect, test } from "vitest";
import {
  bf16,
  bigUint,
  bit,
  enumeration,
  fixed,
  memory,
  Module,
  output,
  outputReg,
  sint,
  struct,
  uint,
  vec,
} from "../../describe/index.ts";
import { compile } from "../../schedule/index.ts";
import { engines, findings, texts } from "./findings.test-kit.ts";

const Color = enumeration("Red", "Green");

class Writes extends Module {
  static readonly behavioural = true;
  static readonly comb = { now: [] };
  readonly now = output(uint(8));
  readonly bit = outputReg(bit);
  readonly u = outputReg(uint(8));
  readonly s = outputReg(sint(40));
  readonly big = outputReg(bigUint(8));
  readonly color = outputReg(Color);
  readonly float = outputReg(bf16);
  readonly fixed = outputReg(fixed(4, 2));
  readonly digit = outputReg(uint(4), { range: [0, 9] });
  readonly pair = outputReg(vec(uint(4), 2));
  readonly point = outputReg(struct({ x: uint(4), y: uint(4) }));
  readonly words = memory(uint(8), 4);
  protected readonly to: string;
  protected readonly given: unknown;
  constructor(to: string, given: unknown) {
    super();
    this.to = to;
    this.given = given;
  }
  override propagate() {
    this.now.value = (this.to === "now" ? this.given : 0) as number;
  }
  override update() {
    if (this.to === "now") return;
    if (this.to === "words") this.words.write(1, this.given as number);
    else (this as unknown as Record<string, { next: unknown }>)[this.to]!.next = this.given;
  }
}

describe.each(engines)("assignments of behavioural code (SEMANTICS sections 2 and 6), %s", (_, Engine) => {
  test.each([
    ["now", undefined, "E-ASSIGN writes.now: writes.now (uint(8)) can't take undefined"],
    ["u", undefined, "E-ASSIGN writes.u: writes.u (uint(8)) can't take undefined"],
    ["u", NaN, "E-ASSIGN writes.u: writes.u (uint(8)) can't take NaN"],
    ["u", 1.5, "E-ASSIGN writes.u: writes.u (uint(8)) can't take the fraction 1.5"],
    ["u", 5n, "E-ASSIGN writes.u: writes.u (uint(8)) can't take the bigint 5n"],
    ["u", "5", 'E-ASSIGN writes.u: writes.u (uint(8)) can\'t take the string "5"'],
    ["u", null, "E-ASSIGN writes.u: writes.u (uint(8)) can't take null"],
    ["bit", Infinity, "E-ASSIGN writes.bit: writes.bit (bit) can't take Infinity"],
    ["s", 2 ** 53, "E-ASSIGN writes.s: writes.s (sint(40)) can't take 9007199254740992"],
    ["big", 5, "E-ASSIGN writes.big: writes.big (bigUint(8)) can't take 5"],
    [
      "color",
      "Rde",
      'E-ASSIGN writes.color: writes.color (enumeration("Red", "Green")) can\'t take the string "Rde"',
    ],
    ["float", true, "E-ASSIGN writes.float: writes.float (bf16) can't take the boolean true"],
    ["fixed", NaN, "E-ASSIGN writes.fixed: writes.fixed (fixed(4, 2)) can't take NaN"],
    ["pair", [1], "E-ASSIGN writes.pair[1]: writes.pair[1] (uint(4)) can't take undefined"],
    [
      "point",
      { x: 1, y: 0.5 },
      "E-ASSIGN writes.point.y: writes.point.y (uint(4)) can't take the fraction 0.5",
    ],
    ["words", NaN, "E-ASSIGN writes.words: writes.words (uint(8)) can't take NaN"],
    [
      "digit",
      10,
      "E-RANGE-KEPT writes.digit: writes.digit is declared to stay in 0…9, and is assigned a value of range 10…10",
    ],
  ])("%s takes no %s", (to, given, message) => {
    const found = findings(new Writes(to, given), Engine);
    expect(texts(found)).toEqual([message]);
    expect(found[0]!.places![0]!.file).toMatch(/values\.test\.ts$/);
  });

  test.each([
    ["now", 300, 44],
    ["now", true, 1],
    ["u", -1, 255],
    ["s", -(2 ** 53 - 1), 1],
    ["big", 300n, 44n],
    ["color", "Green", "Green"],
    ["float", NaN, NaN],
    ["float", 1 + 2 ** -8, 1],
    ["fixed", 1.3, 1.25],
    ["digit", 9, 9],
  ])("%s takes %s: integers wrap, floats round", (to, given, value) => {
    const top = new Writes(to, given);
    const engine = new Engine(compile(top));
    engine.settle();
    engine.edge([0]);
    expect((top as unknown as Record<string, { value: unknown }>)[to]!.value).toEqual(value);
  });
});
