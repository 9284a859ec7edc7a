import { describe, expect, test } from "vitest";
import {
  bigUint,
  bit,
  connect,
  input,
  memory,
  Module,
  outputReg,
  reg,
  uint,
  wrap,
} from "../../../describe/index.ts";
import { agree, vectors } from "../mistakes.test-kit.ts";
import { kernelOf, namesOf, planOf } from "./plans.test-kit.ts";

/** A buffer with a counter that wraps, a wide register, and registers of which an index chooses one. */
class Buffer extends Module {
  readonly push = input(bit);
  readonly data = input(uint(8));
  readonly tail = reg(uint(3), { init: 0 });
  readonly last = outputReg(uint(8));
  readonly read = outputReg(uint(8));
  readonly wide = reg(bigUint(80), { init: 0n });
  readonly lanes = [reg(uint(8)), reg(uint(8)), reg(uint(8))];
  readonly words = memory(uint(8), 7);
  override update() {
    if (this.push.value) {
      this.words.write(this.tail.value % 7, this.data.value);
      this.tail.next = (this.tail.value + 1) % 7;
      this.last.next = this.data.value;
      this.lanes[this.tail.value % 3]!.next = wrap(this.data.value + this.last.value);
    }
    this.lanes[this.data.value & 1]!.next = this.words.read(0);
    this.read.next = this.words.read(this.tail.value % 7);
    this.wide.next = wrap(this.wide.value * 3n + BigInt(this.data.value));
  }
}

/** Each pushes what the one before it has read. */
class Buffers extends Module {
  readonly push = input(bit);
  readonly data = input(uint(8));
  readonly buffers;
  constructor(count: number) {
    super();
    this.buffers = Array.from({ length: count }, () => new Buffer());
    this.buffers.forEach((buffer, i) => {
      connect(this.push, buffer.push);
      connect(i === 0 ? this.data : this.buffers[i - 1]!.read, buffer.data);
    });
  }
}

describe("parts of update()", () => {
  test("registers that need no memory are apart from those that do, and from wide ones", () => {
    const plan = planOf(new Buffers(20));
    expect(namesOf(plan)).toEqual([
      "Buffer.update of words, lanes.0, lanes.1, lanes.2, read, wide",
      "Buffer.update of tail, last",
    ]);
    expect(kernelOf(plan, "Buffer.update of tail, last").memories).toEqual([undefined]);
  });

  test("the part without memories runs in vectors, and both together do what the method does", () => {
    expect(vectors(new Buffers(20))).toEqual(["Buffer.update of tail, last"]);
    agree(new Buffers(20), 60);
  });

  test("of few instances in a row the method stays whole", () => {
    expect(namesOf(planOf(new Buffers(7)))).toEqual(["Buffer.update"]);
    agree(new Buffers(7), 60);
  });
});
