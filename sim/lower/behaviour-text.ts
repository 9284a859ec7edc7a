import type { Module } from "../describe/index.ts";
import { classChain } from "./class-chain.ts";
import { createSourceCache, treeText } from "./source/index.ts";

/**
 * What tells the behaviour of one behavioural module from that of another one: the texts of its classes, and the numbers, texts and truth
 * values in its own fields, at any depth of arrays and records. Comments, layout and the transpiler don't count; nor does what its methods call
 * outside of its classes.
 */
export function behaviourOf(): (module: Module) => string {
  const sources = createSourceCache({ inspector: false });
  const texts = new Map<Function, string>();
  const textOf = (constructor: Function): string => {
    const text = texts.get(constructor) ?? treeText(sources.classSource(constructor).node);
    texts.set(constructor, text);
    return text;
  };
  return (module) => {
    const classes = [...classChain(module)].map((prototype) => textOf(prototype.constructor));
    return [...classes, ...constantsIn(module)].join("\n");
  };
}

/** The constants in a module's own fields, each with the keys that lead to it; signals, memories, states and modules have none. */
function constantsIn(module: Module): readonly string[] {
  const found: string[] = [];
  const seen = new Set<object>();
  const look = (value: unknown, path: string): void => {
    if (typeof value === "object" && value !== null) {
      if (seen.has(value) || !(Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype))
        return;
      seen.add(value);
      for (const [key, field] of Object.entries(value)) look(field, `${path}.${key}`);
    } else if (typeof value !== "function" && value !== undefined)
      found.push(`${path} = ${typeof value} ${Object.is(value, -0) ? "-0" : String(value)}`);
  };
  for (const [key, field] of Object.entries(module)) look(field, key);
  return found;
}
