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

/** What a synchronous read gives of a word that is written at the same edge. */
export type OnCollision = "readFirst" | "writeFirst" | "noChange";

/** Accesses that a memory takes in one cycle, 0 where left out. */
export interface MemoryPorts {
  readonly read?: number | undefined;
  readonly write?: number | undefined;
  /** Ports that make one access a cycle, of either kind. */
  readonly readWrite?: number | undefined;
}

/** Words that are found when the memory is made: `hexFile(…)`, `binaryFile(…)`. */
export interface WordSource {
  /** A word an address, from 0 to the last one that is given at most; undefined where none is given. */
  words(type: LeafType, depth: number): readonly unknown[];
}

export interface MemoryOptions<T extends HardwareType> {
  /**
   * Content at power-on: one value for all words, a value a word (an array or typed array; a shorter one leaves the others unknown), a function of the
   * address, or a file; words that are left out are unknown. Unknown (0, or random by seed) if left out.
   */
  readonly init?:
    | WriteOf<T>
    | readonly WriteOf<T>[]
    | ArrayLike<WriteOf<T>>
    | ((address: number) => WriteOf<T>)
    | WordSource
    | undefined;
  /**
   * Of reads in `update()`, that is of synchronous ports:
   *
   * - `readFirst`, the default: the word as it was before the edge.
   * - `writeFirst`: the word with what this call of `update()` writes to it; in the text the reads come behind all writes.
   * - `noChange`: a port that is writing gives no new word: a call that writes does not read (put the read into the `else`), so that the register
   *   that takes the words keeps the last one.
   */
  readonly onCollision?: OnCollision | undefined;
  /** Most accesses a cycle; what a method could exceed is refused. Any number if left out. */
  readonly ports?: MemoryPorts | undefined;
}

/** The options of a memory that was made, with its words found. */
export interface MadeMemoryOptions {
  /** One value for all words, or a value a word from address 0; unknown where it is undefined. */
  readonly init?: unknown;
  readonly onCollision: OnCollision;
  readonly ports: MemoryPorts | undefined;
}

/**
 * An array of `depth` words. `read(a)` gives the content before the edge: in `propagate()` an asynchronous port, in
 * `update()`, assigned to a register, a synchronous port (read-first, unless `onCollision` says otherwise). `write` commits at the edge. Reset
 * never touches it.
 */
export class Memory<T extends HardwareType> {
  readonly type: T;
  readonly depth: number;
  readonly options: MadeMemoryOptions;
  owner: Module | undefined = undefined;
  key = "";
  store: MemoryStore;

  constructor(type: T, depth: number, options: MadeMemoryOptions) {
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
  readonly options: MadeMemoryOptions;
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
  const { onCollision = "readFirst", ports } = options;
  if (!collisions.includes(onCollision))
    fail("E-MEMORY-OPTION", {
      option: "onCollision",
      seen: String(onCollision),
      cure: collisions.join(", "),
    });
  if (ports !== undefined && (typeof ports !== "object" || ports === null))
    fail("E-MEMORY-OPTION", { option: "ports", seen: String(ports), cure: "{ read: 1, write: 1 }, say" });
  for (const [kind, count] of Object.entries(ports ?? {}))
    if (!portKinds.includes(kind) || (count !== undefined && !isCount(count)))
      fail("E-MEMORY-OPTION", {
        option: `ports.${kind}`,
        seen: String(count),
        cure: `whole numbers for ${portKinds.join(", ")}`,
      });
  const init = wordsOf(type as LeafType, depth, options.init);
  checkInit(type, depth, init, isWordSource(options.init));
  return new Memory(type, depth, { init, onCollision, ports });
}

const collisions: readonly string[] = ["readFirst", "writeFirst", "noChange"];
const portKinds: readonly string[] = ["read", "write", "readWrite"];

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

/** A table of its own: what the caller's array becomes later does not matter. */
function wordsOf(type: LeafType, depth: number, init: unknown): unknown {
  if (typeof init === "function")
    return Array.from({ length: depth }, (_, address) => (init as (address: number) => unknown)(address));
  if (typeof init !== "object" || init === null) return init;
  if (isWordSource(init)) return init.words(type, depth);
  if (!("length" in init) || !isCount(init.length))
    fail("E-VALUE", {
      target: "init of a memory",
      problem: `${Object.prototype.toString.call(init)} is no list of words`,
    });
  return Array.from(init as ArrayLike<unknown>);
}

export function isWordSource(value: unknown): value is WordSource {
  return typeof value === "object" && value !== null && "words" in value;
}

/** Only a file may leave words out in between. */
function checkInit(type: HardwareType, depth: number, init: unknown, mayLeaveOut: boolean): void {
  if (init === undefined) return;
  const words = Array.isArray(init) ? init : [init];
  if (words.length > depth)
    fail("E-VALUE", {
      target: "init of a memory",
      problem: `${words.length} words don't fit a depth of ${depth}`,
    });
  for (const [address, word] of words.entries()) {
    if (word === undefined && mayLeaveOut) continue;
    const problem = misfit(type, word);
    if (problem) fail("E-VALUE", { target: `init of a memory at ${address}`, problem });
  }
}

export function isMemory(value: unknown): value is AnyMemory {
  return typeof value === "object" && value !== null && memoryMark in value;
}
