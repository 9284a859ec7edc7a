import {
  type AnyLeafSignal,
  type AnyMemory,
  type AnyState,
  isWordSource,
  misfit,
  type WordSource,
} from "../describe/index.ts";
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
  private readonly perform: (deeds: readonly Deed[]) => void;

  constructor(engine: Engine, lookup: Lookup, perform: (deeds: readonly Deed[]) => void) {
    this.engine = engine;
    this.lookup = lookup;
    this.perform = perform;
  }

  /**
   * The settled value of a signal, of a memory's word (`top.bank[17]`) or of a state; with an address, the word of a memory there, with two, the words from
   * the first to the last. Errors: E-TB-PATH, E-ADDRESS.
   */
  peek(path: string, at?: number | readonly [first: number, last: number]): unknown {
    if (at !== undefined) return this.peekWords(this.engine.memory(this.lookup.memory(path)), at);
    const word = this.lookup.word(path);
    if (word) return this.engine.memory(word.memory).peek(word.address);
    const state = this.lookup.state(path);
    if (state !== undefined) return this.engine.state(state).peek();
    return this.engine.read(this.lookup.signal(path).net);
  }

  private peekWords(access: MemoryAccess, at: number | readonly [number, number]): unknown {
    if (typeof at === "number") return access.peek(at);
    const [first, last] = at;
    // Both ends, so that no range is cut off in silence.
    for (const address of at) access.peek(address);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => access.peek(first + i));
  }

  /** Sets a register, a memory's word or a state. Errors: E-TB-PATH, E-TB-POKE, E-VALUE, E-ADDRESS, E-STATE. */
  poke(path: string, value: unknown): void {
    const word = this.lookup.word(path);
    if (word) return this.store(word.memory, [value], word.address);
    const state = this.lookup.state(path);
    if (state === undefined) this.pokeRegister(path, value);
    else this.pokeState(state, value);
  }

  private pokeState(index: number, value: unknown): void {
    const { data, path } = this.engine.program.design.states[index] as AnyState;
    const problem = data.problemOf(value);
    if (problem) fail("E-STATE", { state: path, problem }, { path });
    this.perform([{ kind: "state", state: index, value }]);
  }

  private pokeRegister(path: string, value: unknown): void {
    const signal = this.lookup.signal(path);
    const { root } = this.engine.program.design.nets[signal.net] as { root: AnyLeafSignal };
    if (!isRegister(root)) fail("E-TB-POKE", { signal: path, direction: root.direction }, { path });
    this.perform([{ kind: "poke", net: signal.net, value: checked(signal, value, root) }]);
  }

  /** Refuses all if one does not fit, so that a memory is never loaded in part. What a file leaves out (undefined) is left alone. */
  private store(memory: number, words: ArrayLike<unknown>, at: number, mayLeaveOut = false): void {
    const access = this.engine.memory(memory);
    const { type, path } = this.engine.program.design.memories[memory] as AnyMemory;
    if (!Number.isInteger(words.length))
      fail("E-VALUE", { target: path, problem: `${String(words)} is no list of words` }, { path });
    if (words.length === 0) return;
    for (const address of [at, at + words.length - 1]) access.peek(address);
    const deeds: Deed[] = [];
    let run: unknown[] = [];
    for (let i = 0; i < words.length; i++) {
      if (words[i] === undefined && mayLeaveOut) {
        run = [];
        continue;
      }
      const problem = misfit(type, words[i]);
      if (problem) fail("E-VALUE", { target: `${path} at ${at + i}`, problem }, { path });
      if (run.length === 0) deeds.push({ kind: "words", memory, at: at + i, words: run });
      run.push(words[i]);
    }
    this.perform(deeds);
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
        if (isWordSource(words)) this.store(index, words.words(type, access.depth - at), at, true);
        else this.store(index, words, at);
      },
    };
  }
}
