import { describe, expect, test } from "vitest";
import { fp32, input, uint, wire, type Module } from "../../describe/index.ts";
import { codes, toldOf } from "../lower.test-kit.ts";
import { Ports } from "./refusals.test-kit.ts";

describe("indices and addresses (SEMANTICS section 3)", () => {
  const cases: readonly (readonly [string, () => Module, string])[] = [
    [
      "an index that may leave",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.table[this.a.value]!;
          }
        })(),
      "E-INDEX",
    ],
    [
      "an index that a condition proves",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.a.value < 4 ? this.table[this.a.value]! : 0;
          }
        })(),
      "",
    ],
    [
      "an index whose variable changed since the condition",
      () =>
        new (class A extends Ports {
          override propagate() {
            let i = this.a.value;
            this.y.value = 0;
            if (i < 4) {
              i += 1;
              this.y.value = this.table[i]!;
            }
          }
        })(),
      "E-INDEX",
    ],
    [
      "an index on a wire that was driven since the condition",
      () =>
        new (class A extends Ports {
          readonly w = wire(uint(8));
          override propagate() {
            this.w.value = this.a.value;
            this.y.value = 0;
            if (this.w.value < 4) {
              this.w.value = this.s.value & 127;
              this.y.value = this.table[this.w.value]!;
            }
          }
        })(),
      "E-INDEX",
    ],
    [
      "an index changed on one way of ?:",
      () =>
        new (class A extends Ports {
          override propagate() {
            let i = this.a.value & 3;
            const x = this.go.value ? (i = 9) : 0;
            this.y.value = this.table[i]! + x;
          }
        })(),
      "E-INDEX",
    ],
    [
      "an address that may leave",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.m.read(this.a.value);
          }
        })(),
      "E-INDEX",
    ],
    [
      "elements of two kinds",
      () =>
        new (class A extends Ports {
          readonly mixed: readonly number[] = [1, 2n as never, 3, 4];
          override propagate() {
            this.y.value = this.mixed[this.a.value & 3]!;
          }
        })(),
      "E-KIND",
    ],
    [
      "signals of two kinds",
      () =>
        new (class A extends Ports {
          readonly ports = [input(uint(8)), input(fp32)];
          override propagate() {
            this.y.value = this.ports[this.a.value & 1]!.value;
          }
        })(),
      "E-KIND",
    ],
    [
      "an index that is no integer",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.table[this.f.value]!;
          }
        })(),
      "E-KIND",
    ],
  ];
  test("what each of them says", () => {
    const each = cases.map(([name, make]) => [name, make] as const);
    expect(toldOf(each)).toMatchSnapshot();
  });
  test.each(cases)("%s", (_, make, code) => {
    const found = codes(make()).filter((one) => one !== "W-UNUSED" && one !== "W-CONSTANT");
    if (code === "") expect(found).toEqual([]);
    else expect(found).toContain(code);
  });
});
