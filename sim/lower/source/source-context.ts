import type { Place } from "../../errors/index.ts";
import type { FunctionSource } from "./function-source.ts";
import type { Surroundings } from "./resolution.ts";
import type { Scripts } from "./scripts.ts";

/** What the sources of classes and functions ask of the cache that they belong to. */
export interface SourceContext {
  readonly scripts: Scripts;
  /** What V8 says of a function or class; undefined where there is no inspector. */
  surroundings(fn: Function): Surroundings | undefined;
  /** Makes the next question about a function or class look again. */
  forget(fn: Function): void;
  /** Place of an offset in the text of a function or class; with a name, the place of that name's declaration. */
  place(fn: Function, offset: number, name?: string): Place | undefined;
  /** The source of a plain function; undefined where it has none. */
  tryFunctionSource(fn: Function): FunctionSource | undefined;
  /** Remembers the source of a class's method, so that it is found by the function alone. */
  remember(source: FunctionSource): void;
}
