import { expect, test } from "vitest";
import {
  bigUint,
  bit,
  bitsOf,
  enumeration,
  fixed,
  fma,
  fp16,
  fp32,
  fromBits,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  sint,
  toFloat,
  uint,
  wrap,
} from "../../describe/index.ts";
import { compile } from "../../schedule/index.ts";
import { codeText } from "./code-text.ts";

const Mode = enumeration("Idle", "Run");

class Lane extends Module {
  readonly a = input(uint(4));
  readonly y = output(uint(8));
  readonly number: number;
  constructor(number: number) {
    super();
    this.number = number;
  }
  override propagate() {
    this.y.value = this.a.value + this.number;
  }
}

class Everything extends Module {
  readonly a = input(uint(4));
  readonly b = input(sint(8));
  readonly go = input(bit);
  readonly mode = input(Mode);
  readonly f = input(fp32);
  readonly q = input(fixed(4, 4));
  readonly wide = input(bigUint(80));
  readonly lanes = [0, 1, 2].map((number) => new Lane(number));
  readonly words = memory(uint(8), 16);
  readonly masked = memory(uint(8), 4);
  readonly few = [2, 3, 5, 7] as const;
  readonly row = [reg(uint(4), { init: 0 }), reg(uint(4), { init: 0 })];
  readonly count = outputReg(uint(4), { init: 0 });
  readonly sum = outputReg(uint(8), { init: 0 });
  readonly real = outputReg(fp32, { init: 0 });
  readonly step = outputReg(fixed(4, 4), { init: 0 });
  readonly large = outputReg(bigUint(80), { init: 0n });
  override propagate() {
    for (const lane of this.lanes) lane.a.value = this.a.value;
  }
  override update() {
    const index = this.a.value & 3;
    this.count.next = wrap(this.count.value + 1);
    this.row[this.go.value]!.next = this.few[index]!;
    if (this.b.value !== 0) this.sum.next = this.lanes[2]!.y.value;
    else if (this.go.value) this.sum.next = wrap(Math.trunc(100 / (this.a.value + 1)) + this.words.read(3));
    switch (this.mode.value) {
      case Mode.Run:
        this.words.write(this.a.value, this.few[index]! + index);
        break;
      default:
        this.masked.write(index, 5, { mask: 15 });
    }
    let sum = 0;
    for (const reg of this.row) {
      if (reg.value === 3) break;
      sum = sum + reg.value;
    }
    this.assert(sum < 31, `sum ${sum} of ${this.b.value}`);
    this.real.next = this.go.value
      ? fma(this.f.value, 0.5, -0, fp32)
      : fromBits(bitsOf(this.f.value, fp16), fp16);
    this.step.next = wrap(this.q.value + 0.5);
    this.large.next = wrap(this.wide.value * 3n);
    if (this.f.value > toFloat(sum)) this.sum.next = wrap(Math.floor(this.q.value * this.q.value));
  }
}

test("code is told in full: fields, what is read and written, locals, statements, and the bounds that are proven", () => {
  const { bound } = compile(new Everything());
  const codes = [...new Set(bound.map(({ code }) => code))];
  expect(codes.map((code) => [code.className, ...codeText(code)].join("\n")).join("\n\n")).toMatchSnapshot();
});

test("of a behavioural module what its methods may read and write", () => {
  class Model extends Module {
    static readonly behavioural = true;
    readonly a = input(uint(4));
    readonly count = outputReg(uint(4), { init: 0 });
    override update() {
      this.count.next = this.a.value;
    }
  }
  const [only] = compile(new Model()).bound;
  expect(codeText(only!.code)).toEqual(["update(), behavioural", "  reads a, count", "  writes count"]);
});
