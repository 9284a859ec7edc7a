import { type Diagnostic, SystoleError, type Where } from "./diagnostic.ts";

/** Runs an action; what it throws of the catalogue belongs to this part of the design, or to this line, whoever has called the kit. */
export function located<T>(where: (found: Diagnostic) => Where, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof SystoleError)) throw error;
    throw new SystoleError(error.diagnostics.map((found) => ({ ...found, ...where(found) })));
  }
}
