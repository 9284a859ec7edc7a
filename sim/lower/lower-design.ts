import { isBehavioural, type Module } from "../describe/index.ts";
import type { Design, Instance } from "../elaborate/index.ts";
import type { Diagnostic } from "../errors/index.ts";
import { type FieldBounds, fieldBounds, haveBounds } from "./fields.ts";
import type { ModuleCode } from "./ir.ts";
import { behaviouralCode } from "./behavioural-code.ts";
import { lowerModule, type LoweredModule, privateNames } from "./lower-module.ts";
import { NodeFacts } from "./method/names.ts";
import { distinct, type OutsideConstant } from "./outside-constant.ts";
import type { SourceCache } from "./source/index.ts";
import { unseeded } from "./unseeded.ts";

export interface LoweredDesign {
  readonly codeOf: (instance: Instance) => ModuleCode;
  /** The constants of the code that a program could still assign. */
  readonly outside: readonly OutsideConstant[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Shapes that were lowered so far, by class: designs that are compiled one after another share them. */
export interface LoweredShapes {
  readonly byClass: Map<Function, LoweredModule[]>;
  readonly facts: NodeFacts;
}

export function emptyShapes(): LoweredShapes {
  return { byClass: new Map(), facts: new NodeFacts() };
}

/** Lowers every class once a shape: an instance that shares all looked-up facts with an earlier one shares its code. */
export function lowerDesign(
  design: Design,
  sources: SourceCache,
  shapes: LoweredShapes = emptyShapes(),
): LoweredDesign {
  const codes: ModuleCode[] = [];
  const used = new Set<LoweredModule>();
  const looked = new Set<Function>();
  /** A class's shapes, without those whose constants are no longer what they were. */
  const usable = (constructor: Function): readonly LoweredModule[] | undefined => {
    const known = shapes.byClass.get(constructor);
    if (!known || looked.has(constructor)) return known;
    looked.add(constructor);
    const good = known.filter(({ guards }) => guards.holdOutside);
    shapes.byClass.set(constructor, good);
    return good;
  };
  const boundsOf = boundsByClass(design);
  const find = (module: Module): LoweredModule => {
    const known = usable(module.constructor);
    const bounds = boundsOf(module);
    if (known) {
      // Neighbours mostly have the same shape, so the last one is tried first.
      for (let i = known.length - 1; i >= 0; i--) {
        const match = known[i]!;
        if (match.guards.hold(module) && haveBounds(match.code.fields, bounds)) return match;
      }
    }
    const lowered = lowerModule(module, sources, shapes.facts, bounds);
    shapes.byClass.set(module.constructor, [...(known ?? []), lowered]);
    return lowered;
  };
  const behavioural = new Map<Function, readonly Diagnostic[]>();
  for (const instance of design.instances) {
    const { module } = instance;
    if (isBehavioural(module)) {
      const { code, diagnostics } = behaviouralCode(module, sources);
      codes.push(code);
      if (!behavioural.has(module.constructor))
        behavioural.set(module.constructor, [
          ...diagnostics,
          ...privateNames(module, sources),
          ...unseeded(module, sources),
        ]);
      continue;
    }
    const lowered = find(module);
    used.add(lowered);
    codes.push(lowered.code);
  }
  return {
    codeOf: (instance) => codes[instance.index] as ModuleCode,
    outside: distinct([...used].flatMap(({ guards }) => guards.outside)),
    diagnostics: [
      ...[...used].flatMap((lowered) => lowered.diagnostics),
      ...[...behavioural.values()].flat(),
    ],
  };
}

/** The bounds of the fields of all instances that are of a module's class. */
function boundsByClass({ instances }: Design): (module: Module) => FieldBounds {
  const modules = new Map<Function, Module[]>();
  for (const { module } of instances) {
    const list = modules.get(module.constructor);
    if (list) list.push(module);
    else modules.set(module.constructor, [module]);
  }
  const known = new Map<Function, FieldBounds>();
  return ({ constructor }) => {
    const bounds = known.get(constructor) ?? fieldBounds(modules.get(constructor) ?? []);
    known.set(constructor, bounds);
    return bounds;
  };
}
