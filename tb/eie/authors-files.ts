import { readdirSync, readFileSync, type Stats, statSync } from "node:fs";
import { eieFail } from "./errors.ts";

/** The entry of a path, or undefined if there is none. */
function stat(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A path through a file (x.dat/ptr) names nothing.
    if (codeOfError(error) === "ENOTDIR") return undefined;
    return eieFail("E-EIE-UNREADABLE", { path, reason: reasonOf(error) });
  }
}

/** What an error of the file system says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of an error of the file system, such as ENOENT. */
export function codeOfError(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/**
 * The names in a folder.
 *
 * @throws E-EIE-NO-FOLDER, E-EIE-NOT-FOLDER, E-EIE-UNREADABLE
 */
export function readFolder(path: string): readonly string[] {
  const found = stat(path);
  if (!found) eieFail("E-EIE-NO-FOLDER", { path });
  if (!found.isDirectory()) eieFail("E-EIE-NOT-FOLDER", { path });
  try {
    return readdirSync(path);
  } catch (error) {
    return eieFail("E-EIE-UNREADABLE", { path, reason: reasonOf(error) });
  }
}

/**
 * The bytes of a regular file; pipes and devices are refused, as they could hang.
 *
 * @param because the end of the sentence "… is missing: …"
 * @throws E-EIE-MISSING, E-EIE-NOT-FILE, E-EIE-UNREADABLE
 */
export function readBytes(path: string, because: string): DataView {
  const found = stat(path);
  if (!found) eieFail("E-EIE-MISSING", { path, because });
  if (!found.isFile()) eieFail("E-EIE-NOT-FILE", { path });
  try {
    const bytes = readFileSync(path);
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (error) {
    return eieFail("E-EIE-UNREADABLE", { path, reason: reasonOf(error) });
  }
}

/**
 * The little-endian uint32 words of a file.
 *
 * @param unit bytes that belong together, and `what` they are
 * @throws E-EIE-TRUNCATED
 */
export function wordsOf(bytes: DataView, path: string, unit: number, what: string): Uint32Array {
  if (bytes.byteLength % unit !== 0)
    eieFail("E-EIE-TRUNCATED", { path, bytes: bytes.byteLength, unit, what });
  const words = new Uint32Array(bytes.byteLength / 4);
  for (let i = 0; i < words.length; i += 1) words[i] = bytes.getUint32(4 * i, true);
  return words;
}

/**
 * The little-endian fp32 values of a file.
 *
 * @throws E-EIE-TRUNCATED, E-EIE-NOT-FINITE
 */
export function realsOf(bytes: DataView, path: string): Float32Array {
  const words = wordsOf(bytes, path, 4, "one fp32 value");
  const reals = new Float32Array(words.buffer);
  for (let i = 0; i < reals.length; i += 1) {
    reals[i] = bytes.getFloat32(4 * i, true);
    if (!Number.isFinite(reals[i])) eieFail("E-EIE-NOT-FINITE", { path, index: i, value: reals[i]! });
  }
  return reals;
}
