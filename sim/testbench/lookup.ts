import type { AnyLeafSignal } from "../describe/index.ts";
import type { Design } from "../elaborate/design.ts";
import { fail } from "../errors/index.ts";
import { closestPath } from "../trace/index.ts";

/** Finds signals and memories by path. */
export interface Lookup {
  signal(path: string): AnyLeafSignal;
  /** Position in `design.memories`. */
  memory(path: string): number;
  /** A word of a memory by the memory's path and an address, `top.bank[17]`; undefined where the path is none. */
  word(path: string): { readonly memory: number; readonly address: number } | undefined;
  /** Position in `design.states`; undefined where the path is none of a state. */
  state(path: string): number | undefined;
}

/** The tables are made when they are first needed. Errors of both: E-TB-PATH. */
export function createLookup(design: Design): Lookup {
  let signals: Map<string, AnyLeafSignal> | undefined;
  let memories: Map<string, number> | undefined;
  const top = design.top.module.path;
  const find = <T>(table: Map<string, T>, path: string, kind: string, more: readonly string[] = []): T => {
    const found = table.get(path) ?? table.get(`${top}.${path}`);
    if (found !== undefined) return found;
    const known = [...table.keys(), ...more];
    const whole = path.startsWith(`${top}.`) ? path : `${top}.${path}`;
    return fail("E-TB-PATH", { path, kind, example: closestPath(whole, known) ?? known[0] });
  };
  const memoryTable = () =>
    (memories ??= new Map(design.memories.map((memory, index) => [memory.path, index])));
  return {
    signal(path) {
      signals ??= new Map(
        design.instances.flatMap(({ signals: own }) => own.map((signal) => [signal.path, signal])),
      );
      const words = [...memoryTable().keys()].map((memory) => `${memory}[0]`);
      return find(signals, path, words.length > 0 ? "signal or word" : "signal", words);
    },
    memory: (path) => find(memoryTable(), path, "memory"),
    state(path) {
      const index = design.states.findIndex(
        (state) => state.path === path || state.path === `${top}.${path}`,
      );
      return index < 0 ? undefined : index;
    },
    word(path) {
      const [, memory, address] = /^(.*)\[(\d+)\]$/.exec(path) ?? [];
      if (memory === undefined) return undefined;
      const index = memoryTable().get(memory) ?? memoryTable().get(`${top}.${memory}`);
      return index === undefined ? undefined : { memory: index, address: Number(address) };
    },
  };
}
