import type { Design } from "../elaborate/index.ts";
import { fieldOf } from "../elaborate/index.ts";
import type { Diagnostic } from "../errors/index.ts";

/** `static readonly waive = { "W-WRAP": ["count"], "W-TRUTHY": ["*"] }` of a class. */
interface Waiving {
  readonly waive?: Readonly<Record<string, readonly string[]>>;
}

/** Leaves out the warnings that the class of their module, or a base of it, waives by the name of the field, or by `*`. */
export function withoutWaived(design: Design, findings: readonly Diagnostic[]): readonly Diagnostic[] {
  if (findings.length === 0) return findings;
  const modules = new Map(design.instances.map(({ module }) => [module.path, module]));
  return findings.filter(({ code, path = "" }) => {
    // The longest path of a module is the owner's; what is behind it names the field.
    for (let cut = path.length; cut > 0; cut = path.lastIndexOf(".", cut - 1)) {
      const module = modules.get(path.slice(0, cut));
      if (module) return !isWaived(module.constructor, code, fieldOf(path.slice(cut + 1)));
    }
    return true;
  });
}

function isWaived(constructor: unknown, code: string, field: string): boolean {
  for (let at = constructor; typeof at === "function"; at = Object.getPrototypeOf(at) as unknown) {
    const waived = (at as Waiving).waive?.[code];
    if (waived?.includes("*") || waived?.includes(field)) return true;
  }
  return false;
}
