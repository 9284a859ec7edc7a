import {
  bit,
  bits,
  enumeration,
  fp32,
  input,
  memory,
  Module,
  output,
  reg,
  sint,
  struct,
  toFloat,
  uint,
  vec,
  wire,
} from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

class Booleans extends Module {
  readonly a = input(uint(4));
  readonly b = input(uint(4));
  readonly enable = input(bit);
  readonly less = output(bit);
  readonly equal = output(uint(4));
  readonly negative = output(sint(2));
  readonly off = output(bit);
  readonly both = output(bit);
  readonly held = reg(bit);

  override propagate() {
    this.less.value = this.a.value < this.b.value;
    this.equal.value = this.a.value === this.b.value;
    this.negative.value = this.a.value !== this.b.value;
    this.off.value = !this.enable.value;
    this.both.value = this.enable.value === 1 && (this.a.value > 7 || this.b.value > 7);
  }

  override update() {
    this.held.next = this.a.value >= this.b.value;
  }
}

const NOTHING = 0;

class ConstantZeros extends Module {
  readonly a = input(uint(8));
  readonly inverted = output(sint(4));
  readonly word = output(uint(8));
  readonly slice = output(uint(4));
  readonly zeros = output(uint(6));
  readonly off = output(bit);
  protected readonly words = memory(uint(8), 1, { init: 5 });

  override propagate() {
    this.inverted.value = ~-NOTHING;
    this.word.value = this.words.read(-NOTHING);
    this.slice.value = bits(-NOTHING, 3, 0);
    this.zeros.value = Math.clz32(-NOTHING);
    this.off.value = !-NOTHING;
  }

  override update() {
    this.words.write(-NOTHING, this.a.value);
  }
}

class FloatAccumulator extends Module {
  readonly a = input(fp32);
  readonly b = input(fp32);
  readonly clear = input(bit);
  readonly rectified = output(fp32);
  readonly negative = output(bit);
  readonly sum = reg(fp32, { init: 0 });

  override propagate() {
    this.rectified.value = Math.max(this.a.value, 0);
    this.negative.value = this.a.value < 0;
  }

  override update() {
    const product = fp32(this.a.value * this.b.value);
    this.sum.next = this.clear.value ? product : this.sum.value + product;
  }
}

class Conversion extends Module {
  readonly count = input(uint(25));
  readonly real = output(fp32);
  readonly minus = output(fp32);

  override propagate() {
    this.real.value = toFloat(this.count.value);
    this.minus.value = -this.real.value;
  }
}

const Phase = enumeration("Idle", "Load", "Run");

class Phases extends Module {
  readonly go = input(bit);
  readonly phase = reg(Phase, { init: Phase.Idle });
  readonly code = output(uint(4));
  readonly busy = output(bit);

  override propagate() {
    this.busy.value = this.phase.value !== Phase.Idle;
    switch (this.phase.value) {
      case Phase.Idle:
        this.code.value = 1;
        break;
      case Phase.Load:
        this.code.value = 2;
        break;
      case Phase.Run:
        this.code.value = 4;
        break;
    }
  }

  override update() {
    switch (this.phase.value) {
      case Phase.Idle:
        if (this.go.value) this.phase.next = Phase.Load;
        break;
      case Phase.Load:
        this.phase.next = Phase.Run;
        break;
      default:
        this.phase.next = this.go.value ? Phase.Load : Phase.Idle;
    }
  }
}

class Vectors extends Module {
  readonly lane = input(vec(uint(8), 4));
  readonly select = input(uint(2));
  readonly picked = output(uint(8));
  readonly reversed = output(vec(uint(8), 4));
  readonly copy = output(vec(uint(8), 4));
  readonly kept = reg(vec(uint(8), 4), { init: [9, 8, 7, 6] });

  override propagate() {
    this.picked.value = this.lane[this.select.value]!.value;
    for (let i = 0; i < 4; i++) this.reversed[i]!.value = this.lane[3 - i]!.value;
    this.copy.value = this.lane.value;
  }

  override update() {
    this.kept[this.select.value]!.next = this.picked.value;
  }
}

const Packet = struct({ address: uint(4), body: struct({ low: sint(8), high: sint(8) }), last: bit });

class Structs extends Module {
  readonly packet = input(Packet);
  readonly swapped = wire(Packet);
  readonly out = output(Packet);
  readonly seen = reg(vec(Packet, 2));

  override propagate() {
    this.swapped.address.value = this.packet.address.value;
    this.swapped.body.value = { low: this.packet.body.high.value, high: this.packet.body.low.value };
    this.swapped.last.value = !this.packet.last.value;
    this.out.value = this.swapped.value;
  }

  override update() {
    this.seen[0]!.next = this.packet.value;
    this.seen[1]!.body.low.next = this.seen[0]!.body.low.value;
  }
}

const even = 2 ** 24;

export const otherValues: readonly TableEntry[] = [
  {
    name: "−0 that is known at elaboration is 0 where an integer is wanted",
    rule: "2",
    make: () => new ConstantZeros(),
    cycles: 2,
    stimulus: { a: 9 },
    expected: { inverted: -1, word: [5, 9], slice: 0, zeros: 32, off: 1 },
  },
  {
    name: "booleans become bits and integers",
    rule: "2",
    make: () => new Booleans(),
    cycles: 4,
    stimulus: { a: [1, 8, 5, 5], b: [2, 3, 5, 9], enable: [1, 1, 0, 1] },
    expected: {
      less: [1, 0, 0, 1],
      equal: [0, 0, 1, 0],
      // 1 in two signed bits.
      negative: [1, 1, 0, 1],
      off: [0, 0, 1, 0],
      both: [0, 1, 0, 1],
      held: [0, 0, 1, 1],
    },
  },
  {
    name: "fp32 rounds the product, then the sum, to nearest even",
    rule: "2",
    make: () => new FloatAccumulator(),
    cycles: 7,
    // (1 + 2^-23)² = 1 + 2^-22 + 2^-46, of which the last term is lost.
    stimulus: {
      a: [1 + 2 ** -23, even, 1, 3, -0, Infinity, 0],
      b: [1 + 2 ** -23, 1, 1, 1, 1, 0, 0],
      clear: [0, 1, 0, 0, 1, 0, 0],
    },
    expected: {
      // 2^24 + 1 lies between 2^24 and 2^24 + 2, 2^24 + 3 between + 2 and + 4: both ties; Infinity · 0 is no number.
      sum: [0, 1 + 2 ** -22, even, even, even + 4, -0, NaN],
      rectified: [1 + 2 ** -23, even, 1, 3, 0, Infinity, 0],
      negative: 0,
    },
  },
  {
    name: "an integer becomes a float by toFloat, rounded at assignment; negation makes -0",
    rule: "2",
    make: () => new Conversion(),
    cycles: 3,
    stimulus: { count: [0, even + 1, even + 3] },
    expected: { real: [0, even, even + 4], minus: [-0, -even, -even - 4] },
  },
  {
    name: "an enumeration is switched on",
    rule: "2",
    make: () => new Phases(),
    cycles: 6,
    reset: [5],
    stimulus: { go: [0, 1, 0, 1, 0, 0] },
    expected: {
      phase: ["Idle", "Idle", "Load", "Run", "Load", "Run"],
      code: [1, 1, 2, 4, 2, 4],
      busy: [0, 0, 1, 1, 1, 1],
    },
  },
  {
    name: "vec: dynamic element, loop, whole copy, one element latched",
    rule: "2",
    make: () => new Vectors(),
    cycles: 3,
    stimulus: { "lane.0": [1, 1, 5], "lane.1": 2, "lane.2": 3, "lane.3": [4, 9, 9], select: [3, 0, 1] },
    expected: {
      picked: [4, 1, 2],
      "reversed.0": [4, 9, 9],
      "reversed.1": 3,
      "reversed.2": 2,
      "reversed.3": [1, 1, 5],
      "copy.0": [1, 1, 5],
      "copy.3": [4, 9, 9],
      "kept.0": [9, 9, 1],
      "kept.1": 8,
      "kept.2": 7,
      "kept.3": [6, 4, 4],
    },
  },
  {
    name: "struct: fields, whole copy, nested and in a vec",
    rule: "2",
    make: () => new Structs(),
    cycles: 3,
    stimulus: {
      "packet.address": [3, 15, 0],
      "packet.body.low": [-1, -128, 0],
      "packet.body.high": [1, 127, 0],
      "packet.last": [1, 0, 0],
    },
    expected: {
      "out.address": [3, 15, 0],
      "out.body.low": [1, 127, 0],
      "out.body.high": [-1, -128, 0],
      "out.last": [0, 1, 1],
      "seen.0.address": [0, 3, 15],
      "seen.0.body.low": [0, -1, -128],
      "seen.0.last": [0, 1, 0],
      "seen.1.body.low": [0, 0, -1],
      "seen.1.body.high": 0,
    },
  },
];
