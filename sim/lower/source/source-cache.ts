import { SystoleError } from "../../errors/index.ts";
import { type ClassSource, createClassSource, createPlainSource } from "./class-source.ts";
import type { FunctionSource } from "./function-source.ts";
import { type Inspector, openInspector } from "./inspector.ts";
import type { Surroundings } from "./resolution.ts";
import { offsetOfText } from "./script.ts";
import { createScripts } from "./scripts.ts";
import type { SourceContext } from "./source-context.ts";

/** The sources of classes and functions, by object, each read once. */
export interface SourceCache {
  /** Fails with E-SOURCE-NATIVE, E-SOURCE-PARSE or E-INSTRUMENTED. */
  classSource(constructorFunction: Function): ClassSource;
  /** Fails with E-SOURCE-NATIVE, E-SOURCE-PARSE or E-INSTRUMENTED. */
  functionSource(fn: Function): FunctionSource;
  /** Ends the session with the inspector; what is known stays, and a later question opens it again. */
  close(): void;
}

export interface SourceCacheOptions {
  /** False does without V8's inspector, as in a browser: `static uses` then names what methods use. */
  readonly inspector?: boolean;
}

export function createSourceCache(options: SourceCacheOptions = {}): SourceCache {
  const classes = new WeakMap<Function, ClassSource>();
  const functions = new WeakMap<Function, FunctionSource>();
  const surroundings = new WeakMap<Function, Surroundings>();
  let inspector: Inspector | undefined;
  let isMissing = options.inspector === false;

  const opened = (): Inspector | undefined => {
    if (isMissing) return undefined;
    inspector ??= openInspector();
    isMissing = inspector === undefined;
    return inspector;
  };
  const scripts = createScripts(opened);

  const surroundingsOf = (fn: Function): Surroundings | undefined => {
    const known = surroundings.get(fn);
    if (known) return known;
    const inspected = opened()?.inspect(fn);
    if (!inspected) return undefined;
    const { script, location } = inspected;
    const text = Function.prototype.toString.call(fn);
    const found = { inspected, offset: script && location && offsetOfText(script, text, location) };
    surroundings.set(fn, found);
    return found;
  };

  const context: SourceContext = {
    scripts,
    surroundings: surroundingsOf,
    forget(fn) {
      surroundings.delete(fn);
    },
    place(fn, offset, name) {
      const at = surroundingsOf(fn);
      if (!at?.inspected.script || at.offset === undefined) return undefined;
      const places = scripts.places(at.inspected.script);
      return name === undefined
        ? places.placeAt(at.offset + offset)
        : places.placeOfName(at.offset + offset, name);
    },
    tryFunctionSource(fn) {
      try {
        return cache.functionSource(fn);
      } catch (error) {
        if (error instanceof SystoleError) return undefined;
        throw error;
      }
    },
    remember(source) {
      functions.set(source.fn, source);
    },
  };

  const cache: SourceCache = {
    classSource(constructorFunction) {
      const known = classes.get(constructorFunction) ?? createClassSource(context, constructorFunction);
      classes.set(constructorFunction, known);
      return known;
    },
    functionSource(fn) {
      const known = functions.get(fn) ?? createPlainSource(context, fn);
      functions.set(fn, known);
      return known;
    },
    close() {
      inspector?.close();
      inspector = undefined;
    },
  };
  return cache;
}
