import { Bundle } from "./bundle.ts";
import { input, type InputSignal, output, type OutputSignal } from "./signals/declare.ts";
import { bit } from "./types/integers.ts";
import type { BitType, HardwareType } from "./types/type.ts";

/**
 * The sending end of a stream. A word passes in each cycle in which `valid` and `ready` are both 1 just before the edge.
 * `valid` must not wait for `ready`; once 1, it and the payload stay until the word has passed.
 */
export class StreamSource<T extends HardwareType> extends Bundle {
  readonly valid: OutputSignal<BitType> = output(bit);
  readonly ready: InputSignal<BitType> = input(bit);
  readonly payload: OutputSignal<T>;

  constructor(type: T) {
    super();
    this.payload = output(type);
  }

  /** Whether a word passes in this cycle. */
  get fires(): boolean {
    return this.valid.value === 1 && this.ready.value === 1;
  }
}

/** The receiving end of a stream. */
export class StreamSink<T extends HardwareType> extends Bundle {
  readonly valid: InputSignal<BitType> = input(bit);
  readonly ready: OutputSignal<BitType> = output(bit);
  readonly payload: InputSignal<T>;

  constructor(type: T) {
    super();
    this.payload = input(type);
  }

  /** Whether a word passes in this cycle. */
  get fires(): boolean {
    return this.valid.value === 1 && this.ready.value === 1;
  }
}

/** A stream that the module sends. */
export function streamSource<T extends HardwareType>(type: T): StreamSource<T> {
  return new StreamSource(type);
}

/** A stream that the module receives. */
export function streamSink<T extends HardwareType>(type: T): StreamSink<T> {
  return new StreamSink(type);
}
