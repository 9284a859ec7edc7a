import type { Code } from "../index.ts";

/** A code with the facts of a case, and the exact sentence and remedy that a user reads. */
export type Sample = readonly [code: Code, facts: object, message: string, remedy: string];
