import type { Module } from "../describe/index.ts";
import type { Design, Instance } from "../elaborate/index.ts";
import type { Diagnostic } from "../errors/index.ts";
import type { ModuleCode } from "./ir.ts";
import { lowerModule, type LoweredModule } from "./lower-module.ts";
import type { SourceCache } from "./source/index.ts";

export interface LoweredDesign {
  readonly codeOf: (instance: Instance) => ModuleCode;
  readonly diagnostics: readonly Diagnostic[];
}

/** Lowers every class once a shape: an instance that shares all looked-up facts with an earlier one shares its code. */
export function lowerDesign(design: Design, sources: SourceCache): LoweredDesign {
  const shapes = new Map<Function, LoweredModule[]>();
  const codes: ModuleCode[] = [];
  const diagnostics: Diagnostic[] = [];
  const find = (module: Module): LoweredModule => {
    const known = shapes.get(module.constructor) ?? [];
    // Neighbours mostly have the same shape, so the last one is tried first.
    const match = known.findLast((shape) => shape.guards.hold(module));
    if (match) return match;
    const lowered = lowerModule(module, sources);
    shapes.set(module.constructor, [...known, lowered]);
    diagnostics.push(...lowered.diagnostics);
    return lowered;
  };
  for (const instance of design.instances) codes.push(find(instance.module).code);
  return { codeOf: (instance) => codes[instance.index] as ModuleCode, diagnostics };
}
