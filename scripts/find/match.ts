import { suggestion } from "../cli/suggest.ts";
import { visible } from "../cli/text.ts";
import { UsageError } from "../cli/usage-error.ts";

/** Something that patterns choose by name. */
interface Named {
  readonly testbench: { readonly name: string };
}

/**
 * Whether a pattern chooses a name: the name itself, a folder of it (`eie` chooses `eie/layer`), or with `*` for any letters of one
 * segment and `**` for any.
 */
export function matches(pattern: string, name: string): boolean {
  if (!pattern.includes("*")) return name === pattern || name.startsWith(`${pattern.replace(/\/$/, "")}/`);
  const source = pattern.replace(/\*{2,}|\*|[^*]+/g, (part) =>
    part.startsWith("**")
      ? ".*"
      : part === "*"
        ? "[^/]*"
        : part.replace(/[^\w/]/gu, (letter) => `\\u{${letter.codePointAt(0)?.toString(16)}}`),
  );
  return new RegExp(`^${source}(?:/.*)?$`, "us").test(name);
}

/**
 * What the patterns choose, each once, in the order of the list. A pattern that is a name chooses that one, also where a folder has the
 * same name. @throws UsageError for a pattern that chooses nothing.
 */
export function choose<T extends Named>(all: readonly T[], patterns: readonly string[]): readonly T[] {
  for (const pattern of patterns) {
    if (all.some(({ testbench }) => matches(pattern, testbench.name))) continue;
    throw new UsageError(
      `no testbench matches ${visible(pattern) || '""'}: ${suggestion(pattern, wanted(all), "testbench")}`,
    );
  }
  const names = new Set(all.map(({ testbench }) => testbench.name));
  return all.filter(({ testbench: { name } }) =>
    patterns.some((pattern) => (names.has(pattern) ? pattern === name : matches(pattern, name))),
  );
}

/** All names, and the folders that they are in. */
function wanted(all: readonly Named[]): readonly string[] {
  const names = all.map(({ testbench }) => testbench.name);
  const folders = names.flatMap((name) => (name.includes("/") ? name.slice(0, name.lastIndexOf("/")) : []));
  return [...new Set([...names, ...folders])];
}
