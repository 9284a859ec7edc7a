import { describe, expect, test } from "vitest";
import { fp32, input, output, shl, shr, uint, wrap, type Module } from "../../describe/index.ts";
import { codes, toldOf } from "../lower.test-kit.ts";
import { Other, Phase, Ports } from "./refusals.test-kit.ts";

describe("values (SEMANTICS section 2)", () => {
  const cases: readonly (readonly [string, () => Module, string])[] = [
    [
      "a wrap that loses bits",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.a.value + 1;
          }
        })(),
      "W-WRAP",
    ],
    [
      "wrap says that it is meant",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = wrap(this.a.value + 1);
          }
        })(),
      "",
    ],
    [
      "wrap through a const",
      () =>
        new (class A extends Ports {
          override propagate() {
            const x = wrap(this.a.value + 1);
            this.y.value = x;
          }
        })(),
      "",
    ],
    [
      "wrap on one way of ?: excuses not the other",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.go.value ? wrap(this.a.value + 1) : this.a.value * 3;
          }
        })(),
      "W-WRAP",
    ],
    [
      "wrap on the way that needs it",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.go.value ? wrap(this.a.value + 1) : this.a.value;
          }
        })(),
      "",
    ],
    [
      "a mask",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = (this.a.value + 1) & 0xff;
          }
        })(),
      "",
    ],
    [
      "truth of a number",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.a.value ? 1 : 0;
          }
        })(),
      "W-TRUTHY",
    ],
    [
      "a constant that a signal can't be",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.a.value === 256;
          }
        })(),
      "E-CONST-COMPARE",
    ],
    [
      "members of two enumerations",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = (this.phase.value as string) === Other.Idle;
          }
        })(),
      "E-KIND",
    ],
    [
      "a switch that misses a member",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = 0;
            // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the missing member is what is refused here
            switch (this.phase.value) {
              case Phase.Idle:
                this.y.value = 1;
                break;
              case Phase.Run:
                this.y.value = 2;
            }
          }
        })(),
      "E-SWITCH",
    ],
    [
      "a sum beyond the safe integers",
      () =>
        new (class A extends Ports {
          readonly w = input(uint(53));
          override propagate() {
            this.y.value = wrap(this.w.value + 1);
          }
        })(),
      "E-RANGE",
    ],
    [
      "constants beyond the safe integers",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = 2 ** 53 % 7;
          }
        })(),
      "E-RANGE",
    ],
    [
      "& on more than 32 bits",
      () =>
        new (class A extends Ports {
          readonly w = input(uint(33));
          override propagate() {
            this.y.value = this.w.value & 1;
          }
        })(),
      "E-RANGE-32",
    ],
    [
      "& on a constant of more than 32 bits",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = 0x1ffffffff & 255;
          }
        })(),
      "E-RANGE-32",
    ],
    [
      "a shift count that may be 32",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = wrap(1 << this.a.value);
          }
        })(),
      "E-RANGE-32",
    ],
    [
      "a division that gives a real",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.a.value / 2;
          }
        })(),
      "E-DIVISION",
    ],
    [
      "a divisor that may be 0",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = Math.trunc(9 / this.a.value);
          }
        })(),
      "E-DIVISOR",
    ],
    [
      "a divisor that a condition proves",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = this.a.value === 0 ? 0 : Math.trunc(9 / this.a.value);
          }
        })(),
      "",
    ],
    [
      "a float that is not rounded",
      () =>
        new (class A extends Ports {
          readonly g = output(fp32);
          override propagate() {
            this.y.value = 0;
            this.g.value = this.f.value * this.f.value + this.f.value;
          }
        })(),
      "E-FLOAT-ROUND",
    ],
    [
      "an integer as a float",
      () =>
        new (class A extends Ports {
          readonly g = output(fp32);
          override propagate() {
            this.y.value = 0;
            this.g.value = this.a.value;
          }
        })(),
      "E-ASSIGN",
    ],
    [
      "a bigint and a number",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = (this.big.value as never) + this.a.value;
          }
        })(),
      "E-KIND",
    ],
    [
      "true === 1",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = (this.a.value > 3 && this.go.value) === 1;
          }
        })(),
      "E-KIND",
    ],
    [
      "Math.max of a bigint",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = Math.max(1n as never, 2);
          }
        })(),
      "E-KIND",
    ],
    [
      "~ of a float",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = ~this.f.value;
          }
        })(),
      "E-SUBSET",
    ],
    [
      "- of a member of an enumeration",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = -(this.phase.value as never);
          }
        })(),
      "E-SUBSET",
    ],
    [
      "shl by more than a number holds, and of a float",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = wrap(shl(1, 54) + shr(1, -1) + shl(this.f.value, 1));
          }
        })(),
      "E-RANGE-32",
    ],
    [
      "shl of a bigint by more than one can be",
      () =>
        new (class A extends Ports {
          override propagate() {
            this.y.value = Number(shl(1n, 2 ** 33) & 1n);
          }
        })(),
      "E-RANGE-32",
    ],
  ];
  test("what each of them says", () => {
    const each = cases.map(([name, make]) => [name, make] as const);
    expect(toldOf(each)).toMatchSnapshot();
  });
  test.each(cases)("%s", (_, make, code) => {
    const found = codes(make()).filter((one) => one !== "W-UNUSED" && one !== "W-CONSTANT");
    if (code === "") expect(found).toEqual([]);
    else expect(found.join(" ")).toContain(code);
  });
});
