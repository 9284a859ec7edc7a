import { type Bindings, bindingsOf } from "./bindings.ts";
import type { Inspector } from "./inspector.ts";
import { parseScript } from "./parse.ts";
import { fileUrlOf, type Script } from "./script.ts";
import { createPlaceFinder, type PlaceFinder } from "./source-map.ts";

/** What is known of whole scripts, each worked out once. */
export interface Scripts {
  /** undefined when acorn cannot parse the script. */
  bindings(script: Script): Bindings | undefined;
  places(script: Script): PlaceFinder;
  /**
   * The script that a specifier in another script names; undefined for packages, for what is not loaded, and for the description language
   * itself, which is no package where the kit's own hardware imports it.
   */
  imported(from: Script, specifier: string): Script | undefined;
}

/** What follows from a script alone is kept as long as the script is. */
const bindings = new WeakMap<Script, Bindings | undefined>();
const finders = new WeakMap<Script, PlaceFinder>();

export function createScripts(inspector: () => Inspector | undefined): Scripts {
  // Nothing in it assigns again what it exports. Almost all hardware imports from it, and to parse it is slow in a process that has just begun.
  const description = new URL("../../describe/", import.meta.url).href;
  return {
    bindings(script) {
      if (!bindings.has(script)) {
        const program = parseScript(script.source, script.isModule);
        bindings.set(script, program && bindingsOf(program));
      }
      return bindings.get(script);
    },
    places(script) {
      const known = finders.get(script) ?? createPlaceFinder(script);
      finders.set(script, known);
      return known;
    },
    imported(from, specifier) {
      const base = fileUrlOf(from.url);
      if (!base || !/^(\.{0,2}\/|file:)/.test(specifier)) return undefined;
      const url = new URL(specifier, base).href;
      if (url.startsWith(description)) return undefined;
      return inspector()?.scriptByUrl(filesOf(url));
    },
  };
}

/** What a specifier's URL may stand for: the file itself, the TypeScript that it is made from, or, without an extension, what bundlers and tsx look for. */
function filesOf(url: string): readonly string[] {
  if (/\.[cm]?[jt]sx?$/.test(url))
    return [url, url.replace(/\.([cm]?)js$/, ".$1ts"), url.replace(/\.js$/, ".tsx")];
  return ["", ".ts", ".tsx", ".js", "/index.ts", "/index.js"].map((end) => url + end);
}
