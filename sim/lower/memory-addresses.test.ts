import { describe, expect, test } from "vitest";
import { bit, fp32, input, memory, Module, output, uint } from "../describe/index.ts";
import { findings } from "./lower.test-kit.ts";

class Reader extends Module {
  readonly a = input(uint(3));
  readonly which = input(bit);
  readonly words = memory(uint(8), 5);
  readonly banks = [memory(uint(8), 8), memory(uint(8), 5)];
  readonly y = output(uint(8));
  protected readonly most: number;
  protected readonly isBanked: boolean;
  constructor(most: number, isBanked: boolean) {
    super();
    this.most = most;
    this.isBanked = isBanked;
  }
  override propagate() {
    const address = Math.min(this.a.value, this.most);
    this.y.value = this.isBanked ? this.banks[this.which.value]!.read(address) : this.words.read(address);
  }
}

const errorsOf = (top: Module) => findings(top).filter((finding) => finding.startsWith("E-"));

describe("an address is proven to be below the depth (SEMANTICS 3)", () => {
  test("of the memory", () => {
    expect(errorsOf(new Reader(4, false))).toEqual([]);
    expect(errorsOf(new Reader(5, false))).toEqual([
      "E-INDEX the address of reader.words has the range 0…5, and the length is 5",
    ]);
  });
  test("of the shortest of several memories", () => {
    expect(errorsOf(new Reader(4, true))).toEqual([]);
    expect(errorsOf(new Reader(5, true))).toEqual([
      "E-INDEX the address of reader.banks[1] has the range 0…5, and the length is 5",
    ]);
  });
});

test("an address is an integer", () => {
  class Real extends Module {
    readonly a = input(fp32);
    readonly words = memory(uint(8), 4);
    readonly y = output(uint(8));
    override propagate() {
      this.y.value = this.words.read(this.a.value);
    }
  }
  expect(errorsOf(new Real())).toEqual(["E-KIND an address takes an integer, not a float"]);
});
