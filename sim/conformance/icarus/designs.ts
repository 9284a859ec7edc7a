import {
  bigUint,
  bit,
  bits,
  clocked,
  clockDomain,
  concat,
  enumeration,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  sint,
  uint,
  wire,
  wrap,
} from "../../describe/index.ts";

/** Small designs whose SystemVerilog stands, written by hand and with the same names, in designs.sv. */

export class Counter extends Module {
  readonly enable = input(bit);
  readonly count = outputReg(uint(8), { init: 3 });
  override update() {
    if (this.enable.value) this.count.next = wrap(this.count.value + 1);
  }
}

export class Fifo extends Module {
  readonly push = input(bit);
  readonly d = input(uint(8));
  readonly pop = input(bit);
  readonly full = output(bit);
  readonly empty = output(bit);
  readonly q = output(uint(8));
  readonly count = outputReg(uint(3), { init: 0 });
  protected readonly words = memory(uint(8), 4, { init: 0 });
  protected readonly readAt = reg(uint(2), { init: 0 });
  protected readonly writeAt = reg(uint(2), { init: 0 });
  protected readonly doPush = wire(bit);
  protected readonly doPop = wire(bit);
  override propagate() {
    this.full.value = this.count.value === 4;
    this.empty.value = this.count.value === 0;
    this.q.value = this.words.read(this.readAt.value);
    this.doPush.value = this.push.value && !this.full.value;
    this.doPop.value = this.pop.value && !this.empty.value;
  }
  override update() {
    if (this.doPush.value) {
      this.words.write(this.writeAt.value, this.d.value);
      this.writeAt.next = wrap(this.writeAt.value + 1);
    }
    if (this.doPop.value) this.readAt.next = wrap(this.readAt.value + 1);
    if (this.doPush.value && !this.doPop.value) this.count.next = wrap(this.count.value + 1);
    if (this.doPop.value && !this.doPush.value) this.count.next = wrap(this.count.value - 1);
  }
}

const Phase = enumeration("Idle", "Load", "Run");

export class Machine extends Module {
  readonly go = input(bit);
  readonly done = input(bit);
  readonly phase = outputReg(Phase, { init: Phase.Idle });
  readonly busy = output(bit);
  override propagate() {
    this.busy.value = this.phase.value !== Phase.Idle;
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
        if (this.done.value) this.phase.next = Phase.Idle;
        break;
    }
  }
}

export class Store extends Module {
  readonly write = input(bit);
  readonly at = input(uint(4));
  readonly d = input(uint(8));
  readonly now = output(uint(8));
  readonly earlier = outputReg(uint(8), { init: 0 });
  protected readonly words = memory(uint(8), 16, { init: 5 });
  override propagate() {
    this.now.value = this.words.read(this.at.value);
  }
  override update() {
    this.earlier.next = this.words.read(this.at.value);
    if (this.write.value) this.words.write(this.at.value, this.d.value);
  }
}

export class Arithmetic extends Module {
  readonly a = input(sint(8));
  readonly b = input(sint(8));
  readonly product = output(sint(16));
  readonly difference = output(sint(9));
  readonly half = output(sint(8));
  readonly less = output(bit);
  readonly total = outputReg(sint(20), { init: 0 });
  override propagate() {
    this.product.value = this.a.value * this.b.value;
    this.difference.value = this.a.value - this.b.value;
    this.half.value = this.a.value >> 1;
    this.less.value = this.a.value < this.b.value;
  }
  override update() {
    this.total.next = wrap(this.total.value + this.product.value);
  }
}

export class Wide extends Module {
  readonly a = input(bigUint(100));
  readonly b = input(bigUint(100));
  readonly sum = output(bigUint(101));
  readonly middle = output(uint(50));
  readonly mixed = output(bigUint(100));
  readonly hash = outputReg(bigUint(128), { init: 1n });
  override propagate() {
    const a = this.a.value;
    const b = this.b.value;
    this.sum.value = a + b;
    this.middle.value = Number(bits(a, 74, 25));
    this.mixed.value = wrap((a ^ b) | (a & ~b));
  }
  override update() {
    this.hash.next = wrap(this.hash.value * 16777619n + this.a.value);
  }
}

class Ticks extends Module {
  readonly count = outputReg(uint(8), { init: 0 });
  override update() {
    this.count.next = wrap(this.count.value + 1);
  }
}

export class TwoClocks extends Module {
  readonly sum = output(uint(9));
  protected readonly core = new Ticks();
  protected readonly side = clocked(new Ticks(), clockDomain("bus"));
  override propagate() {
    this.sum.value = this.core.count.value + this.side.count.value;
  }
}

export class AsyncReset extends Module {
  readonly clock = clockDomain("clk", { reset: { kind: "async", active: "low" } });
  readonly d = input(uint(8));
  readonly q = outputReg(uint(8), { init: 9 });
  readonly sum = outputReg(uint(8), { init: 0 });
  override update() {
    this.q.next = this.d.value;
    this.sum.next = wrap(this.sum.value + this.q.value);
  }
}

export class Shifter extends Module {
  readonly in = input(bit);
  readonly taps = outputReg(uint(12), { init: 0 });
  readonly parity = output(bit);
  override propagate() {
    let parity = 0;
    for (let i = 0; i < 12; i++) parity ^= bits(this.taps.value, i, i);
    this.parity.value = parity;
  }
  override update() {
    this.taps.next = concat([bits(this.taps.value, 10, 0), 11], [this.in.value, 1]);
  }
}

export class Arbiter extends Module {
  readonly request = input(uint(4));
  readonly grant = output(uint(4));
  readonly any = output(bit);
  protected readonly last = reg(uint(2), { init: 3 });
  protected readonly winner = wire(uint(2));
  override propagate() {
    this.winner.value = 0;
    for (let i = 4; i >= 1; i--) {
      const turn = (this.last.value + i) & 3;
      if (((this.request.value >> turn) & 1) === 1) this.winner.value = turn;
    }
    this.any.value = this.request.value !== 0;
    this.grant.value = this.any.value ? 1 << this.winner.value : 0;
  }
  override update() {
    if (this.any.value) this.last.next = this.winner.value;
  }
}
