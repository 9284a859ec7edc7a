import { SystoleError } from "../errors/index.ts";

/** The codes that code throws; none if it does not throw. */
export function codesOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof SystoleError) return error.diagnostics.map(({ code }) => code);
    throw error;
  }
  return [];
}
