import { SystoleError } from "../../sim/errors/index.ts";

/** Codes of the errors that a call throws. */
export function codesOf(call: () => unknown): readonly string[] {
  return diagnosticsOf(call).map(({ code }) => code);
}

/** Message and remedy of the one error that a call throws. */
export function textOf(call: () => unknown): string {
  const [found] = diagnosticsOf(call);
  return found ? `${found.message}; ${found.remedy}` : "";
}

function diagnosticsOf(call: () => unknown) {
  try {
    call();
  } catch (error) {
    if (error instanceof SystoleError) return error.diagnostics;
    throw error;
  }
  return [];
}
