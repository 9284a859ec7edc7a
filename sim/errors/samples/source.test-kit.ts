import type { Sample } from "./sample.test-kit.ts";

export const samples: readonly Sample[] = [
  [
    "E-SOURCE-NATIVE",
    { name: "bound helper" },
    "`bound helper` has no source text: it is bound, native or a proxy",
    "pass the function or class itself, written in JavaScript or TypeScript, without .bind()",
  ],
  [
    "E-SOURCE-PARSE",
    { name: "Cell", reason: "it is not written as a class" },
    "the source text of `Cell` cannot be read: it is not written as a class",
    "write it as a class with methods, a function or an arrow function in standard JavaScript or TypeScript",
  ],
  [
    "E-INSTRUMENTED",
    { name: "Cell", tool: "Stryker", sample: "stryCov_1", option: "leave the hardware out of `mutate`" },
    "`Cell` was changed by Stryker, which inserted `stryCov_1`",
    "leave the hardware out of `mutate`",
  ],
];
