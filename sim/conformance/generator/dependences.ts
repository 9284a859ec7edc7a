/** Which signal depends on which without a register between them; kept free of rings by its users. */
export interface Dependences {
  readonly add: (target: string, sources: Iterable<string>) => void;
  /** Whether `node` is `target` or depends on it. */
  readonly reaches: (node: string, target: string) => boolean;
}

export function createDependences(): Dependences {
  const direct = new Map<string, Set<string>>();
  const reaches = (node: string, target: string): boolean => {
    const seen = new Set([node]);
    for (const at of seen) {
      if (at === target) return true;
      for (const source of direct.get(at) ?? []) seen.add(source);
    }
    return false;
  };
  return {
    add: (target, sources) => {
      const known = direct.get(target) ?? new Set();
      direct.set(target, known);
      for (const source of sources) known.add(source);
    },
    reaches,
  };
}
