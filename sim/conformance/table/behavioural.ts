import {
  bit,
  connect,
  enumeration,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  state,
  streamSink,
  uint,
  vec,
  wire,
  wrap,
} from "../../describe/index.ts";
import type { TableEntry } from "./entry.ts";

/** Finds the next prime, by a loop without a bound. */
class NextPrime extends Module {
  static readonly behavioural = true;
  readonly from = input(uint(8));
  readonly prime = outputReg(uint(9), { init: 2 });

  override update() {
    let candidate = this.from.value + 1;
    while (!isPrime(candidate)) candidate++;
    this.prime.next = candidate;
  }
}

function isPrime(n: number): boolean {
  if (n < 2) return false;
  for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
  return true;
}

class Increment extends Module {
  readonly i = input(uint(8));
  readonly o = output(uint(8));
  override propagate() {
    this.o.value = wrap(this.i.value + 1);
  }
}

/** A look-up by any TypeScript, between two adders. */
class Square extends Module {
  static readonly behavioural = true;
  static readonly comb = { o: ["i"] };
  readonly i = input(uint(8));
  readonly o = output(uint(8));
  override propagate() {
    this.o.value = [this.i.value].reduce((sum, value) => sum + value ** 2, 0);
  }
}

class Chain extends Module {
  readonly i = input(uint(8));
  readonly o = output(uint(8));
  readonly before = new Increment();
  readonly square = new Square();
  readonly after = new Increment();
  constructor() {
    super();
    connect(this.i, this.before.i);
    connect(this.before.o, this.square.i);
    connect(this.square.o, this.after.i);
    connect(this.after.o, this.o);
  }
}

/** Two ways through one behavioural module, of which one is a part of the other: no ring, by what `static comb` says. */
class Crossing extends Module {
  static readonly behavioural = true;
  static readonly comb = { left: ["a"], right: ["b"] };
  readonly a = input(uint(4));
  readonly b = input(uint(4));
  readonly left = output(uint(4));
  readonly right = output(uint(4));
  override propagate() {
    this.right.value = this.b.value * 2;
    this.left.value = this.a.value + 3;
  }
}

class Twice extends Module {
  readonly i = input(uint(4));
  readonly o = output(uint(4));
  readonly crossing = new Crossing();
  constructor() {
    super();
    connect(this.i, this.crossing.a);
    connect(this.crossing.left, this.crossing.b);
    connect(this.crossing.right, this.o);
  }
}

/** A queue without an end; `ready` is combinational. */
class Mailbox extends Module {
  static readonly behavioural = true;
  static readonly comb = { "in.ready": ["in.valid", "closed"], newest: [] };
  readonly in = streamSink(uint(8));
  readonly closed = input(bit);
  readonly take = input(bit);
  readonly newest = output(uint(8));
  readonly oldest = outputReg(uint(8), { init: 0 });
  readonly length = outputReg(uint(8), { init: 0 });
  protected readonly letters = state<readonly number[]>([]);
  readonly everything = state(0, { reset: false });
  readonly ever = outputReg(uint(8));

  override propagate() {
    this.in.ready.value = this.in.valid.value === 1 && !this.closed.value;
    this.newest.value = this.letters.value.at(-1) ?? 0;
  }

  override update() {
    if (this.in.fires)
      this.letters.update((draft) => {
        draft.push(this.in.payload.value);
      });
    if (this.in.fires) this.everything.next = this.everything.value + 1;
    const [oldest, ...rest] = this.letters.value;
    if (this.take.value && oldest !== undefined) {
      this.oldest.next = oldest;
      this.letters.next = this.in.fires ? [...rest, this.in.payload.value] : rest;
    }
    this.length.next = this.letters.value.length;
    this.ever.next = this.everything.value;
  }
}

class Dice extends Module {
  static readonly behavioural = true;
  readonly roll = input(bit);
  readonly side = outputReg(uint(3), { init: 0 });
  override update() {
    if (this.roll.value) this.side.next = this.random.integer(1, 6);
  }
}

/** Equal modules, each with numbers of its own. */
class TwoDice extends Module {
  readonly roll = input(bit);
  readonly left = output(uint(3));
  readonly right = output(uint(3));
  readonly dice = [new Dice(), new Dice()];
  constructor() {
    super();
    for (const one of this.dice) connect(this.roll, one.roll);
    connect(this.dice[0]!.side, this.left);
    connect(this.dice[1]!.side, this.right);
  }
}

const Mode = enumeration("Idle", "Run");

/** A behavioural parent of a hardware child: it drives the child's input and reads its output; wraps what it assigns. */
class Parent extends Module {
  static readonly behavioural = true;
  static readonly comb = { "child.i": ["lane"], sum: ["lane", "child.o"], twice: ["sum"] };
  readonly lane = [input(uint(8)), input(uint(8))];
  readonly child = new Increment();
  readonly sum = wire(uint(8));
  readonly twice = output(uint(8));
  readonly pair = outputReg(vec(uint(4), 2), { init: [1, 2] });
  readonly mode = reg(Mode, { init: Mode.Idle });
  readonly runs = outputReg(bit, { init: 0 });
  readonly last = output(uint(8));
  protected readonly words = memory(uint(8), 4, { init: 9 });

  constructor() {
    super();
    connect(this.sum, this.last);
  }

  override propagate() {
    this.child.i.value = Math.max(...this.lane.map((signal) => signal.value));
    this.sum.value = this.child.o.value + this.lane[0]!.value;
    this.twice.value = 2 * this.sum.value;
  }

  override update() {
    this.words.write(this.lane[1]!.value % 4, this.sum.value - 300);
    this.pair.next = [this.words.read(1), -1];
    this.mode.next = this.sum.value > 100 ? Mode.Run : Mode.Idle;
    this.runs.next = this.mode.value === Mode.Run;
  }
}

/** For engines that run the methods of behavioural modules. */
export const behaviouralTable: readonly TableEntry[] = [
  {
    name: "behavioural: a module alone, whose update() runs at every edge",
    rule: "6",
    make: () => new NextPrime(),
    cycles: 5,
    reset: [3],
    stimulus: { from: [0, 7, 199, 0, 255] },
    expected: { prime: [2, 2, 11, 211, 2] },
  },
  {
    name: "behavioural: in the middle of a combinational chain",
    rule: "6",
    make: () => new Chain(),
    cycles: 4,
    stimulus: { i: [0, 4, 15, 255] },
    expected: { o: [2, 26, 1, 1], "square.o": [1, 25, 0, 0] },
  },
  {
    name: "behavioural: independent combinational outputs of one method are no ring",
    rule: "6",
    make: () => new Twice(),
    cycles: 3,
    stimulus: { i: [0, 1, 9] },
    expected: { o: [6, 8, 8] },
  },
  {
    name: "behavioural: combinational outputs, states that change twice in a call, reset and what it leaves alone",
    rule: "6",
    make: () => new Mailbox(),
    cycles: 7,
    reset: [5],
    stimulus: {
      "in.valid": [1, 1, 1, 0, 1, 1, 0],
      "in.payload": [10, 20, 30, 40, 50, 60, 70],
      closed: [0, 0, 1, 0, 0, 0, 0],
      take: [0, 0, 0, 1, 1, 0, 0],
    },
    expected: {
      "in.ready": [1, 1, 0, 0, 1, 1, 0],
      newest: [0, 10, 20, 20, 20, 50, 0],
      oldest: [0, 0, 0, 0, 10, 20, 0],
      length: [0, 0, 1, 2, 2, 1, 0],
      ever: [0, 0, 1, 2, 2, 2, 2],
    },
  },
  {
    name: "behavioural: random numbers by seed and path, drawn when they are asked for",
    rule: "6",
    make: () => new TwoDice(),
    cycles: 6,
    stimulus: { roll: [1, 1, 0, 1, 1, 0] },
    expected: { left: [0, 3, 3, 3, 4, 6], right: [0, 6, 4, 4, 6, 6] },
  },
  {
    name: "behavioural: a parent of hardware, what it assigns wraps, memories and enumerations",
    rule: "6",
    make: () => new Parent(),
    cycles: 4,
    stimulus: { "lane.0": [1, 100, 200, 3], "lane.1": [5, 1, 9, 0] },
    expected: {
      "child.o": [6, 101, 201, 4],
      sum: [7, 201, 145, 7],
      last: [7, 201, 145, 7],
      twice: [14, 146, 34, 14],
      "pair.0": [1, 9, 11, 13],
      "pair.1": [2, 15, 15, 15],
      mode: ["Idle", "Idle", "Run", "Run"],
      runs: [0, 0, 0, 1],
    },
  },
];
