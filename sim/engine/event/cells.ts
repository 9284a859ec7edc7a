import type { Net } from "../../elaborate/design.ts";
import { fitValue, wrapNumber } from "../../describe/index.ts";
import { EventCell } from "./event-cell.ts";
import type { Kernel } from "./kernel.ts";
import { refusedDrive, refusedLatch } from "./refused-write.ts";

/** `bit`, `sint` to 32 bits, `uint` to 31 bits: values that V8 keeps as small integers. */
export class SmallCell extends EventCell {
  declare v: number;
  declare protected next: number;
  private readonly shift: number;
  private readonly mask: number;
  private before = 0;
  private pending = false;

  /** `width` bits; sign extension by shifts, or a mask: one expression serves both. */
  constructor(kernel: Kernel, net: Net, width: number, signed: boolean) {
    super(kernel, net, 0);
    this.shift = signed ? 32 - width : 0;
    this.mask = signed ? -1 : 2 ** width - 1;
  }

  drive(value: number): void {
    const { kernel } = this;
    if (kernel.current !== this.driver) return refusedDrive(this, value);
    const fitted = ((value << this.shift) >> this.shift) & this.mask;
    if (fitted === this.v) return;
    if (!this.pending) {
      this.pending = true;
      this.before = this.v;
      kernel.touched[kernel.touchedCount++] = this;
    }
    this.v = fitted;
  }

  latch(value: number): void {
    if (this.kernel.current !== this.latcher) return refusedLatch(this);
    const fitted = ((value << this.shift) >> this.shift) & this.mask;
    if (fitted !== this.next) this.schedule(fitted);
  }

  private schedule(next: number): void {
    if (this.next === this.v) this.kernel.addLatched(this.index);
    this.next = next;
  }

  assign(value: number): void {
    const fitted = ((value << this.shift) >> this.shift) & this.mask;
    if (fitted === this.v) return;
    this.v = fitted;
    this.next = fitted;
    this.announce();
  }

  publish(): void {
    this.pending = false;
    if (this.before !== this.v) this.announce();
  }

  abandon(): void {
    this.next = this.v;
  }

  commit(): void {
    if (this.next === this.v) return;
    this.v = this.next;
    this.announce();
  }
}

/** Integers of 32 to 53 bits and floats: values that V8 keeps as doubles. −0 and NaN are told apart from 0 and found equal. */
export class WideCell extends EventCell {
  declare v: number;
  declare protected next: number;
  private before = 0.5;
  private pending = false;
  private readonly low: number;
  private readonly high: number;
  private readonly width: number;
  private readonly round: ((value: number) => number) | undefined;

  /** `round` is the rounding of a float's format; for an integer it is undefined. */
  constructor(
    kernel: Kernel,
    net: Net,
    width: number,
    signed: boolean,
    round: ((value: number) => number) | undefined,
  ) {
    // A fraction, so that V8 makes the fields doubles from the start.
    super(kernel, net, 0.5);
    this.width = width;
    this.low = signed ? -(2 ** (width - 1)) : 0;
    this.high = signed ? 2 ** (width - 1) - 1 : 2 ** width - 1;
    this.round = round;
  }

  private fit(value: number): number {
    if (this.round) return this.round(value);
    // Adding 0 makes a number of a boolean and 0 of −0.
    return value >= this.low && value <= this.high ? +value + 0 : wrapNumber(value, this.width, this.low < 0);
  }

  drive(value: number): void {
    const { kernel } = this;
    if (kernel.current !== this.driver) return refusedDrive(this, value);
    const fitted = this.fit(value);
    if (Object.is(fitted, this.v)) return;
    if (!this.pending) {
      this.pending = true;
      this.before = this.v;
      kernel.touched[kernel.touchedCount++] = this;
    }
    this.v = fitted;
  }

  latch(value: number): void {
    if (this.kernel.current !== this.latcher) return refusedLatch(this);
    const fitted = this.fit(value);
    if (!Object.is(fitted, this.next)) this.schedule(fitted);
  }

  private schedule(next: number): void {
    if (Object.is(this.next, this.v)) this.kernel.addLatched(this.index);
    this.next = next;
  }

  assign(value: number): void {
    const fitted = this.fit(value);
    if (Object.is(fitted, this.v)) return;
    this.v = fitted;
    this.next = fitted;
    this.announce();
  }

  publish(): void {
    this.pending = false;
    if (!Object.is(this.before, this.v)) this.announce();
  }

  abandon(): void {
    this.next = this.v;
  }

  commit(): void {
    if (Object.is(this.next, this.v)) return;
    this.v = this.next;
    this.announce();
  }
}

/** Bigints and members of enumerations: values that are equal if `===` says so. */
export class ReferenceCell extends EventCell {
  private before: unknown;
  private pending = false;

  constructor(kernel: Kernel, net: Net, value: unknown) {
    super(kernel, net, value);
    this.before = value;
  }

  drive(value: unknown): void {
    const { kernel } = this;
    if (kernel.current !== this.driver) return refusedDrive(this, value);
    const fitted = fitValue(this.net.type, value);
    if (fitted === this.v) return;
    if (!this.pending) {
      this.pending = true;
      this.before = this.v;
      kernel.touched[kernel.touchedCount++] = this;
    }
    this.v = fitted;
  }

  latch(value: unknown): void {
    if (this.kernel.current !== this.latcher) return refusedLatch(this);
    const fitted = fitValue(this.net.type, value);
    if (fitted !== this.next) this.schedule(fitted);
  }

  private schedule(next: unknown): void {
    if (this.next === this.v) this.kernel.addLatched(this.index);
    this.next = next;
  }

  assign(value: unknown): void {
    const fitted = fitValue(this.net.type, value);
    if (fitted === this.v) return;
    this.v = fitted;
    this.next = fitted;
    this.announce();
  }

  publish(): void {
    this.pending = false;
    if (this.before !== this.v) this.announce();
  }

  abandon(): void {
    this.next = this.v;
  }

  commit(): void {
    if (this.next === this.v) return;
    this.v = this.next;
    this.announce();
  }
}
