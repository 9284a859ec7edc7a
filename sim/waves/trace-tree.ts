import { type AnyLeafSignal, type AnyMemory, placeOf } from "../describe/index.ts";
import type { Design, Instance } from "../elaborate/index.ts";
import type { TraceScope } from "../trace/index.ts";
import { childScope, descend, type GrowingScope, growingScope } from "./growing-scope.ts";
import { traceType } from "./trace-type.ts";

/** A wire that is no signal of the design: a clock, a reset. */
export interface DomainWire {
  readonly name: string;
  /** Its number in records, outside the nets of the design. */
  readonly net: number;
  readonly read: () => unknown;
}

/** What a tree is read from. */
export interface TraceSource {
  readonly design: Design;
  /** The settled value of a net. */
  readonly read: (net: number) => unknown;
  /** A word of a memory, by its position in `design.memories`. */
  readonly readWord: (memory: number, address: number) => unknown;
  readonly domainWires: readonly DomainWire[];
}

/** Words of one memory that are drawn. */
export interface ShownWords {
  readonly memory: AnyMemory;
  readonly addresses: readonly number[];
}

export interface TraceTree {
  readonly root: TraceScope;
  /** Memory words by their nets: no engine lists them as changed, so they are compared at each record. */
  readonly words: ReadonlyMap<number, { readonly memory: number; readonly address: number }>;
}

/**
 * An elaborated design as the waves show it: modules, bundles and structs are scopes, registers are drawn as `reg` and all other signals
 * as `wire`, signals of one net share a number; the clock and the reset stand in front at the top, memory words in the scope of their module.
 */
export function traceTree(source: TraceSource, words: readonly ShownWords[] = []): TraceTree {
  const { design } = source;
  const shown = new Map(words.map((entry) => [entry.memory, entry.addresses]));
  const wordsByNet = new Map<number, { readonly memory: number; readonly address: number }>();
  let nextNet = Math.max(design.nets.length, ...source.domainWires.map((wire) => wire.net + 1));

  const addSignal = (into: GrowingScope, signal: AnyLeafSignal): void => {
    const { scope, name } = descend(into, signal.key);
    const isReg = signal.direction === "reg" || signal.direction === "outputReg";
    const { net } = signal;
    const type = traceType(signal.type);
    scope.variables.push({ name, type, storage: isReg ? "reg" : "wire", net, read: () => source.read(net) });
  };

  const addMemory = (into: GrowingScope, memory: AnyMemory): void => {
    const addresses = shown.get(memory);
    if (addresses === undefined) return;
    const { scope, name } = descend(into, memory.key);
    const index = design.memories.indexOf(memory);
    const type = traceType(memory.type);
    for (const address of addresses) {
      const net = nextNet++;
      wordsByNet.set(net, { memory: index, address });
      const read = (): unknown => source.readWord(index, address);
      scope.variables.push({ name: `${name}(${address})`, type, storage: "reg", net, read });
    }
  };

  const addInstance = (into: GrowingScope, instance: Instance): void => {
    for (const signal of instance.signals) addSignal(into, signal);
    for (const memory of instance.memories) addMemory(into, memory);
    for (const child of instance.children) {
      const { scope, name } = descend(into, placeOf(child.module).key);
      addInstance(childScope(scope, name), child);
    }
  };

  const root = growingScope(design.top.module.path);
  const taken = new Set(design.top.signals.map((signal) => signal.key));
  for (const { name, net, read } of source.domainWires) {
    const free = taken.has(name) ? `${name}_` : name;
    const type = { kind: "bits", width: 1, signed: false } as const;
    root.variables.push({ name: free, type, storage: "wire", net, read });
  }
  addInstance(root, design.top);
  return { root, words: wordsByNet };
}
