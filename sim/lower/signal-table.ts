import type { AnyLeafSignal, AnyMemory } from "../describe/index.ts";
import type { MemoryIndex, MemoryUse, RelativePath, SignalIndex, SignalUse } from "./ir.ts";

/** The signals and memories that the methods of one module use, numbered in the order of first use. */
export class SignalTable {
  readonly uses: SignalUse[] = [];
  readonly memoryUses: MemoryUse[] = [];
  readonly #signals = new Map<AnyLeafSignal, SignalIndex>();
  readonly #memories = new Map<AnyMemory, MemoryIndex>();
  readonly #objects: AnyLeafSignal[] = [];
  readonly #roots: SignalIndex[] = [];
  readonly #nets = new Map<number, SignalIndex>();

  signal(signal: AnyLeafSignal, path: RelativePath): SignalIndex {
    const known = this.#signals.get(signal);
    if (known !== undefined) return known;
    const index = this.uses.length;
    this.#signals.set(signal, index);
    this.#objects.push(signal);
    if (signal.net >= 0 && !this.#nets.has(signal.net)) this.#nets.set(signal.net, index);
    this.#roots.push(this.#nets.get(signal.net) ?? index);
    const { range } = signal.options;
    this.uses.push({ path, type: signal.type, ...(range && { range }) });
    return index;
  }

  /** The first number that a signal of the same net got: connected signals are one, under whatever name a method uses them. */
  root(index: SignalIndex): SignalIndex {
    return this.#roots[index]!;
  }

  /** The signal behind an index, in the instance that is being lowered. */
  object(index: SignalIndex): AnyLeafSignal {
    return this.#objects[index]!;
  }

  memory(memory: AnyMemory, path: RelativePath): MemoryIndex {
    const known = this.#memories.get(memory);
    if (known !== undefined) return known;
    const index = this.memoryUses.length;
    this.#memories.set(memory, index);
    this.memoryUses.push({ path, type: memory.type, depth: memory.depth });
    return index;
  }
}
