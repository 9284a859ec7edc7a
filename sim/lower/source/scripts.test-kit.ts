import { bindingsOf } from "./bindings.ts";
import { parseScript } from "./parse.ts";
import { type Script, scriptOf } from "./script.ts";
import type { Scripts } from "./scripts.ts";

/** A script that V8 calls by this name. */
export function script(name: string, source: string, isModule = true): Script {
  const record = {
    id: name,
    url: name,
    isModule,
    startLine: 0,
    startColumn: 0,
    sourceMapURL: undefined,
  };
  return scriptOf(record, source);
}

/** Modules by their names, which import each other by them. */
export function modules(texts: Readonly<Record<string, string>>): Scripts {
  const made = new Map(Object.entries(texts).map(([name, text]) => [name, script(name, text)]));
  return {
    bindings({ source }) {
      const program = parseScript(source, true);
      return program && bindingsOf(program);
    },
    places: () => {
      throw new Error("nobody asks for places");
    },
    imported: (_, specifier) => made.get(specifier),
  };
}
