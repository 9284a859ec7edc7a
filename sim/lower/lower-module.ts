import { isModuleBase, type Module } from "../describe/index.ts";
import { diagnose, type Diagnostic, SystoleError } from "../errors/index.ts";
import { Guards } from "./guards.ts";
import type { Body, ModuleCode } from "./ir.ts";
import { lowerMethod } from "./method/lower-method.ts";
import type { MethodName } from "./method/context.ts";
import type { NodeFacts } from "./method/names.ts";
import { SignalTable } from "./signal-table.ts";
import type { FunctionSource, SourceCache } from "./source/index.ts";

/** The code of one class for one shape, and the facts that an instance must share to use it. */
export interface LoweredModule {
  readonly code: ModuleCode;
  readonly guards: Guards;
  readonly diagnostics: readonly Diagnostic[];
}

/** Lowers the methods of a module. */
export function lowerModule(module: Module, sources: SourceCache, facts: NodeFacts): LoweredModule {
  const table = new SignalTable();
  const guards = new Guards(module);
  const diagnostics: Diagnostic[] = [];
  const className = module.constructor.name;

  const lower = (method: MethodName): Body | undefined => {
    try {
      const source = methodSource(module, method, sources);
      if (!source) return undefined;
      const lowered = lowerMethod(module, method, source, { sources, table, guards, facts });
      diagnostics.push(...lowered.diagnostics);
      return lowered.body;
    } catch (error) {
      if (!(error instanceof SystoleError)) throw error;
      diagnostics.push(
        ...error.diagnostics.map((finding) => ({ ...finding, path: finding.path ?? module.path })),
      );
      return undefined;
    }
  };

  const propagate = lower("propagate");
  const update = lower("update");
  diagnostics.push(...privateNames(module, sources));
  return {
    code: { className, signals: table.uses, memories: table.memoryUses, propagate, update },
    guards,
    diagnostics: withoutRepeats(diagnostics),
  };
}

/** The method as the most derived class that has one declares it. */
function methodSource(module: Module, method: MethodName, sources: SourceCache): FunctionSource | undefined {
  for (
    let at = Object.getPrototypeOf(module) as object;
    !isModuleBase(at);
    at = Object.getPrototypeOf(at) as object
  ) {
    if (Object.hasOwn(at, method)) return sources.classSource(at.constructor).method(method);
  }
  return undefined;
}

/** # names can't be seen from outside, so no signal may hide behind one. */
export function privateNames(module: Module, sources: SourceCache): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (
    let at = Object.getPrototypeOf(module) as object;
    !isModuleBase(at);
    at = Object.getPrototypeOf(at) as object
  ) {
    const source = sources.classSource(at.constructor);
    for (const { name, place } of source.privateNames)
      found.push(
        diagnose(
          "E-PRIVATE",
          { name, className: source.name },
          { path: module.path, places: place ? [place] : [] },
        ),
      );
  }
  return found;
}

/** Unrolled loops meet one mistake several times. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((finding) => {
    const place = finding.places?.[0];
    const key = `${finding.code} ${place ? `${place.file}:${place.line}:${place.column}` : finding.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
