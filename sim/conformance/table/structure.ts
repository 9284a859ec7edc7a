import {
  bit,
  Bundle,
  connect,
  input,
  Module,
  output,
  outputReg,
  reg,
  StreamSink,
  StreamSource,
  streamSink,
  streamSource,
  uint,
  type UIntType,
  wire,
  wrap,
} from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

/** out = a + step, one cycle later. */
class Stage extends Module {
  readonly a = input(uint(8));
  readonly out = outputReg(uint(8));
  protected readonly step: number;

  constructor(step: number) {
    super();
    this.step = step;
  }

  override update() {
    this.out.next = wrap(this.a.value + this.step);
  }
}

class Chain extends Module {
  readonly a = input(uint(8));
  readonly out = output(uint(8));
  readonly stage = [new Stage(1), new Stage(10), new Stage(100)];

  constructor() {
    super();
    connect(this.a, this.stage[0]!.a);
    for (let i = 1; i < 3; i++) connect(this.stage[i - 1]!.out, this.stage[i]!.a);
    connect(this.stage[2]!.out, this.out);
  }
}

/** sum = a + b, in no time. */
class Adder extends Module {
  readonly a = input(uint(8));
  readonly b = input(uint(8));
  readonly sum = output(uint(9));

  override propagate() {
    this.sum.value = this.a.value + this.b.value;
  }
}

class Tree extends Module {
  readonly lane = Array.from({ length: 4 }, () => input(uint(7)));
  readonly low = { left: new Adder(), right: new Adder() };
  readonly top = new Adder();
  readonly grid = [[new Stage(1)], [new Stage(2)]];
  readonly total = output(uint(9));

  override propagate() {
    this.low.left.a.value = this.lane[0]!.value;
    this.low.left.b.value = this.lane[1]!.value;
    this.low.right.a.value = this.lane[2]!.value;
    this.low.right.b.value = this.lane[3]!.value;
    this.top.a.value = wrap(this.low.left.sum.value);
    this.top.b.value = wrap(this.low.right.sum.value);
    this.total.value = this.top.sum.value;
    for (const row of this.grid) for (const cell of row) cell.a.value = wrap(this.total.value);
  }
}

class Defaulted extends Module {
  readonly a = input(uint(8), { default: 7 });
  readonly w = wire(uint(8));
  readonly stage = new Stage(1);

  constructor() {
    super();
    connect(this.a, this.w);
    connect(this.a, this.stage.a);
  }
}

class Unconnected extends Module {
  readonly inner = new Defaulted();
}

class ForOfChildren extends Module {
  readonly enable = input(bit);
  readonly cell = [new Stage(1), new Stage(2), new Stage(3)];
  readonly sum = output(uint(10));

  override propagate() {
    let sum = 0;
    for (const [index, cell] of this.cell.entries()) {
      cell.a.value = this.enable.value ? index * 10 : 0;
      sum += cell.out.value;
    }
    this.sum.value = sum;
  }
}

/** A stream stage without storage of its own ready: ready runs backwards through it in the same cycle. */
class PipelineStage extends Module {
  readonly from = streamSink(uint(8));
  readonly to = streamSource(uint(8));
  protected readonly full = reg(bit, { init: 0 });
  protected readonly word = reg(uint(8));

  override propagate() {
    this.to.valid.value = this.full.value;
    this.to.payload.value = this.word.value;
    this.from.ready.value = !this.full.value || this.to.ready.value === 1;
  }

  override update() {
    if (this.from.ready.value) {
      this.full.next = this.from.valid.value;
      this.word.next = wrap(this.from.payload.value + 1);
    }
  }
}

class Pipeline extends Module {
  readonly from = streamSink(uint(8));
  readonly to = streamSource(uint(8));
  readonly stage = [new PipelineStage(), new PipelineStage(), new PipelineStage()];

  constructor() {
    super();
    connect(this.from, this.stage[0]!.from);
    connect(this.stage[0]!.to, this.stage[1]!.from);
    connect(this.stage[1]!.to, this.stage[2]!.from);
    connect(this.stage[2]!.to, this.to);
  }
}

class Request extends Bundle {
  readonly command = new StreamSource(uint(8));
  readonly lock = output(bit);
}

class RequestEnd extends Bundle {
  readonly command = new StreamSink(uint(8));
  readonly lock = input(bit);
}

class Requester extends Module {
  readonly port = new Request();
  protected readonly count = reg(uint(8), { init: 5 });

  override propagate() {
    this.port.command.valid.value = 1;
    this.port.command.payload.value = this.count.value;
    this.port.lock.value = this.count.value > 6;
  }

  override update() {
    if (this.port.command.fires) this.count.next = wrap(this.count.value + 1);
  }
}

class Responder extends Module {
  readonly port = new RequestEnd();
  readonly open = input(bit);
  readonly last = outputReg(uint(8));

  override propagate() {
    this.port.command.ready.value = this.open.value === 1 || this.port.lock.value === 1;
  }

  override update() {
    if (this.port.command.fires) this.last.next = this.port.command.payload.value;
  }
}

class NestedBundles extends Module {
  readonly open = input(bit);
  readonly requester = new Requester();
  readonly responder = new Responder();

  constructor() {
    super();
    connect(this.requester.port, this.responder.port);
    connect(this.open, this.responder.open);
  }
}

/** Two independent paths, one each way: two of them side by side pass signals to each other both ways, without a ring. */
class BothWays extends Module {
  readonly eastIn = input(uint(8));
  readonly eastOut = output(uint(8));
  readonly westIn = input(uint(8));
  readonly westOut = output(uint(8));

  override propagate() {
    this.eastOut.value = wrap(this.eastIn.value + 1);
    this.westOut.value = wrap(this.westIn.value * 2);
  }
}

class Corridor extends Module {
  readonly a = input(uint(8));
  readonly cell = [new BothWays(), new BothWays(), new BothWays()];
  readonly turned = wire(uint(8));
  readonly out = output(uint(8));

  constructor() {
    super();
    connect(this.a, this.cell[0]!.eastIn);
    for (let i = 0; i < 2; i++) {
      connect(this.cell[i]!.eastOut, this.cell[i + 1]!.eastIn);
      connect(this.cell[i + 1]!.westOut, this.cell[i]!.westIn);
    }
    connect(this.turned, this.cell[2]!.westIn);
    connect(this.cell[0]!.westOut, this.out);
  }

  override propagate() {
    this.turned.value = this.cell[2]!.eastOut.value;
  }
}

class Sized extends Module {
  readonly a;
  readonly out;

  constructor(type: UIntType) {
    super();
    this.a = input(type);
    this.out = output(type);
  }

  override propagate() {
    this.out.value = wrap(this.a.value + 200);
  }
}

class TwoSizes extends Module {
  readonly a = input(uint(4));
  readonly small = new Sized(uint(4));
  readonly large = new Sized(uint(12));

  override propagate() {
    this.small.a.value = this.a.value;
    this.large.a.value = this.a.value * 100;
  }
}

export const structure: readonly TableEntry[] = [
  {
    name: "the default of an input that is not connected reaches what it is connected to inside",
    rule: "1",
    make: () => new Unconnected(),
    cycles: 2,
    stimulus: {},
    expected: { "inner.a": 7, "inner.w": 7, "inner.stage.out": [0, 8] },
  },
  {
    name: "a chain of children joined by connect, with constants an instance",
    rule: "1",
    make: () => new Chain(),
    cycles: 5,
    stimulus: { a: [1, 2, 200, 0, 0] },
    expected: {
      "stage.0.out": [0, 2, 3, 201, 1],
      "stage.1.out": [0, 10, 12, 13, 211],
      out: [0, 100, 110, 112, 113],
      "stage.2.a": [0, 10, 12, 13, 211],
    },
  },
  {
    name: "children in records and nested arrays, driven by propagate",
    rule: "1",
    make: () => new Tree(),
    cycles: 3,
    stimulus: { "lane.0": [1, 127, 0], "lane.1": [2, 127, 0], "lane.2": [3, 127, 9], "lane.3": [4, 127, 0] },
    expected: { total: [10, 508, 9], "grid.0.0.out": [0, 11, 253], "grid.1.0.out": [0, 12, 254] },
  },
  {
    name: "for…of over children",
    rule: "3",
    make: () => new ForOfChildren(),
    cycles: 3,
    stimulus: { enable: [1, 0, 1] },
    expected: {
      "cell.2.a": [20, 0, 20],
      "cell.0.out": [0, 1, 1],
      "cell.1.out": [0, 12, 2],
      "cell.2.out": [0, 23, 3],
      sum: [0, 36, 6],
    },
  },
  {
    name: "streams: ready runs backwards through three stages in the same cycle",
    rule: "3",
    make: () => new Pipeline(),
    cycles: 8,
    stimulus: {
      "from.valid": [1, 1, 1, 1, 1, 0, 0, 0],
      "from.payload": [10, 20, 30, 40, 40, 0, 0, 0],
      "to.ready": [0, 0, 0, 0, 1, 1, 0, 1],
    },
    expected: {
      "from.ready": [1, 1, 1, 0, 1, 1, 1, 1],
      "to.valid": [0, 0, 0, 1, 1, 1, 1, 1],
      // Cycles 3 and 4: 10, then 20 at 5, and 30 from 6, each three stages later.
      "to.payload": [0, 1, 2, 13, 13, 23, 33, 33],
      "stage.1.from.ready": [1, 1, 1, 0, 1, 1, 0, 1],
    },
  },
  {
    name: "bundles in bundles are joined field by field",
    rule: "1",
    make: () => new NestedBundles(),
    cycles: 6,
    stimulus: { open: [0, 1, 1, 0, 0, 0] },
    expected: {
      "requester.port.command.payload": [5, 5, 6, 7, 8, 9],
      "requester.port.command.ready": [0, 1, 1, 1, 1, 1],
      "responder.port.lock": [0, 0, 0, 1, 1, 1],
      "responder.last": [0, 0, 5, 6, 7, 8],
    },
  },
  {
    name: "modules that pass signals to each other both ways, without a ring",
    rule: "3",
    make: () => new Corridor(),
    cycles: 2,
    stimulus: { a: [4, 253] },
    expected: { turned: [7, 0], out: [56, 0], "cell.1.westOut": [28, 0], "cell.1.eastOut": [6, 255] },
  },
  {
    name: "one class at two widths",
    rule: "3",
    make: () => new TwoSizes(),
    cycles: 2,
    stimulus: { a: [1, 15] },
    // 201 and 215 modulo 16; 300 and 1700.
    expected: { "small.out": [9, 7], "large.out": [300, 1700] },
  },
];
