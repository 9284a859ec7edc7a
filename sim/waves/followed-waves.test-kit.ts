import {
  bf16,
  bigSint,
  bigUint,
  bit,
  enumeration,
  fixed,
  float,
  fp32,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  sint,
  state,
  uint,
  wrap,
} from "../describe/index.ts";

export const Phase = enumeration("Idle", "Fetch", "Run");

/** Counts, and passes its input on: the output shares the word of the input. */
export class Cell extends Module {
  readonly in = input(uint(8));
  readonly out = output(uint(8));
  readonly count = outputReg(uint(8), { init: 0 });
  override propagate() {
    this.out.value = this.in.value;
  }
  override update() {
    this.count.next = wrap(this.count.value + this.in.value);
  }
}

/** Signals of all kinds of types, a memory with its ports, cells in a chain, an assertion that `limit` breaks. */
export class Kinds extends Module {
  static readonly waive = { "W-UNUSED": ["*"] };
  readonly step = input(uint(8), { default: 1 });
  readonly limit = input(uint(32), { default: 0xffffffff });
  readonly flag = reg(bit, { init: 0 });
  readonly narrow = reg(sint(5), { init: -3 });
  readonly middle = reg(uint(17), { init: 70_000 });
  readonly word = reg(uint(32), { init: 0 });
  readonly long = reg(sint(53), { init: -1 });
  readonly wide = reg(bigUint(64), { init: 1n });
  readonly wider = reg(bigSint(130), { init: -1n });
  readonly phase = reg(Phase, { init: Phase.Idle });
  readonly single = reg(fp32, { init: 0.5 });
  readonly half = reg(bf16, { init: 1 });
  /** Of more exponent than binary32 has: eight bytes. */
  readonly double = reg(float(10, 20), { init: 0.75 });
  readonly part = reg(fixed(4, 4), { init: 0 });
  readonly words = memory(uint(12), 16, { init: 0 });
  readonly seen = output(uint(12));
  readonly cell = [new Cell(), new Cell(), new Cell()];
  override propagate() {
    this.seen.value = this.words.read(this.word.value & 15);
    this.cell[0]!.in.value = this.step.value;
    this.cell[1]!.in.value = this.cell[0]!.out.value;
    this.cell[2]!.in.value = this.cell[1]!.count.value;
  }
  override update() {
    this.assert(this.word.value < this.limit.value, "the limit is reached");
    this.flag.next = wrap(this.flag.value + this.step.value);
    this.narrow.next = wrap(this.narrow.value + 3);
    this.middle.next = wrap(this.middle.value * 5);
    this.word.next = wrap(this.word.value + this.step.value);
    this.long.next = wrap(this.long.value + 1_234_567_890_123);
    this.wide.next = wrap(this.wide.value * 7n);
    this.wider.next = wrap(this.wider.value * 11n);
    this.phase.next =
      this.phase.value === Phase.Idle
        ? Phase.Fetch
        : this.phase.value === Phase.Fetch
          ? Phase.Run
          : Phase.Idle;
    this.single.next = fp32(this.single.value * -1.5);
    this.double.next = this.double.value * -1.25;
    this.half.next = bf16(this.half.value - 0.25);
    this.part.next = this.flag.value ? 1.25 : -0.0625;
    this.words.write(this.word.value & 7, this.word.value & 0xfff);
  }
}

/** Does what it is told behind so many edges, by methods that the kit does not read. */
export class Eventful extends Module {
  static readonly behavioural = true;
  readonly now = outputReg(uint(16), { init: 0 });
  readonly rest = reg(uint(3), { init: 0 });
  protected readonly edges = state(0);
  readonly at: number;
  readonly what: () => void;

  constructor(at: number, what: () => void) {
    super();
    this.at = at;
    this.what = what;
  }

  override update() {
    if (this.now.value === this.at) this.what();
    this.now.next = this.now.value + 1;
    this.rest.next = this.now.value & 7;
    this.edges.next = this.edges.value + 1;
  }
}

/** Numbers that become infinite, and then none. */
export class Reals extends Module {
  static readonly waive = { "W-UNUSED": ["*"] };
  readonly grows = reg(fp32, { init: 2 ** 100 });
  readonly none = reg(fp32, { init: 0 });
  readonly zero = reg(fp32, { init: 0 });
  readonly large = reg(float(10, 20), { init: 2 ** 400 });
  readonly lost = reg(float(10, 20), { init: 1 });
  readonly beat = reg(bit, { init: 0 });
  override update() {
    this.large.next = this.large.value * -1e4;
    this.lost.next = this.large.value - this.large.value;
    this.beat.next = wrap(this.beat.value + 1);
    this.grows.next = fp32(this.grows.value * -1e4);
    this.none.next = fp32(this.grows.value - this.grows.value);
    this.zero.next = fp32(this.zero.value * -1);
  }
}

/** More text in a moment than a follower keeps. */
export class Flood extends Module {
  static readonly waive = { "W-UNUSED": ["*"] };
  readonly big = Array.from({ length: 40 }, (_, i) =>
    reg(bigUint(9000), { init: (1n << 8999n) + BigInt(i) }),
  );
  override update() {
    for (let i = 0; i < this.big.length; i += 1) {
      const sum = this.big[i]!;
      sum.next = wrap(sum.value + (sum.value << 97n) + 0x5555n);
    }
  }
}
