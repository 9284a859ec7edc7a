import { describe, expect, test } from "vitest";
import { AsyncFifo, ResetSynchroniser, Synchroniser } from "../../hw/lib/index.ts";
import {
  bit,
  clocked,
  clockDomain,
  connect,
  input,
  memory,
  Module,
  output,
  outputReg,
  reg,
  uint,
} from "../describe/index.ts";
import { compile } from "../schedule/index.ts";

const bus = clockDomain("bus");

class Source extends Module {
  readonly d = input(bit);
  readonly q = outputReg(bit);
  override update() {
    this.q.next = this.d.value;
  }
}

class Sink extends Source {}

class Inverter extends Module {
  readonly a = input(bit);
  readonly y = output(bit);
  override propagate() {
    this.y.value = !this.a.value;
  }
}

/** The crossings of a design, as `signal ← origin through …`. */
function crossings(top: Module): string[] {
  return compile(top)
    .warnings.filter(({ code }) => code === "W-CDC")
    .map(({ message }) => message);
}

describe("W-CDC (SEMANTICS 5: crossings are library modules, others are named)", () => {
  test("a direct path, with both places", () => {
    class Direct extends Module {
      readonly d = input(bit);
      readonly q = output(bit);
      readonly from = new Source();
      readonly to = clocked(new Sink(), bus);
      constructor() {
        super();
        connect(this.d, this.from.d);
        connect(this.from.q, this.to.d);
        connect(this.to.q, this.q);
      }
    }
    const [found, ...others] = compile(new Direct()).warnings;
    expect(others).toEqual([]);
    expect(found?.message).toBe(
      "direct.to, of the clock bus, takes direct.to.d from direct.from.q of the clock clk",
    );
    expect(found?.path).toBe("direct.to.d");
    expect(found?.places?.length).toBe(2);
  });

  test("through logic and through the hierarchy, in both directions", () => {
    class Wrapped extends Module {
      readonly a = input(bit);
      readonly y = output(bit);
      readonly inner = new Inverter();
      constructor() {
        super();
        connect(this.a, this.inner.a);
        connect(this.inner.y, this.y);
      }
    }
    class Deep extends Module {
      readonly q = output(bit);
      readonly from = new Source();
      readonly logic = new Wrapped();
      readonly to = clocked(new Sink(), bus);
      override propagate() {
        this.logic.a.value = this.from.q.value;
        this.to.d.value = this.logic.y.value;
        this.from.d.value = this.to.q.value;
        this.q.value = this.to.q.value;
      }
    }
    expect(crossings(new Deep())).toEqual([
      "deep.from, of the clock clk, takes deep.from.d from deep.to.q of the clock bus",
      "deep.to, of the clock bus, takes deep.to.d from deep.from.q of the clock clk, through deep.logic.a and deep.logic.inner.y",
    ]);
  });

  test("the asynchronous port of a memory is a path of the memory's clock", () => {
    class Words extends Module {
      readonly address = input(uint(2));
      readonly y = output(bit);
      protected readonly words = memory(bit, 4);
      override propagate() {
        this.y.value = this.words.read(this.address.value);
      }
      override update() {
        this.words.write(this.address.value, 1);
      }
    }
    class Port extends Module {
      readonly address = input(uint(2));
      readonly q = output(bit);
      readonly words = new Words();
      readonly to = clocked(new Sink(), bus);
      constructor() {
        super();
        connect(this.address, this.words.address);
        connect(this.words.y, this.to.d);
        connect(this.to.q, this.q);
      }
    }
    expect(crossings(new Port())).toEqual([
      "port.to, of the clock bus, takes port.to.d from port.words.words of the clock clk, through port.words.y",
    ]);
  });

  test("not where both ends have one clock, nor from inputs of the top, nor where only resets differ", () => {
    class Same extends Module {
      readonly d = input(bit);
      readonly q = output(bit);
      readonly from = clocked(new Source(), bus);
      readonly to = clocked(new Sink(), { clock: bus, reset: false });
      constructor() {
        super();
        connect(this.d, this.from.d);
        connect(this.from.q, this.to.d);
        connect(this.to.q, this.q);
      }
    }
    expect(crossings(new Same())).toEqual([]);
  });

  test("library modules carry values over, and own modules that declare it", () => {
    class Handshake extends Module {
      static readonly crossing = true;
      readonly a = input(bit);
      readonly inner = clocked(new Sink(), bus);
      readonly y = output(bit);
      override propagate() {
        this.inner.d.value = this.a.value;
        this.y.value = this.inner.q.value;
      }
    }
    class Allowed extends Module {
      readonly q = output(bit);
      readonly from = new Source();
      readonly over = clocked(new Synchroniser(bit), bus);
      readonly to = clocked(new Sink(), bus);
      readonly fifo = new AsyncFifo(bit, 4, { write: bus });
      readonly own = clocked(new Handshake(), bus);
      readonly last = clocked(new Sink(), bus);
      override propagate() {
        this.over.in.value = this.from.q.value;
        this.to.d.value = this.over.out.value;
        this.fifo.in.valid.value = this.to.q.value;
        this.fifo.in.payload.value = this.fifo.in.ready.value;
        this.fifo.out.ready.value = 1;
        this.from.d.value = this.fifo.out.valid.value && this.fifo.out.payload.value;
        this.own.a.value = this.from.q.value;
        this.last.d.value = this.own.y.value;
        this.q.value = this.last.q.value;
      }
    }
    expect(crossings(new Allowed())).toEqual([]);
  });

  test("a reset from another clock is a crossing, unless a ResetSynchroniser makes it", () => {
    class Reset extends Module {
      readonly d = input(bit);
      readonly q = output(bit);
      readonly r = output(bit);
      readonly from = new Source();
      readonly wrong = clocked(new Sink(), { clock: bus, reset: { by: this.from.q } });
      readonly synchronised = clocked(new ResetSynchroniser(), {
        clock: bus,
        reset: { by: this.from.q, kind: "async" },
      });
      readonly right = clocked(new Sink(), { clock: bus, reset: { by: this.synchronised.reset } });
      constructor() {
        super();
        connect(this.d, this.from.d);
        connect(this.d, this.wrong.d);
        connect(this.d, this.right.d);
        connect(this.wrong.q, this.q);
        connect(this.right.q, this.r);
      }
    }
    expect(crossings(new Reset())).toEqual([
      "reset.wrong, of the clock bus, takes reset.from.q from reset.from.q of the clock clk",
    ]);
  });

  test("one finding for all that are alike; the class of the reader may waive it", () => {
    const many = (waived: boolean) => {
      class Waiving extends Sink {
        static readonly waive = waived ? { "W-CDC": ["d"] } : {};
      }
      return class Many extends Module {
        readonly d = input(bit);
        readonly q = output(bit);
        readonly from = Array.from({ length: 12 }, () => new Source());
        readonly to = this.from.map(() => clocked(new Waiving(), bus));
        override propagate() {
          let all = this.d.value;
          for (let i = 0; i < 12; i++) {
            this.from[i]!.d.value = this.d.value;
            this.to[i]!.d.value = this.from[i]!.q.value;
            all = all && this.to[i]!.q.value;
          }
          this.q.value = all;
        }
      };
    };
    const Loud = many(false);
    const Silent = many(true);
    expect(crossings(new Loud())).toEqual([
      expect.stringMatching(/many\.to\[0\]\.d from many\.from\[0\]\.q .*; 11 more are like it/),
    ]);
    expect(crossings(new Silent())).toEqual([]);
  });

  test("findings of other fields, or of other classes, are not alike; a register that is no port counts as well", () => {
    class Hidden extends Module {
      readonly d = input(bit);
      readonly y = output(bit);
      protected readonly r = reg(bit);
      override propagate() {
        this.y.value = this.r.value;
      }
      override update() {
        this.r.next = this.d.value;
      }
    }
    class Two extends Module {
      readonly d = input(bit);
      readonly d1 = input(bit);
      readonly q = outputReg(bit);
      override update() {
        this.q.next = this.d.value && this.d1.value;
      }
    }
    class Mixed extends Module {
      readonly d = input(bit);
      readonly q = output(bit);
      readonly from = new Hidden();
      readonly to = clocked(new Two(), bus);
      readonly last = clocked(new Sink(), bus);
      override propagate() {
        this.from.d.value = this.d.value;
        this.to.d.value = this.from.y.value;
        this.to.d1.value = this.from.y.value;
        this.last.d.value = this.from.y.value;
        this.q.value = this.to.q.value && this.last.q.value;
      }
    }
    expect(crossings(new Mixed())).toEqual(
      ["to.d", "to.d1", "last.d"].map(
        (sink) =>
          `mixed.${sink.split(".")[0]}, of the clock bus, takes mixed.${sink} from mixed.from.r of the clock clk, through mixed.from.y`,
      ),
    );
  });
});
