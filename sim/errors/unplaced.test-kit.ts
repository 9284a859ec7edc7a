import { SystoleError } from "./diagnostic.ts";

/** The same action; what it throws of the catalogue names no place, so that a test can give the rest of its text. */
export function unplaced(action: () => unknown): () => unknown {
  return () => {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof SystoleError)) throw error;
      throw new SystoleError(error.diagnostics.map((found) => ({ ...found, places: undefined })));
    }
  };
}
