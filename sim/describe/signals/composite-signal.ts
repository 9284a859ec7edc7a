import { fail } from "../../errors/index.ts";
import type { HardwareType, LeafType, StructType, VecType } from "../types/type.ts";
import { type Direction, type Marked, type SignalOptions, signalMark } from "./signal.ts";

interface Element {
  value: unknown;
  next: unknown;
}

export type LeafMaker = (type: LeafType, options: SignalOptions<LeafType>) => object;

/**
 * A signal of a `vec` or `struct` type: a view of its element signals, each with its own hold and latch rule.
 *
 * Elements are own properties (`v[0]`, `s.field`). Whole reads give frozen values, whole writes copy element by element.
 */
export class CompositeSignal {
  readonly type: VecType | StructType;
  readonly direction: Direction;
  /** Keys in order: indices of a vec, field names of a struct. */
  readonly elements: readonly string[];

  constructor(
    type: VecType | StructType,
    direction: Direction,
    options: SignalOptions<HardwareType>,
    leaf: LeafMaker,
  ) {
    this.type = type;
    this.direction = direction;
    this.elements =
      type.kind === "vec"
        ? Array.from({ length: type.length }, (_, i) => String(i))
        : Object.keys(type.fields);
    for (const key of this.elements) {
      const elementType = type.kind === "vec" ? type.element : (type.fields[key] as HardwareType);
      const pick = (whole: unknown) =>
        whole === undefined ? undefined : (whole as Record<string, unknown>)[key];
      const element = makeSignal(
        elementType,
        direction,
        { default: pick(options.default), init: pick(options.init), range: options.range },
        leaf,
      );
      // Configurable: the elements of a behavioural module's vec of vecs get bounds.
      Object.defineProperty(this, key, { value: element, enumerable: true, configurable: true });
    }
  }

  get [signalMark](): "composite" {
    return "composite";
  }

  get length(): number {
    return this.elements.length;
  }

  *[Symbol.iterator](): Iterator<object> {
    for (const key of this.elements) yield elementOf(this, key);
  }

  get value(): unknown {
    const values = this.elements.map((key) => elementOf(this, key).value);
    return Object.freeze(
      this.type.kind === "vec" ? values : Object.fromEntries(this.elements.map((key, i) => [key, values[i]])),
    );
  }
  set value(whole: unknown) {
    for (const key of this.elements) elementOf(this, key).value = (whole as Record<string, unknown>)[key];
  }
  get next(): never {
    return fail("E-NEXT-READ", { signal: "a vec or struct register" });
  }
  set next(whole: unknown) {
    for (const key of this.elements) elementOf(this, key).next = (whole as Record<string, unknown>)[key];
  }
}

function elementOf(signal: CompositeSignal, key: string): Element {
  return (signal as unknown as Record<string, Element>)[key] as Element;
}

export function isCompositeSignal(value: unknown): value is CompositeSignal {
  return typeof value === "object" && value !== null && (value as Marked)[signalMark] === "composite";
}

/** The signal object of a type: a leaf, or a composite down to its leaves. */
export function makeSignal(
  type: HardwareType,
  direction: Direction,
  options: SignalOptions<HardwareType>,
  leaf: LeafMaker,
): object {
  if (type.kind === "vec" || type.kind === "struct") {
    return new CompositeSignal(type as VecType | StructType, direction, options, leaf);
  }
  return leaf(type, options as SignalOptions<LeafType>);
}
