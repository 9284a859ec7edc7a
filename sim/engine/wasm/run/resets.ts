import { fitValue, type Module } from "../../../describe/index.ts";
import type { Design } from "../../../elaborate/design.ts";
import { isRegister } from "../../event/roles.ts";
import type { Storage } from "./storage.ts";

/** What resets the registers of one domain. */
export interface DomainReset {
  /** The signal that gives the reset, with the value at which it resets. */
  readonly by: { readonly net: number; readonly active: 0 | 1; readonly isAsync: boolean } | undefined;
  /** Whether the testbench holds it; only where no signal gives it. */
  held: boolean;
  /** Gives the registers their `init`, except forced ones; tells whether one of them had another value. */
  apply(storage: Storage, forced: { has(net: number): boolean }): boolean;
}

/** The resets of the domains, by their index. */
export function domainResets({ domains, nets, instances }: Design): readonly DomainReset[] {
  const find = (): readonly { readonly net: number; readonly init: unknown }[][] => {
    const domainOf = new Map<Module | undefined, number>(
      instances.map(({ module, domain }) => [module, domain]),
    );
    const found = domains.map((): { net: number; init: unknown }[] => []);
    for (const { index, root } of nets) {
      if (!isRegister(root) || root.options.init === undefined) continue;
      const domain = domainOf.get(root.owner) ?? 0;
      if (domains[domain]!.reset)
        found[domain]!.push({ net: index, init: fitValue(root.type, root.options.init) });
    }
    return found;
  };
  // Many designs are never reset.
  let resettable: ReturnType<typeof find> | undefined;
  return domains.map(({ index, reset }): DomainReset => ({
    by: reset?.by && {
      net: reset.by.net,
      active: reset.active === "low" ? 0 : 1,
      isAsync: reset.kind === "async",
    },
    held: false,
    apply(storage, forced) {
      resettable ??= find();
      let changed = false;
      for (const { net, init } of resettable[index]!) {
        if (forced.has(net) || Object.is(storage.read(net), init)) continue;
        storage.write(net, init);
        changed = true;
      }
      return changed;
    },
  }));
}
