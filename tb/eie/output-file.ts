import {
  closeSync,
  lstatSync,
  openSync,
  readFileSync,
  type Stats,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { codeOfError, reasonOf } from "./authors-files.ts";
import { eieFail } from "./errors.ts";

/**
 * Whether a file has to be written to hold the outputs of a layer. Writes nothing itself.
 *
 * What is there is never touched: a path that is free is written; a file that holds exactly these bytes, as after an earlier run of
 * the same layer, stays; everything else is refused, whoever made it.
 *
 * @throws E-EIE-OUTPUT, E-EIE-UNWRITABLE
 */
export function needsWriting(path: string, bytes: Uint8Array): boolean {
  // A link is something of its own here: what it leads to would be written otherwise.
  const found = entryOf(path, lstatSync);
  if (!found) {
    const folder = entryOf(dirname(path), statSync);
    if (!folder?.isDirectory()) eieFail("E-EIE-UNWRITABLE", { path, reason: "there is no such folder" });
    return true;
  }
  if (!found.isFile()) eieFail("E-EIE-OUTPUT", { path, holds: "it is no regular file" });
  if (found.size !== bytes.length)
    eieFail("E-EIE-OUTPUT", { path, holds: `it has ${found.size} bytes, the outputs ${bytes.length}` });
  if (!isEqual(path, bytes)) eieFail("E-EIE-OUTPUT", { path, holds: "it has other values" });
  return false;
}

/**
 * Writes a file that does not exist yet; one that could not be written whole is taken away again.
 *
 * @throws E-EIE-OUTPUT if it exists by now, E-EIE-UNWRITABLE
 */
export function writeNewFile(path: string, bytes: Uint8Array): void {
  const file = create(path);
  try {
    writeFileSync(file, bytes);
  } catch (error) {
    unlinkSync(path);
    eieFail("E-EIE-UNWRITABLE", { path, reason: reasonOf(error) });
  } finally {
    closeSync(file);
  }
}

function create(path: string): number {
  try {
    return openSync(path, "wx");
  } catch (error) {
    if (codeOfError(error) === "EEXIST")
      return eieFail("E-EIE-OUTPUT", { path, holds: "it was made while the layer ran" });
    return eieFail("E-EIE-UNWRITABLE", { path, reason: reasonOf(error) });
  }
}

/** The entry of a path, or undefined if there is none. */
function entryOf(path: string, look: typeof statSync | typeof lstatSync): Stats | undefined {
  try {
    return look(path, { throwIfNoEntry: false });
  } catch (error) {
    // A path through a file names nothing.
    if (codeOfError(error) === "ENOTDIR") return undefined;
    return eieFail("E-EIE-UNWRITABLE", { path, reason: reasonOf(error) });
  }
}

function isEqual(path: string, bytes: Uint8Array): boolean {
  try {
    return Buffer.compare(readFileSync(path), bytes) === 0;
  } catch (error) {
    return eieFail("E-EIE-OUTPUT", { path, holds: reasonOf(error) });
  }
}
