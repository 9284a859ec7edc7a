import { type AnyLeafSignal, type AnyMemory, misfit, type WordSource } from "../describe/index.ts";
import { isRegister } from "../engine/event/roles.ts";
import type { Engine, MemoryAccess } from "../engine/engine.ts";
import { fail } from "../errors/index.ts";
import { checked } from "./checked-value.ts";
import type { Lookup } from "./lookup.ts";

/** Words to be loaded, from the first address on: a list, or a file (`hexFile`, `binaryFile`). */
export type Words = ArrayLike<unknown> | WordSource;

/** A memory as testbenches see it. */
export interface MemoryHandle extends MemoryAccess {
  /** Sets words from an address on. Errors: E-ADDRESS, E-VALUE, E-MEMORY-FILE. */
  load(words: Words, at?: number): void;
}

/** Signals and memories by their paths; what is changed is settled at once. */
export class AccessByPath {
  private readonly engine: Engine;
  private readonly lookup: Lookup;
  private readonly settle: () => void;

  constructor(engine: Engine, lookup: Lookup, settle: () => void) {
    this.engine = engine;
    this.lookup = lookup;
    this.settle = settle;
  }

  /** The settled value of a signal or of a memory's word (`top.bank[17]`). Errors: E-TB-PATH, E-ADDRESS. */
  peek(path: string): unknown {
    const word = this.lookup.word(path);
    if (word) return this.engine.memory(word.memory).peek(word.address);
    return this.engine.read(this.lookup.signal(path).net);
  }

  /** Sets a register or a memory's word. Errors: E-TB-PATH, E-TB-POKE, E-VALUE, E-ADDRESS. */
  poke(path: string, value: unknown): void {
    const word = this.lookup.word(path);
    if (word) this.engine.memory(word.memory).poke(word.address, value);
    else this.pokeRegister(path, value);
    this.settle();
  }

  private pokeRegister(path: string, value: unknown): void {
    const signal = this.lookup.signal(path);
    const { root } = this.engine.program.design.nets[signal.net] as { root: AnyLeafSignal };
    if (!isRegister(root)) fail("E-TB-POKE", { signal: path, direction: root.direction }, { path });
    this.engine.poke(signal.net, checked(signal, value));
  }

  memory(path: string): MemoryHandle {
    const index = this.lookup.memory(path);
    const access = this.engine.memory(index);
    const { type, path: name } = this.engine.program.design.memories[index] as AnyMemory;
    /** Refuses all if one does not fit, so that a memory is never loaded in part. */
    const check = (list: ArrayLike<unknown>, at: number): void => {
      if (list.length > 0) access.peek(at + list.length - 1);
      for (let i = 0; i < list.length; i++) {
        const problem = misfit(type, list[i]);
        if (problem) fail("E-VALUE", { target: `${name} at ${at + i}`, problem }, { path: name });
      }
    };
    return {
      depth: access.depth,
      peek: (address) => access.peek(address),
      poke: (address, value) => {
        access.poke(address, value);
        this.settle();
      },
      load: (words, at = 0) => {
        const list = "words" in words ? words.words(type, access.depth - at) : words;
        check(list, at);
        for (let i = 0; i < list.length; i++) access.poke(at + i, list[i]);
        this.settle();
      },
    };
  }
}
