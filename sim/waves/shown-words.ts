import type { AnyMemory } from "../describe/index.ts";
import type { Design } from "../elaborate/index.ts";
import type { ShownWords } from "./trace-tree.ts";

/** A memory that is named as a whole shows so many words; single words can be named at any address. */
const MOST_WORDS = 4096;

/**
 * The memory words that scopes ask for by name: `top.bank` shows the memory from word 0 on, `top.bank[17]` one word. A pattern that names a
 * module or contains `*` brings no memory.
 */
export function shownWords(design: Design, scope: readonly string[]): readonly ShownWords[] {
  const found: ShownWords[] = [];
  const patterns = scope.map((pattern) => pattern.replaceAll("(", "[").replaceAll(")", "]"));
  for (const memory of design.memories) {
    const addresses = new Set(patterns.flatMap((pattern) => addressesOf(memory, pattern)));
    if (addresses.size > 0) found.push({ memory, addresses: [...addresses].sort((a, b) => a - b) });
  }
  return found;
}

/** The scopes as the tree has them: a memory is not a scope but a row of variables. */
export function scopeWithWords(scope: readonly string[], words: readonly ShownWords[]): readonly string[] {
  const paths = new Set(words.map(({ memory }) => memory.path));
  return scope.map((pattern) => (paths.has(pattern) ? `${pattern}[*]` : pattern));
}

function addressesOf({ path, depth }: AnyMemory, pattern: string): readonly number[] {
  if (pattern === path) return Array.from({ length: Math.min(depth, MOST_WORDS) }, (_, address) => address);
  if (!pattern.startsWith(`${path}[`)) return [];
  const address = /^\[(\d+)\]$/.exec(pattern.slice(path.length))?.[1];
  return address !== undefined && Number(address) < depth ? [Number(address)] : [];
}
