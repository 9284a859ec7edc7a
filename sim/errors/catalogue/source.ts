import { entry } from "../entry.ts";

/** Codes of reading a method's own source: text, syntax tree, transpilers' marks. */
export const sourceEntries = {
  "E-SOURCE-NATIVE": entry<{ name: string }>({
    text: (f) => `\`${f.name}\` has no source text: it is bound, native or a proxy`,
    remedy: () => "pass the function or class itself, written in JavaScript or TypeScript, without .bind()",
  }),
  "E-SOURCE-PARSE": entry<{ name: string; reason: string }>({
    text: (f) => `the source text of \`${f.name}\` cannot be read: ${f.reason}`,
    remedy: () =>
      "write it as a class with methods, a function or an arrow function in standard JavaScript or TypeScript",
  }),
  "E-INSTRUMENTED": entry<{ name: string; tool: string; sample: string; option: string }>({
    text: (f) => `\`${f.name}\` was changed by ${f.tool}, which inserted \`${f.sample}\``,
    remedy: (f) => f.option,
  }),
};
