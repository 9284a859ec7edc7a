import { fail } from "../errors/index.ts";
import type { Module } from "./module.ts";
import { isType, typeText } from "./types/type-text.ts";
import { misfit } from "./types/type-values.ts";
import type { HardwareType, LeafType, ReadOf, WriteOf } from "./types/type.ts";

/** Marks memories, in a way that survives two loaded copies of the kit. */
const memoryMark: unique symbol = Symbol.for("systole.memory") as never;

/** Where the words of a memory live while it is simulated; made by the engine. */
export interface MemoryStore {
  read(address: number): unknown;
  write(address: number, value: unknown, mask: number | bigint | undefined): void;
}

export interface MemoryOptions<T extends HardwareType> {
  /** Content at power-on: one value for all words, or a value a word. Unknown (0, or random by seed) if left out. */
  readonly init?: WriteOf<T> | readonly WriteOf<T>[] | undefined;
}

/**
 * An array of `depth` words. `read(a)` gives the content before the edge: in `propagate()` an asynchronous port, in
 * `update()`, assigned to a register, a synchronous read-first port. `write` commits at the edge. Reset never touches it.
 */
export class Memory<T extends HardwareType> {
  readonly type: T;
  readonly depth: number;
  readonly options: MemoryOptions<T>;
  owner: Module | undefined = undefined;
  key = "";
  store: MemoryStore;

  constructor(type: T, depth: number, options: MemoryOptions<T>) {
    this.type = type;
    this.depth = depth;
    this.options = options;
    this.store = {
      read: () => fail("E-NOT-RUNNING", { action: "read", signal: this.path }),
      write: () => fail("E-NOT-RUNNING", { action: "written", signal: this.path }),
    };
  }

  get [memoryMark](): true {
    return true;
  }

  get path(): string {
    return this.owner ? `${this.owner.path}.${this.key}` : "(a memory that no module holds)";
  }

  /** The word at `address`, as it was before the edge. */
  read(address: number): ReadOf<T> {
    return this.store.read(address) as ReadOf<T>;
  }

  /** Writes the word at the edge; with `mask`, only the bits that are 1 in it. The last write in a call wins, bit by bit. */
  write(address: number, value: WriteOf<T>, options: { mask?: number | bigint } = {}): void {
    this.store.write(address, value, options.mask);
  }
}

/** Any memory. Its words are leaves. */
export interface AnyMemory {
  readonly type: LeafType;
  readonly depth: number;
  readonly options: MemoryOptions<LeafType>;
  owner: Module | undefined;
  key: string;
  store: MemoryStore;
  readonly path: string;
}

/** A memory of `depth` words (1…2^30) of a leaf type. */
export function memory<T extends HardwareType>(
  type: T,
  depth: number,
  options: MemoryOptions<T> = {},
): Memory<T> {
  if (!isType(type) || type.kind === "vec" || type.kind === "struct")
    fail("E-MEMORY-TYPE", { seen: isType(type) ? typeText(type) : String(type) });
  if (!Number.isInteger(depth) || depth < 1 || depth > 2 ** 30)
    fail("E-WIDTH", { type: "memory", width: depth, least: 1, most: 2 ** 30 });
  checkInit(type, depth, options.init);
  return new Memory(type, depth, options);
}

function checkInit(type: HardwareType, depth: number, init: unknown): void {
  if (init === undefined) return;
  const words = Array.isArray(init) ? init : [init];
  if (words.length > depth)
    fail("E-VALUE", {
      target: "init of a memory",
      problem: `${words.length} words don't fit a depth of ${depth}`,
    });
  for (const [address, word] of words.entries()) {
    const problem = misfit(type, word);
    if (problem) fail("E-VALUE", { target: `init of a memory at ${address}`, problem });
  }
}

export function isMemory(value: unknown): value is AnyMemory {
  return typeof value === "object" && value !== null && memoryMark in value;
}
