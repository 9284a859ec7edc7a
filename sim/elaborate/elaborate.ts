import { isBehavioural, type Module, placeOf } from "../describe/index.ts";
import { type Diagnostic, fail, SystoleError } from "../errors/index.ts";
import { checkBehavioural } from "./behavioural.ts";
import { type DeclarationPlaces, noPlaces } from "./declaration-places.ts";
import type { Design } from "./design.ts";
import { assignDomains } from "./domains.ts";
import { resolveLinks } from "./links.ts";
import { buildNets } from "./nets.ts";
import { resolveBlackbox } from "./resolve-blackbox.ts";
import { type GrowingInstance, walk } from "./walk.ts";

/**
 * Finds the hierarchy below `top`, names everything in it and joins connected signals to nets.
 *
 * A module object can be elaborated once; make a new one for each simulation.
 *
 * @throws SystoleError with all findings: E-ALIAS, E-UNHELD, E-HIERARCHY, E-CONNECT-DIRECTION, E-DRIVERS, E-RING, E-ELABORATED,
 * E-DOMAIN-TWICE, E-DOMAIN-RESETS, E-DOMAIN-RESET, E-BEHAVIOURAL,
 * E-HIDDEN-STATE, E-BLACKBOX.
 */
export function elaborate(top: Module, places: DeclarationPlaces = noPlaces): Design {
  const at = placeOf(top);
  if (at.parent !== undefined || at.key !== "") fail("E-ELABORATED", { path: top.path }, { path: top.path });
  at.key = top.path;
  const { top: root, instances, diagnostics } = walk(top, places);
  const links = resolveLinks(instances, places);
  const built = buildNets(links);
  const { diagnostics: misclocked, ...clocking } = assignDomains(instances, places);
  const misused = checkBehavioural(instances, places);
  const unlike = resolveBlackboxes(instances, places);
  const findings = [
    ...diagnostics,
    ...misused,
    ...unlike,
    ...links.diagnostics,
    ...built.diagnostics,
    ...misclocked,
  ];
  if (findings.length > 0) throw new SystoleError(findings);
  return {
    top: root,
    instances,
    nets: built.nets,
    memories: instances.flatMap((instance) => instance.memories),
    states: instances.flatMap((instance) => instance.states),
    behavioural: instances.filter(({ module }) => isBehavioural(module)),
    ...clocking,
  };
}

/** What many instances of a class have in common is said once. */
function resolveBlackboxes(
  instances: readonly GrowingInstance[],
  places: DeclarationPlaces,
): readonly Diagnostic[] {
  const found = new Map<string, Diagnostic>();
  for (const instance of instances) {
    const { blackbox, diagnostics } = resolveBlackbox(instance, places);
    instance.blackbox = blackbox;
    for (const each of diagnostics) if (!found.has(each.message)) found.set(each.message, each);
  }
  return [...found.values()];
}
