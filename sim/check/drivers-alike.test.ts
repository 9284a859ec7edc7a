import { expect, test } from "vitest";
import { input, Module, output, uint, wire } from "../describe/index.ts";
import { findings } from "../lower/lower.test-kit.ts";

class Lane extends Module {
  readonly data = input(uint(8));
  readonly spare = output(uint(8));
}

test("signals of one field without a driver are one finding, which counts the others", () => {
  class Top extends Module {
    readonly lanes = Array.from({ length: 12 }, () => new Lane());
    readonly loose = Array.from({ length: 12 }, () => wire(uint(8)));
    readonly alone = wire(uint(8));
    readonly alone2 = wire(uint(8));
    readonly y = output(uint(16));
    override propagate() {
      this.y.value = this.alone.value + this.alone2.value + this.loose[0]!.value;
    }
  }
  const found = findings(new Top());
  const counted = found.map((text) => [
    text.split(" ")[0],
    /top[\w.[\]]+/.exec(text)?.[0],
    Number(/(\d+) (other|more)/.exec(text)?.[1] ?? 0),
  ]);
  expect(counted.sort((a, b) => String(a).localeCompare(String(b)))).toEqual([
    ["E-UNCONNECTED", "top.lanes[0].data", 11],
    ["E-UNDRIVEN", "top.alone", 0],
    ["E-UNDRIVEN", "top.alone2", 0],
    ["E-UNDRIVEN", "top.lanes[0].spare", 11],
    ["E-UNDRIVEN", "top.loose[0]", 11],
  ]);
});
