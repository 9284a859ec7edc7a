import type { AnyLeafSignal } from "../describe/index.ts";
import type { Design } from "../elaborate/design.ts";
import { fail } from "../errors/index.ts";

/** Finds signals and memories by path. */
export interface Lookup {
  signal(path: string): AnyLeafSignal;
  /** Position in `design.memories`. */
  memory(path: string): number;
}

/** The tables are made when they are first needed. Errors of both: E-TB-PATH. */
export function createLookup(design: Design): Lookup {
  let signals: Map<string, AnyLeafSignal> | undefined;
  let memories: Map<string, number> | undefined;
  const top = design.top.module.path;
  const find = <T>(table: Map<string, T>, path: string, kind: string): T => {
    const found = table.get(path) ?? table.get(`${top}.${path}`);
    if (found === undefined) fail("E-TB-PATH", { path, kind, example: table.keys().next().value });
    return found;
  };
  return {
    signal(path) {
      signals ??= new Map(
        design.instances.flatMap(({ signals: own }) => own.map((signal) => [signal.path, signal])),
      );
      return find(signals, path, "signal");
    },
    memory(path) {
      memories ??= new Map(design.memories.map((memory, index) => [memory.path, index]));
      return find(memories, path, "memory");
    },
  };
}
