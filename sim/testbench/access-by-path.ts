import { type AnyLeafSignal, type AnyMemory, misfit, type WordSource } from "../describe/index.ts";
import { isRegister } from "../engine/event/roles.ts";
import type { Engine, MemoryAccess } from "../engine/engine.ts";
import { fail } from "../errors/index.ts";
import type { Deed } from "../snapshot/index.ts";
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
  private readonly perform: (deed: Deed) => void;

  constructor(engine: Engine, lookup: Lookup, perform: (deed: Deed) => void) {
    this.engine = engine;
    this.lookup = lookup;
    this.perform = perform;
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
    if (word) this.store(word.memory, [value], word.address);
    else this.pokeRegister(path, value);
  }

  private pokeRegister(path: string, value: unknown): void {
    const signal = this.lookup.signal(path);
    const { root } = this.engine.program.design.nets[signal.net] as { root: AnyLeafSignal };
    if (!isRegister(root)) fail("E-TB-POKE", { signal: path, direction: root.direction }, { path });
    this.perform({ kind: "poke", net: signal.net, value: checked(signal, value) });
  }

  /** Refuses all if one does not fit, so that a memory is never loaded in part. */
  private store(memory: number, words: ArrayLike<unknown>, at: number): void {
    const access = this.engine.memory(memory);
    const { type, path } = this.engine.program.design.memories[memory] as AnyMemory;
    if (!Number.isInteger(words.length))
      fail("E-VALUE", { target: path, problem: `${String(words)} is no list of words` }, { path });
    if (words.length === 0) return;
    for (const address of [at, at + words.length - 1]) access.peek(address);
    for (let i = 0; i < words.length; i++) {
      const problem = misfit(type, words[i]);
      if (problem) fail("E-VALUE", { target: `${path} at ${at + i}`, problem }, { path });
    }
    this.perform({ kind: "words", memory, at, words });
  }

  memory(path: string): MemoryHandle {
    const index = this.lookup.memory(path);
    const access = this.engine.memory(index);
    const { type } = this.engine.program.design.memories[index] as AnyMemory;
    return {
      depth: access.depth,
      peek: (address) => access.peek(address),
      poke: (address, value) => this.store(index, [value], address),
      load: (words, at = 0) => {
        // Before a file is asked for the words from there on.
        access.peek(at);
        const list =
          typeof words === "object" && "words" in words ? words.words(type, access.depth - at) : words;
        this.store(index, list, at);
      },
    };
  }
}
