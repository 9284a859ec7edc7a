import { fail } from "../../errors/index.ts";
import { isType, typeText } from "../types/type-text.ts";
import type { HardwareType, ReadOf, StructFields, StructType, VecType, WriteOf } from "../types/type.ts";
import { misfit, numberRange, outOfRange } from "../types/type-values.ts";
import { type LeafMaker, makeSignal } from "./composite-signal.ts";
import { Input, Output, OutputReg, Reg, Wire } from "./leaf-signals.ts";
import type { Direction, SignalOptions } from "./signal.ts";

/** Element access of vec and struct signals; nothing for the rest. */
type Elements<T extends HardwareType, Role extends Direction> =
  T extends VecType<infer E, number>
    ? VecElements<SignalOf<E, Role>>
    : T extends StructType<infer F>
      ? StructElements<F, Role>
      : unknown;
interface VecElements<S> extends Iterable<S> {
  readonly [index: number]: S;
  readonly length: number;
}
type StructElements<F extends StructFields, Role extends Direction> = {
  readonly [K in keyof F]: SignalOf<F[K], Role>;
};
type SignalOf<T extends HardwareType, Role extends Direction> = Role extends "input"
  ? InputSignal<T>
  : Role extends "output"
    ? OutputSignal<T>
    : Role extends "wire"
      ? WireSignal<T>
      : Role extends "reg"
        ? RegSignal<T>
        : OutputRegSignal<T>;

export type InputSignal<T extends HardwareType> = Input<T> & Elements<T, "input">;
export type OutputSignal<T extends HardwareType> = Output<T> & Elements<T, "output">;
export type WireSignal<T extends HardwareType> = Wire<T> & Elements<T, "wire">;
export type RegSignal<T extends HardwareType> = Reg<T> & Elements<T, "reg">;
export type OutputRegSignal<T extends HardwareType> = OutputReg<T> & Elements<T, "outputReg">;

/** Any signal of a type that can be read: the source of a connection. */
export interface Readable<T extends HardwareType> {
  readonly type: T;
  readonly direction: Direction;
  readonly value: ReadOf<T>;
}

/** Options that are not given: one object, because there may be half a million signals. So with what makes them. */
const NONE = Object.freeze({});
const makeInput: LeafMaker = (type, options) => new Input(type, options);
const makeOutput: LeafMaker = (type, options) => new Output(type, options);
const makeWire: LeafMaker = (type, options) => new Wire(type, options);
const makeReg: LeafMaker = (type, options) => new Reg(type, options);
const makeOutputReg: LeafMaker = (type, options) => new OutputReg(type, options);

/** An input port. Unconnected inputs need a `default`. */
export function input<T extends HardwareType>(
  type: T,
  options: { default?: WriteOf<T> } = NONE,
): InputSignal<T> {
  return declare("input", type, options, makeInput) as InputSignal<T>;
}

/** A combinational output port: assigned on every path of `propagate()`, or connected from inside. */
export function output<T extends HardwareType>(type: T): OutputSignal<T> {
  return declare("output", type, NONE, makeOutput) as OutputSignal<T>;
}

/** A combinational signal inside the module: assigned on every path of `propagate()`, or connected. */
export function wire<T extends HardwareType>(type: T): WireSignal<T> {
  return declare("wire", type, NONE, makeWire) as WireSignal<T>;
}

/**
 * A register. With `init`: power-on and reset value. Without: power-on unknown (0, or random by seed), untouched by reset.
 * `range` states bounds narrower than the width; each assignment is proven to keep them.
 */
export function reg<T extends HardwareType>(
  type: T,
  options: { init?: WriteOf<T>; range?: readonly [number, number] } = NONE,
): RegSignal<T> {
  return declare("reg", type, options, makeReg) as RegSignal<T>;
}

/** A register that is an output port. */
export function outputReg<T extends HardwareType>(
  type: T,
  options: { init?: WriteOf<T>; range?: readonly [number, number] } = NONE,
): OutputRegSignal<T> {
  return declare("outputReg", type, options, makeOutputReg) as OutputRegSignal<T>;
}

function declare(
  direction: Direction,
  type: HardwareType,
  options: SignalOptions<HardwareType>,
  leaf: LeafMaker,
): unknown {
  if (!isType(type)) fail("E-TYPE", { direction, seen: String(type) });
  if (options.init !== undefined) checkValue("init", options.init, type, direction);
  if (options.default !== undefined) checkValue("default", options.default, type, direction);
  if (options.range) checkRange(type, options, direction);
  return makeSignal(type, direction, options, leaf);
}

function checkValue(option: string, value: unknown, type: HardwareType, direction: Direction): void {
  const problem = misfit(type, value);
  if (problem) fail("E-VALUE", { target: `${option} of ${direction}(${typeText(type)})`, problem });
}

function checkRange(
  type: HardwareType,
  { range = [0, 0], init, default: usual }: SignalOptions<HardwareType>,
  direction: Direction,
): void {
  const [low, high] = range;
  const whole = type.kind === "uint" || type.kind === "sint" ? numberRange(type) : undefined;
  if (
    !whole ||
    !Number.isInteger(low) ||
    !Number.isInteger(high) ||
    low > high ||
    low < whole.low ||
    high > whole.high
  )
    fail("E-RANGE-OPTION", { low, high, type: typeText(type) });
  for (const [option, value] of Object.entries({ init, default: usual })) {
    const problem = value === undefined ? undefined : outOfRange(range, value);
    if (problem) fail("E-VALUE", { target: `${option} of ${direction}(${typeText(type)})`, problem });
  }
}
