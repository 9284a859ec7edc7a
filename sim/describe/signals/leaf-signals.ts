import { fail } from "../../errors/index.ts";
import type { HardwareType, ReadOf, WriteOf } from "../types/type.ts";
import { bindCell, LeafSignal } from "./signal.ts";

/** A port that the parent, a connection or (at the top) the testbench drives. */
export class Input<T extends HardwareType> extends LeafSignal<T> {
  get direction(): "input" {
    return "input";
  }
  get value(): ReadOf<T> {
    return (this.cell ?? bindCell(this)).v as ReadOf<T>;
  }
  set value(value: WriteOf<T>) {
    (this.cell ?? bindCell(this)).drive(value);
  }
}

/** A combinational port, driven by `propagate()` of its module or by a connection from inside it. */
export class Output<T extends HardwareType> extends LeafSignal<T> {
  get direction(): "output" {
    return "output";
  }
  get value(): ReadOf<T> {
    return (this.cell ?? bindCell(this)).v as ReadOf<T>;
  }
  set value(value: WriteOf<T>) {
    (this.cell ?? bindCell(this)).drive(value);
  }
}

/** A combinational signal inside a module. */
export class Wire<T extends HardwareType> extends LeafSignal<T> {
  get direction(): "wire" {
    return "wire";
  }
  get value(): ReadOf<T> {
    return (this.cell ?? bindCell(this)).v as ReadOf<T>;
  }
  set value(value: WriteOf<T>) {
    (this.cell ?? bindCell(this)).drive(value);
  }
}

/** A register: `next` is assigned in `update()` and becomes `value` at the clock edge; unassigned means hold. */
export class Reg<T extends HardwareType> extends LeafSignal<T> {
  get direction(): "reg" | "outputReg" {
    return "reg";
  }
  get value(): ReadOf<T> {
    return (this.cell ?? bindCell(this)).v as ReadOf<T>;
  }
  set value(_value: never) {
    fail("E-REG-VALUE", { signal: this.path }, { path: this.path });
  }
  get next(): never {
    return fail("E-NEXT-READ", { signal: this.path }, { path: this.path });
  }
  set next(value: WriteOf<T>) {
    (this.cell ?? bindCell(this)).latch(value);
  }
}

/** A register that is a port as well. */
export class OutputReg<T extends HardwareType> extends Reg<T> {
  override get direction(): "outputReg" {
    return "outputReg";
  }
}
