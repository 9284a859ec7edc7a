import { closeSync, openSync, unlinkSync, writeFileSync } from "node:fs";
import { workloadFail } from "./errors.ts";

/**
 * Writes a text to a file that is not there yet; one that could not be written whole is taken away again.
 *
 * @throws E-WL-EXISTS, E-WL-UNWRITABLE
 */
export function writeNewFile(file: string, text: string): void {
  const descriptor = create(file);
  try {
    writeFileSync(descriptor, text);
  } catch (error) {
    unlinkSync(file);
    workloadFail("E-WL-UNWRITABLE", { file, reason: (error as Error).message });
  } finally {
    closeSync(descriptor);
  }
}

function create(file: string): number {
  try {
    return openSync(file, "wx");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return workloadFail("E-WL-EXISTS", { file });
    return workloadFail("E-WL-UNWRITABLE", { file, reason: message });
  }
}
