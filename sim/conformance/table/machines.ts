import {
  bit,
  bits,
  concat,
  connect,
  enumeration,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  sint,
  streamSink,
  streamSource,
  uint,
  wire,
  wrap,
} from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

/** Four words; full and empty are judged on the registered pointers. */
class Fifo extends Module {
  readonly from = streamSink(uint(8));
  readonly to = streamSource(uint(8));
  readonly level = output(uint(3));
  protected readonly words = memory(uint(8), 4);
  protected readonly head = reg(uint(3), { init: 0 });
  protected readonly tail = reg(uint(3), { init: 0 });

  override propagate() {
    this.level.value = wrap(this.tail.value - this.head.value);
    this.from.ready.value = this.level.value < 4;
    this.to.valid.value = this.level.value !== 0;
    this.to.payload.value = this.words.read(this.head.value & 3);
  }

  override update() {
    if (this.from.fires) {
      this.words.write(this.tail.value & 3, this.from.payload.value);
      this.tail.next = wrap(this.tail.value + 1);
    }
    if (this.to.fires) this.head.next = wrap(this.head.value + 1);
  }
}

/** Grants the first request at or behind `next`, which moves behind the grant. */
class RoundRobin extends Module {
  readonly request = Array.from({ length: 4 }, () => input(bit));
  readonly grant = Array.from({ length: 4 }, () => output(bit));
  readonly winner = wire(uint(2));
  readonly any = output(bit);
  protected readonly start = reg(uint(2), { init: 0 });

  override propagate() {
    let winner = 0;
    let any = false;
    for (let i = 3; i >= 0; i--) {
      const candidate = (this.start.value + i) % 4;
      if (this.request[candidate]!.value) {
        winner = candidate;
        any = true;
      }
    }
    this.winner.value = winner;
    this.any.value = any;
    for (let i = 0; i < 4; i++) this.grant[i]!.value = any && winner === i;
  }

  override update() {
    if (this.any.value) this.start.next = wrap(this.winner.value + 1);
  }
}

/** x^4 + x^3 + 1: fifteen states. */
class Lfsr extends Module {
  readonly state = outputReg(uint(4), { init: 1 });

  override update() {
    const feedback = bit(this.state.value, 3) ^ bit(this.state.value, 2);
    this.state.next = concat([bits(this.state.value, 2, 0), 3], [feedback, 1]);
  }
}

const Light = enumeration("Red", "Green", "Yellow");

class TrafficLight extends Module {
  readonly walk = input(bit);
  readonly light = outputReg(Light, { init: Light.Red });
  protected readonly timer = reg(uint(2), { init: 0 });

  override update() {
    this.timer.next = wrap(this.timer.value + 1);
    switch (this.light.value) {
      case Light.Red:
        if (this.timer.value === 2) this.enter("Green");
        break;
      case Light.Green:
        if (this.walk.value || this.timer.value === 3) this.enter("Yellow");
        break;
      case Light.Yellow:
        this.enter("Red");
        break;
    }
  }

  private enter(light: "Red" | "Green" | "Yellow"): void {
    this.light.next = Light[light];
    this.timer.next = 0;
  }
}

class MacCell extends Module {
  readonly weightShift = input(bit);
  readonly weightIn = input(sint(8));
  readonly weightOut = output(sint(8));
  readonly activationIn = input(sint(8));
  readonly activationOut = outputReg(sint(8));
  readonly psumIn = input(sint(20));
  readonly psumOut = outputReg(sint(20));
  protected readonly weight = reg(sint(8));

  override propagate() {
    this.weightOut.value = this.weight.value;
  }

  override update() {
    if (this.weightShift.value) this.weight.next = this.weightIn.value;
    this.activationOut.next = this.activationIn.value;
    this.psumOut.next = wrap(this.psumIn.value + this.activationIn.value * this.weight.value);
  }
}

/** Partial sums run along the row; each cell has its own activation. */
class SystolicRow extends Module {
  readonly weightShift = input(bit);
  readonly weightIn = input(sint(8));
  readonly activation = Array.from({ length: 3 }, () => input(sint(8)));
  readonly psum = output(sint(20));
  readonly cell = Array.from({ length: 3 }, () => new MacCell());

  constructor() {
    super();
    this.cell.forEach((cell, i) => {
      connect(this.weightShift, cell.weightShift);
      connect(this.activation[i]!, cell.activationIn);
      if (i === 0) return connect(this.weightIn, cell.weightIn);
      connect(this.cell[i - 1]!.weightOut, cell.weightIn);
      connect(this.cell[i - 1]!.psumOut, cell.psumIn);
    });
    connect(this.cell[2]!.psumOut, this.psum);
  }

  override propagate() {
    this.cell[0]!.psumIn.value = 0;
  }
}

export const machines: readonly TableEntry[] = [
  {
    name: "a FIFO of four words",
    rule: "4",
    make: () => new Fifo(),
    cycles: 10,
    stimulus: {
      "from.valid": [1, 1, 1, 1, 1, 1, 0, 0, 0, 0],
      "from.payload": [11, 12, 13, 14, 15, 15, 0, 0, 0, 0],
      "to.ready": [0, 0, 0, 0, 1, 1, 1, 1, 1, 1],
    },
    expected: {
      level: [0, 1, 2, 3, 4, 3, 3, 2, 1, 0],
      "from.ready": [1, 1, 1, 1, 0, 1, 1, 1, 1, 1],
      "to.valid": [0, 1, 1, 1, 1, 1, 1, 1, 1, 0],
      // In cycle 9 the head points at the slot of 12, which nothing has overwritten.
      "to.payload": [0, 11, 11, 11, 11, 12, 13, 14, 15, 12],
    },
  },
  {
    name: "a round-robin arbiter",
    rule: "3",
    make: () => new RoundRobin(),
    cycles: 7,
    stimulus: {
      "request.0": [1, 1, 1, 1, 0, 1, 0],
      "request.1": [1, 1, 1, 1, 0, 0, 0],
      "request.2": [0, 0, 0, 1, 0, 0, 0],
      "request.3": [1, 1, 1, 1, 1, 0, 0],
    },
    expected: {
      winner: [0, 1, 3, 0, 3, 0, 0],
      any: [1, 1, 1, 1, 1, 1, 0],
      "grant.0": [1, 0, 0, 1, 0, 1, 0],
      "grant.1": [0, 1, 0, 0, 0, 0, 0],
      "grant.2": 0,
      "grant.3": [0, 0, 1, 0, 1, 0, 0],
    },
  },
  {
    name: "a linear feedback shift register of 15 states",
    rule: "5",
    make: () => new Lfsr(),
    cycles: 17,
    stimulus: {},
    expected: { state: [1, 2, 4, 9, 3, 6, 13, 10, 5, 11, 7, 15, 14, 12, 8, 1, 2] },
  },
  {
    name: "a traffic light",
    rule: "3",
    make: () => new TrafficLight(),
    cycles: 14,
    stimulus: { walk: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0] },
    expected: {
      // Red for three cycles, green for four or until someone walks, yellow for one.
      light: [
        "Red",
        "Red",
        "Red",
        "Green",
        "Green",
        "Green",
        "Green",
        "Yellow",
        "Red",
        "Red",
        "Red",
        "Green",
        "Green",
        "Yellow",
      ],
    },
  },
  {
    name: "a systolic row of three cells",
    rule: "5",
    make: () => new SystolicRow(),
    cycles: 9,
    // Weights are shifted in during cycles 0…2: cell 2 gets the first. Inputs are skewed by a cycle a cell.
    stimulus: {
      weightShift: [1, 1, 1, 0, 0, 0, 0, 0, 0],
      weightIn: [-3, 5, 127, 0, 0, 0, 0, 0, 0],
      "activation.0": [0, 0, 0, 10, -128, 0, 0, 0, 0],
      "activation.1": [0, 0, 0, 0, 20, 1, 0, 0, 0],
      "activation.2": [0, 0, 0, 0, 0, 30, -1, 0, 0],
    },
    expected: {
      "cell.0.weightOut": [0, -3, 5, 127, 127, 127, 127, 127, 127],
      "cell.2.weightOut": [0, 0, 0, -3, -3, -3, -3, -3, -3],
      "cell.0.psumOut": [0, 0, 0, 0, 1270, -16256, 0, 0, 0],
      // 10·127 + 20·5 − 30·3, then −128·127 + 1·5 + 1·3.
      psum: [0, 0, 0, 0, 0, 0, 1280, -16248, 0],
    },
  },
];
