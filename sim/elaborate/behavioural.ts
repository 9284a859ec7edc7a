import { isBehavioural, marksOf } from "../describe/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import type { DeclarationPlaces } from "./declaration-places.ts";
import type { Instance } from "./design.ts";
import { hiddenState } from "./hidden-state.ts";

/** What only behavioural modules may have, in others; what these may not have (E-HIDDEN-STATE). */
export function checkBehavioural(
  instances: readonly Instance[],
  places: DeclarationPlaces,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const instance of instances)
    found.push(...(isBehavioural(instance.module) ? hidden(instance, places) : misplaced(instance, places)));
  return found;
}

function hidden({ module }: Instance, places: DeclarationPlaces): readonly Diagnostic[] {
  return Object.entries(module).flatMap(([key, value]) => {
    const found = hiddenState(value);
    if (!found) return [];
    const field = `${module.path}.${key}${found.at}`;
    return [
      diagnose("E-HIDDEN-STATE", { field, holds: found.holds }, { path: field, places: places(module, key) }),
    ];
  });
}

const cure = "mark the class with `static readonly behavioural = true`, or use registers and memories";

function misplaced({ module, states }: Instance, places: DeclarationPlaces): readonly Diagnostic[] {
  const className = module.constructor.name;
  const found = states.map(({ key, path }) => {
    const facts = { className, problem: `is not behavioural, and its ${key} is a state()`, cure };
    return diagnose("E-BEHAVIOURAL", facts, { path, places: places(module, key) });
  });
  if (!marksOf(module).comb) return found;
  const facts = {
    className,
    problem: "has `static comb` and is not behavioural: what its propagate() drives is read from its source",
    cure: "mark the class with `static readonly behavioural = true`, or remove `static comb`",
  };
  return [...found, diagnose("E-BEHAVIOURAL", facts, { path: module.path, places: places(module, "") })];
}
