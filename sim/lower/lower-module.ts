import { isDeepStrictEqual } from "node:util";
import type { Module } from "../describe/index.ts";
import { diagnose, type Diagnostic, SystoleError } from "../errors/index.ts";
import { classChain } from "./class-chain.ts";
import { type FieldBounds, Fields } from "./fields.ts";
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

/**
 * Lowers the methods of a module. Numbers in fields stay open as far as that does no harm: where the code is bound to one all the same,
 * or where not to know it leads to other findings, it is lowered again with that number.
 */
export function lowerModule(
  module: Module,
  sources: SourceCache,
  facts: NodeFacts,
  boundsOf: FieldBounds,
): LoweredModule {
  const lower = (fixed: ReadonlySet<string>) => lowerWith(module, sources, facts, boundsOf, fixed);
  let fixed: ReadonlySet<string> = new Set();
  for (;;) {
    const { lowered, fields } = lower(fixed);
    const mixed = fields.mixed([lowered.code.propagate, lowered.code.update]);
    if (mixed.length > 0) {
      fixed = new Set([...fixed, ...mixed]);
      continue;
    }
    if (lowered.diagnostics.length === 0 || fields.opened.length === 0) return lowered;
    const bound = lower(new Set([...fixed, ...fields.opened])).lowered;
    return isDeepStrictEqual(bound.diagnostics, lowered.diagnostics) ? lowered : bound;
  }
}

/** Lowers a module with the numbers in the `fixed` fields. */
function lowerWith(
  module: Module,
  sources: SourceCache,
  facts: NodeFacts,
  boundsOf: FieldBounds,
  fixed: ReadonlySet<string>,
): { readonly lowered: LoweredModule; readonly fields: Fields } {
  const table = new SignalTable();
  const guards = new Guards(module);
  const fields = new Fields(guards, boundsOf, fixed);
  const diagnostics: Diagnostic[] = [];
  const className = module.constructor.name;

  const lower = (method: MethodName): Body | undefined => {
    try {
      const source = methodSource(module, method, sources);
      if (!source) return undefined;
      const lowered = lowerMethod(module, method, source, { sources, table, guards, fields, facts });
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
    lowered: {
      code: {
        className,
        signals: table.uses,
        memories: table.memoryUses,
        fields: fields.uses,
        propagate,
        update,
      },
      guards,
      diagnostics: withoutRepeats(diagnostics),
    },
    fields,
  };
}

/** The method as the most derived class that has one declares it. */
function methodSource(module: Module, method: MethodName, sources: SourceCache): FunctionSource | undefined {
  for (const at of classChain(module)) {
    if (Object.hasOwn(at, method)) return sources.classSource(at.constructor).method(method);
  }
  return undefined;
}

/** # names can't be seen from outside, so no signal may hide behind one. */
export function privateNames(module: Module, sources: SourceCache): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const at of classChain(module)) {
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
