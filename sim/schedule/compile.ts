import type { Module } from "../describe/index.ts";
import {
  bindModules,
  checkDrivers,
  checkPorts,
  checkRings,
  lintCrossings,
  lintSignals,
  withoutWaived,
} from "../check/index.ts";
import { type DeclarationPlaces, elaborate, fieldOf } from "../elaborate/index.ts";
import { type Diagnostic, SystoleError } from "../errors/index.ts";
import {
  createSourceCache,
  emptyShapes,
  lowerDesign,
  type LoweredShapes,
  type SourceCache,
} from "../lower/index.ts";
import type { Program } from "./program.ts";
import { type Schedule, schedule } from "./schedule.ts";

/** Compiles several designs, and reads each class only once. */
export interface Compiler {
  /** As `compile`. */
  readonly compile: (top: Module) => Program;
}

/** A compiler that remembers classes, for whoever builds the same design many times. */
export function createCompiler(): Compiler {
  const sources = createSourceCache();
  const shapes = emptyShapes();
  return {
    compile(top) {
      try {
        return takeThrough(top, sources, shapes);
      } finally {
        sources.close();
      }
    },
  };
}

/**
 * Takes a design through all stages that engines have in common: elaborate → lower → check → schedule.
 *
 * @throws SystoleError with all findings of the first stage that has any.
 */
export function compile(top: Module): Program {
  return createCompiler().compile(top);
}

function takeThrough(top: Module, sources: SourceCache, shapes: LoweredShapes): Program {
  const places = declarationPlaces(sources);
  const design = elaborate(top, places);
  const lowered = lowerDesign(design, sources, shapes);
  stopAtErrors(lowered.diagnostics);
  const bound = bindModules(design, lowered);
  const checked = [
    ...checkDrivers(design, bound, places),
    ...checkPorts(bound, places),
    ...checkRings(design, bound, places),
  ];
  stopAtErrors(checked);
  const lint = [
    ...lowered.diagnostics,
    ...lintSignals(design, bound, places),
    ...lintCrossings(design, bound, places),
  ];
  // Not every engine wants the methods of each instance.
  let scheduled: Schedule | undefined;
  const processes = (): Schedule => (scheduled ??= schedule(design.nets.length, bound));
  return {
    design,
    bound,
    codeOf: lowered.codeOf,
    outside: lowered.outside,
    get propagates() {
      return processes().propagates;
    },
    get updates() {
      return processes().updates;
    },
    warnings: withoutWaived(design, lint),
  };
}

function stopAtErrors(findings: readonly Diagnostic[]): void {
  const errors = findings.filter((finding) => finding.severity === "error");
  if (errors.length > 0) throw new SystoleError(errors);
}

/** Where fields are declared, found in the class's own syntax tree, or in that of the base which declares them. */
function declarationPlaces(sources: SourceCache): DeclarationPlaces {
  return (module, key) => {
    const field = fieldOf(key);
    for (
      let at: unknown = module.constructor;
      typeof at === "function" && at.prototype;
      at = Object.getPrototypeOf(at)
    ) {
      try {
        const source = sources.classSource(at);
        const place = field === "" ? source.place : source.fieldPlace(field);
        if (place) return [place];
      } catch (error) {
        // A class without source text has no places; what is wrong with it is reported where its methods are read.
        if (!(error instanceof SystoleError)) throw error;
        return [];
      }
    }
    return [];
  };
}
