/** Classes that every generated file declares: a base class, a generic module, modules with streams, a kind of memory each. */
export const sharedClasses: readonly string[] = [
  `class InLane extends Bundle {
  readonly data = input(uint(8));
  readonly flag = input(bit);
  get level() {
    return this.data.value >> 2;
  }
  scaled(by: number): number {
    return this.flag.value ? this.data.value * by : 0;
  }
}`,
  `class OutLane extends Bundle {
  readonly data = output(uint(8));
  readonly flag = output(bit);
}`,
  `abstract class Base extends Module {
  readonly gain: number;
  protected readonly ticks = reg(uint(8), { init: 0 });
  protected readonly level = wire(uint(2));
  constructor(gain: number) {
    super();
    this.gain = gain;
  }
  protected get half() {
    return this.ticks.value >> 1;
  }
  protected offset(x: number): number {
    return (x + this.ticks.value) & 255;
  }
  override propagate() {
    this.level.value = this.ticks.value & 3;
  }
  override update() {
    this.ticks.next = wrap(this.ticks.value + this.gain);
  }
}`,
  `class Hold<T extends HardwareType> extends Module {
  readonly d;
  readonly q;
  protected readonly kept;
  constructor(type: T) {
    super();
    this.d = input(type);
    this.q = output(type);
    this.kept = reg(type);
  }
  override propagate() {
    this.q.value = this.kept.value;
  }
  override update() {
    this.kept.next = this.d.value;
  }
}`,
  `class Stage extends Base {
  readonly in = streamSink(uint(8));
  readonly out = streamSource(uint(8));
  protected readonly full = reg(bit, { init: 0 });
  protected readonly word = reg(uint(8));
  override propagate() {
    super.propagate();
    this.out.valid.value = this.full.value;
    this.out.payload.value = this.word.value;
    this.in.ready.value = !this.full.value || this.out.ready.value;
  }
  override update() {
    super.update();
    if (this.in.fires) {
      this.word.next = wrap(this.in.payload.value + this.half);
      this.full.next = 1;
    } else if (this.out.fires) this.full.next = 0;
  }
}`,
  `class Pipe extends Module {
  readonly in = streamSink(uint(8));
  readonly out = streamSource(uint(8));
  readonly first = new Stage(1);
  readonly second = new Stage(3);
  constructor() {
    super();
    connect(this.in, this.first.in);
    connect(this.first.out, this.second.in);
    connect(this.second.out, this.out);
  }
}`,
  `class WriteFirst extends Module {
  readonly enable = input(bit);
  readonly address = input(uint(3));
  readonly from = input(uint(3));
  readonly d = input(uint(8));
  readonly q = outputReg(uint(8));
  protected readonly words = memory(uint(8), 8, { init: (address) => address * 31, onCollision: "writeFirst", ports: { read: 1, write: 2 } });
  override update() {
    if (this.enable.value) this.words.write(this.address.value, this.d.value);
    else this.words.write(this.from.value, this.d.value, { mask: 0x3c });
    this.q.next = this.words.read(this.from.value);
  }
}`,
  `class NoChange extends Module {
  readonly enable = input(bit);
  readonly address = input(uint(3));
  readonly from = input(uint(3));
  readonly d = input(uint(8));
  readonly q = outputReg(uint(8));
  protected readonly words = memory(uint(8), 8, { init: [1, 2, 3, 250, 5, 6, 7, 8], onCollision: "noChange", ports: { readWrite: 1 } });
  override update() {
    if (this.enable.value) this.words.write(this.address.value, this.d.value);
    else this.q.next = this.words.read(this.from.value);
  }
}`,
];
