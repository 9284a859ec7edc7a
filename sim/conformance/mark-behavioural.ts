import type { Program } from "../schedule/program.ts";

/**
 * Marks classes of a compiled design as behavioural, with the `static comb` that lowering has found: each legal module is a legal behavioural one,
 * and must do the same. Builds of the design that are made until the marks are taken off are such. Gives how many it has marked, and what
 * takes the marks off.
 *
 * A class whose `propagate()` reads more than its outputs depend on (assertions) stays as it is: `static comb` can't say that.
 */
export function markBehavioural(
  { bound }: Program,
  pick: (className: string) => boolean,
): { readonly marked: number; readonly unmark: () => void } {
  const combs = new Map<Function, Map<string, Set<string>> | undefined>();
  for (const { instance, code, signals } of bound) {
    const { module } = instance;
    const { constructor } = module;
    if (!pick(constructor.name) || Object.hasOwn(constructor, "behavioural")) continue;
    const nameOf = (index: number) => signals[index]!.path.slice(module.path.length + 1);
    const comb = combs.has(constructor) ? combs.get(constructor) : new Map<string, Set<string>>();
    const { dependences, reads = [], writes = [] } = code.propagate ?? {};
    for (const write of writes) {
      const sources = comb?.get(nameOf(write)) ?? new Set();
      for (const source of dependences?.get(write)?.signals ?? []) sources.add(nameOf(source));
      comb?.set(nameOf(write), sources);
    }
    const covered = new Set([...(dependences?.values() ?? [])].flatMap((from) => [...from.signals]));
    const isCovered = reads.every((read) => covered.has(read));
    combs.set(constructor, isCovered ? comb : undefined);
  }
  const marked = [...combs].filter(([, comb]) => comb !== undefined);
  for (const [constructor, comb] of marked)
    Object.assign(constructor, {
      behavioural: true,
      comb: Object.fromEntries([...comb!].map(([target, sources]) => [target, [...sources]])),
    });
  return {
    marked: marked.length,
    unmark() {
      for (const [constructor] of marked) {
        Reflect.deleteProperty(constructor, "behavioural");
        Reflect.deleteProperty(constructor, "comb");
      }
    },
  };
}
