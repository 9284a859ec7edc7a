import type { AnyLeafSignal, Cell } from "../../describe/index.ts";
import type { Net } from "../../elaborate/design.ts";
import type { Kernel } from "./kernel.ts";
import { type MethodId, NOBODY } from "./method.ts";

/**
 * The value of one net, with what the engine keeps about it.
 *
 * There are three subclasses and no more: the accessors of all signals share their inline caches, which stay fast up to four
 * shapes. Which of them a type uses is decided in `make-cell.ts`.
 */
export abstract class EventCell implements Cell {
  // The order of the fields is that of their use at an edge, so that they share cache lines.
  readonly kernel: Kernel;
  v: unknown;
  /** Equal to `v` except between a latch and the commit. */
  protected next: unknown;
  /** The method that runs again when the value changes; most nets have one. */
  private reader: MethodId = NOBODY;
  /** The others, where there are more. */
  private moreReaders: MethodId[] | undefined = undefined;
  /** The method that latches the register. */
  latcher: MethodId = NOBODY;
  readonly index: number;
  /** The method that drives the net; NOBODY where a write has to be looked at first (inputs of the top, forced nets). */
  driver: MethodId = NOBODY;
  readonly about: CellFacts;

  constructor(kernel: Kernel, net: Net, value: unknown) {
    this.kernel = kernel;
    this.v = value;
    this.next = value;
    this.index = net.index;
    this.about = { net, hold: undefined, open: false, noted: false };
  }

  get net(): Net {
    return this.about.net;
  }

  addReader(method: MethodId): void {
    if (this.reader === NOBODY) this.reader = method;
    else (this.moreReaders ??= []).push(method);
  }

  get signal(): AnyLeafSignal {
    return this.about.net.root;
  }

  abstract drive(value: unknown): void;
  abstract latch(value: unknown): void;
  /** Takes a value of the type at once, from outside the methods. */
  abstract assign(value: unknown): void;
  /** Tells the readers if the run of `propagate()` that has just ended has left another value. */
  abstract publish(): void;
  /** The clock edge: the next value becomes the value. */
  abstract commit(): void;

  /** Gives up the next value: the edge does not take place. */
  abstract abandon(): void;

  protected announce(): void {
    const { kernel, reader, moreReaders } = this;
    if (reader >= 0) kernel.markDirty(reader);
    if (moreReaders)
      for (let i = 0; i < moreReaders.length; i++) kernel.markDirty(moreReaders[i] as MethodId);
    if (kernel.watching) this.note();
  }

  private note(): void {
    if (this.about.noted) return;
    this.about.noted = true;
    this.kernel.changed.push(this.index);
  }
}

/** What is seldom asked for. */
interface CellFacts {
  readonly net: Net;
  /** Set while `force` holds the net. */
  hold: Hold | undefined;
  /** A testbench may drive the net. */
  open: boolean;
  /** The change is in the kernel's list for observers. */
  noted: boolean;
}

/** What a forced net had before, and what it gets back. */
export interface Hold {
  readonly driver: MethodId;
  readonly latcher: MethodId;
  /** The last value that the driver or the testbench wanted to give it; not kept for registers. */
  wanted: unknown;
}
