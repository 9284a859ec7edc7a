import {
  bigUint,
  bit,
  enumeration,
  fp32,
  input,
  memory,
  Module,
  output,
  reg,
  sint,
  uint,
} from "../../describe/index.ts";

export const Phase = enumeration("Idle", "Load", "Run");
export const Other = enumeration("Idle", "Halt");

/** Ports of all kinds for methods that are refused; the methods under test drive only `y`. */
export abstract class Ports extends Module {
  readonly a = input(uint(8));
  readonly s = input(sint(8));
  readonly big = input(bigUint(80));
  readonly f = input(fp32);
  readonly go = input(bit);
  readonly phase = input(Phase);
  readonly y = output(uint(8));
  readonly r = reg(uint(8), { init: 0 });
  readonly m = memory(uint(8), 8);
  readonly table: readonly number[] = [1, 2, 3, 4];
  readonly count: number = 0;
  override update() {
    this.r.next = this.a.value;
    this.m.write(this.a.value & 7, this.a.value);
  }
}
