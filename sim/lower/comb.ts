import { type AnyLeafSignal, marksOf, type Module } from "../describe/index.ts";

/** What a `static comb` says, as signals, and what is wrong with it. */
export interface Comb {
  /** For each signal that `propagate()` drives those that it may depend on. */
  readonly comb: ReadonlyMap<AnyLeafSignal, ReadonlySet<AnyLeafSignal>>;
  readonly problems: readonly { readonly name: string; readonly problem: string }[];
}

/**
 * Finds the signals that the names of `static comb` mean: of the module (`ready`, `in.ready`, `lane[3]`) or of a direct child
 * (`queue.out.valid`). A bundle, array, vec or struct stands for all of its signals that fit the place.
 */
export function combOf(module: Module, reachable: readonly AnyLeafSignal[]): Comb {
  const comb = new Map<AnyLeafSignal, Set<AnyLeafSignal>>();
  const problems: { name: string; problem: string }[] = [];
  const prefix = module.path.length + 1;
  const names = new Map(reachable.map((signal) => [signal, signal.path.slice(prefix)]));
  const find = (name: string, fits: (signal: AnyLeafSignal) => boolean, wanted: string): AnyLeafSignal[] => {
    const named = reachable.filter((signal) => isPartOf(names.get(signal) as string, name));
    const found = named.filter(fits);
    if (named.length === 0) problems.push({ name, problem: "names nothing in it" });
    else if (found.length === 0) problems.push({ name, problem: `is no ${wanted}` });
    return found;
  };
  for (const [target, sources] of Object.entries(marksOf(module).comb ?? {})) {
    const driven = find(target, (signal) => isDrivable(signal, module), "output, wire or input of a child");
    const read = sources.flatMap((name) =>
      find(name, (signal) => isReadable(signal, module), "signal that the module can read"),
    );
    for (const signal of driven) comb.set(signal, new Set([...(comb.get(signal) ?? []), ...read]));
  }
  return { comb, problems };
}

function isPartOf(path: string, name: string): boolean {
  return path.startsWith(name) && (path.length === name.length || /[.[]/.test(path[name.length] as string));
}

function isDrivable({ owner, direction }: AnyLeafSignal, module: Module): boolean {
  return owner === module ? direction === "output" || direction === "wire" : direction === "input";
}

function isReadable({ owner, direction }: AnyLeafSignal, module: Module): boolean {
  return owner === module || direction === "output" || direction === "outputReg";
}
