import { describe, expect, test } from "vitest";
import { input, memory, Module, output, reg, uint, wrap } from "../describe/index.ts";
import { findings } from "./lower.test-kit.ts";

const shown: unknown[] = [];
const twice = (x: number): number => 2 * x;
function keep(x: number): number {
  shown[0] = x;
  return x;
}
const indirectly = (x: number): number => twice(keep(x));
/** Calls itself. */
function again(x: number): number {
  return x > 0 ? again(x - 1) : 0;
}

class Base extends Module {
  readonly a = input(uint(4));
  readonly count = reg(uint(4), { init: 0 });
  readonly words = memory(uint(4), 4);
  readonly y = output(uint(4));
  protected inherited(): number {
    this.count.next = wrap(this.count.value + 1);
    return this.count.value;
  }
  protected pure(x: number): number {
    let sum = x;
    sum += twice(x);
    return sum;
  }
  protected stores(): boolean {
    this.words.write(0, this.a.value);
    return true;
  }
  protected deep(): number {
    return this.inherited() + 1;
  }
  override propagate() {
    this.y.value = this.a.value;
  }
}

const told = (make: new () => Module) => findings(new make()).filter((one) => !one.startsWith("W-UNUSED"));
const debug = "W-DEBUG console runs in the event engine and vanishes elsewhere";
const refusal = (part: string) =>
  `E-SUBSET ${part} in console.log(), which vanishes elsewhere than in the event engine, is not part of the hardware subset`;

describe("what console is given changes nothing, for only the event engine prints (SEMANTICS 3)", () => {
  test("it may compute, by functions too", () => {
    class Prints extends Base {
      override update() {
        this.count.next = this.a.value;
        console.log(
          this.a.value,
          `${this.pure(2)}`,
          twice(3),
          again(2),
          [this.a.value].map((x) => x + 1),
        );
      }
    }
    expect(told(Prints)).toEqual([debug]);
  });

  class Direct extends Base {
    override update() {
      console.log(this.words.write(1, 2));
    }
  }
  class Inherited extends Base {
    override update() {
      console.log("count", { of: [this.inherited()] });
    }
  }
  class Deep extends Base {
    override update() {
      console.log(`${this.deep()}`);
    }
  }
  class Stores extends Base {
    override update() {
      console.log(this.stores());
    }
  }
  class Keeps extends Base {
    override update() {
      console.log(indirectly(this.a.value));
    }
  }
  class Assigns extends Base {
    override update() {
      console.log((this.count.next = 3));
    }
  }
  test.each([
    [Direct, "this.words.write(1, 2)"],
    [Inherited, "this.inherited()"],
    [Deep, "this.deep()"],
    [Stores, "this.stores()"],
    [Keeps, "indirectly(this.a.value)"],
    [Assigns, "this.count.next = 3"],
  ])("%o is refused at %s", (make, part) => {
    expect(told(make)).toEqual([refusal(part)]);
  });
});

test.each([
  [10, []],
  [11, ["E-SUBSET a message that is one of 1331 texts is not part of the hardware subset"]],
])("a message is one of 1024 texts at most: of three parts with %i each", (count, expected) => {
  class Named extends Base {
    readonly names = Array.from({ length: count }, (_, i) => `name ${i}`);
    override update() {
      const name = this.names[Math.min(this.a.value, count - 1)];
      this.assert(this.count.value < 3, `${name}, ${name}, ${name}`);
      this.count.next = this.a.value;
    }
  }
  expect(told(Named)).toEqual(expected);
});
