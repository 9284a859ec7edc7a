import { fail } from "../errors/index.ts";
import { isUnchanged, type OutsideConstant, valueNow } from "../lower/index.ts";
import type { Program } from "../schedule/program.ts";

/** Ends a run when a constant that its code holds is no longer what it was. Errors: E-CONSTANT. */
export function checkConstants(program: Program, run: { when(): string }): void {
  for (const constant of program.outside) if (!isUnchanged(constant)) refuse(program, constant, run.when());
}

function refuse({ design }: Program, constant: OutsideConstant, when: string): never {
  const { name, value } = constant;
  fail(
    "E-CONSTANT",
    { name, was: spelt(value), is: spelt(valueNow(constant), value), when },
    { path: design.top.module.path },
  );
}

/** Values as texts; of a table, a record or a function only what it is, and whether it is still the same one. */
function spelt(value: unknown, before?: unknown): string {
  const article = typeof before === typeof value ? "another" : "a";
  if (typeof value === "function") return `${article} function`;
  return typeof value === "object" && value !== null ? `${article} table or record` : String(value);
}
