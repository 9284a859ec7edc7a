import { closeSync, mkdirSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { fail } from "../errors/index.ts";
import type { TraceSink } from "./trace-source.ts";

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the file system is read-only",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is a file",
  EEXIST: "a part of its path is a file",
  ENOSPC: "the disk is full",
  ENAMETOOLONG: "its name is too long",
};

/**
 * Writes a VCD to a file, at once and in order, so that it can be closed properly at any moment. Folders are made.
 *
 * A file that is there and isn't a VCD is never overwritten.
 *
 * @throws E-WAVES-FILE, once: after a failed write the rest is dropped.
 */
export function createFileSink(file: string): TraceSink {
  const descriptor = attempt(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    refuseOtherContent(file);
    return openSync(file, "w");
  });
  let open = true;

  function close(): void {
    if (!open) return;
    open = false;
    closeSync(descriptor);
  }

  function write(bytes: Uint8Array): void {
    if (!open) return;
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
    } catch (error) {
      close();
      refuse(file, error);
    }
  }

  return { write, close };
}

/** Runs an action on a file; what the system refuses becomes E-WAVES-FILE. */
export function attempt<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    return refuse(file, error);
  }
}

function refuse(file: string, error: unknown): never {
  if (error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error) {
    fail("E-WAVES-FILE", { file, reason: REASONS[error.code] ?? `the system says ${error.code}` });
  }
  if (error instanceof TypeError) fail("E-WAVES-FILE", { file, reason: "this can't be the name of a file" });
  throw error;
}

function refuseOtherContent(file: string): void {
  const head = readHead(file);
  if (head !== "" && !/^\s*\$(?:version|date|comment|timescale|scope|var)\s/.test(head)) {
    fail("E-WAVES-FILE", { file, reason: "a file that is no VCD is there" });
  }
}

/** Whether a file stands there, and not a folder, a device or a pipe. */
export function isOrdinaryFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The first characters of an ordinary file; nothing if there is none. */
export function readHead(file: string): string {
  if (!isOrdinaryFile(file)) return "";
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(256);
    return bytes.toString("latin1", 0, readSync(descriptor, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(descriptor);
  }
}
