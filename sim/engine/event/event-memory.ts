import { and, fitValue, misfit, or, typeText } from "../../describe/index.ts";
import type { AnyMemory, LeafType, MemoryStore } from "../../describe/index.ts";
import { fail } from "../../errors/index.ts";
import type { MemoryAccess } from "../engine.ts";
import type { Kernel } from "./kernel.ts";
import { makeWords, type Words } from "./make-words.ts";
import { type MethodId, NOBODY } from "./method.ts";

/** The words of a memory. Writes wait for the edge; reads give the content before it. */
export class EventMemory implements MemoryStore, MemoryAccess {
  readonly memory: AnyMemory;
  readonly depth: number;
  /** Methods that run again when a word changes. */
  readonly readers: MethodId[] = [];
  /** The `update()` that may write; it runs again when somebody else has changed a word. */
  writer: MethodId = NOBODY;
  private readonly kernel: Kernel;
  private readonly words: Words;
  private readonly addresses: number[] = [];
  private readonly values: unknown[] = [];
  private readonly masks: (number | bigint | undefined)[] = [];
  private count = 0;

  constructor(kernel: Kernel, memory: AnyMemory, unknownWord: (() => unknown) | undefined) {
    this.kernel = kernel;
    this.memory = memory;
    this.depth = memory.depth;
    this.words = makeWords(memory.type, memory.depth);
    this.powerOn(unknownWord);
  }

  private powerOn(unknownWord: (() => unknown) | undefined): void {
    const { words, depth } = this;
    const { type, options } = this.memory;
    const init: unknown = options.init;
    if (init === undefined && !unknownWord) return;
    for (let a = 0; a < depth; a++) {
      const word: unknown = Array.isArray(init) ? init[a] : init;
      if (word !== undefined) words[a] = fitValue(type, word) as never;
      else if (unknownWord) words[a] = unknownWord() as never;
    }
  }

  read(address: number): unknown {
    if (address >>> 0 !== address || address >= this.depth) this.refuseAddress(address);
    if (this.count > 0 && this.memory.options.onCollision === "writeFirst") return this.written(address);
    return this.words[address];
  }

  /** The word with what the running `update()` has written to it. */
  private written(address: number): unknown {
    let word: unknown = this.words[address];
    for (let i = 0; i < this.count; i++) if (this.addresses[i] === address) word = this.after(word, i);
    return word;
  }

  /** What write i of this edge makes of a word. */
  private after(old: unknown, i: number): unknown {
    const mask = this.masks[i];
    return mask === undefined ? this.values[i] : merge(this.memory.type, old, this.values[i], mask);
  }

  write(address: number, value: unknown, mask: number | bigint | undefined): void {
    const { kernel, count } = this;
    if (kernel.current !== this.writer) this.refuseWriter();
    if (address >>> 0 !== address || address >= this.depth) this.refuseAddress(address);
    if (mask !== undefined && !hasBits(this.memory.type))
      fail(
        "E-MEMORY-MASK",
        { memory: this.memory.path, type: typeText(this.memory.type) },
        { path: this.memory.path },
      );
    if (count === 0) kernel.storing.push(this);
    this.addresses[count] = address;
    this.values[count] = fitValue(this.memory.type, value);
    this.masks[count] = mask;
    this.count = count + 1;
  }

  commit(): void {
    let changed = false;
    for (let i = 0; i < this.count; i++) {
      const address = this.addresses[i] as number;
      const old = this.words[address];
      const word = this.after(old, i);
      if (Object.is(old, word)) continue;
      this.words[address] = word as never;
      changed = true;
    }
    this.count = 0;
    if (changed) this.announce();
  }

  abandon(): void {
    this.count = 0;
  }

  peek(address: number): unknown {
    return this.read(address);
  }

  poke(address: number, value: unknown): void {
    const { path, type } = this.memory;
    if (address >>> 0 !== address || address >= this.depth) this.refuseAddress(address);
    const problem = misfit(type, value);
    if (problem) fail("E-VALUE", { target: `${path} at ${address}`, problem }, { path });
    this.words[address] = fitValue(type, value) as never;
    this.announce();
    if (this.writer !== NOBODY) this.kernel.markDirty(this.writer);
  }

  private announce(): void {
    for (const method of this.readers) this.kernel.markDirty(method);
  }

  private refuseAddress(address: number): never {
    const { path } = this.memory;
    const by = this.kernel.title(this.kernel.current);
    fail("E-ADDRESS", { memory: path, address: String(address), depth: this.depth, by }, { path });
  }

  private refuseWriter(): never {
    const { path } = this.memory;
    const by = this.kernel.title(this.kernel.current);
    const owner = this.writer === NOBODY ? undefined : this.kernel.title(this.writer);
    fail("E-MEMORY-PHASE", { memory: path, by, owner }, { path });
  }
}

/** Whether words of the type can be written under a mask. */
export function hasBits(type: LeafType): boolean {
  return type.kind !== "float" && type.kind !== "fixed" && type.kind !== "enumeration";
}

/** The bits of `value` where the mask is 1, those of `old` elsewhere. */
export function merge(type: LeafType, old: unknown, value: unknown, mask: number | bigint): unknown {
  const wide = typeof old === "bigint";
  const ones = (wide ? BigInt(mask) : Number(mask)) as never;
  const zeros = (wide ? ~BigInt(mask) : -1 - Number(mask)) as never;
  return fitValue(type, or(and(old as never, zeros), and(value as never, ones)));
}
