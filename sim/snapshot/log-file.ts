import { closeSync, mkdirSync, openSync, readSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { fail } from "../errors/index.ts";
import { type DriveLog, driveLogForm, type LogBatch, type LogEnd, type LogPart } from "./drive-log.ts";
import type { Snapshot } from "./snapshot.ts";

/** Where a log goes while the run goes on. */
export interface LogSink {
  snapshot(snapshot: Snapshot): void;
  batch(batch: LogBatch): void;
  end(end: LogEnd): void;
}

/** A snapshot as a line of the file has it: what is as in the line before it is left out. */
export interface SnapshotLine extends Omit<Snapshot, "form" | "version" | "design" | "memories"> {
  /** null: as in the snapshot before. */
  readonly memories: readonly (Snapshot["memories"][number] | null)[];
}

/** Bytes that wait to be written. A run that is killed loses these at most. */
const BUFFER = 1 << 16;

/**
 * Writes a log to a file, a JSON value a line: the head, then snapshots (objects) and batches (lists) in the order of time, the end.
 * A file that is there and is no drive log is never overwritten. Errors: E-LOG-FILE.
 */
export function logToFile(file: string, { design, about }: Pick<DriveLog, "design" | "about">): LogSink {
  const descriptor = attempt(file, () => {
    mkdirSync(dirname(file), { recursive: true });
    refuseOther(file);
    return openSync(file, "w");
  });
  let waiting = "";
  let before: Snapshot | undefined;
  const flush = (): void => {
    const bytes = Buffer.from(waiting);
    waiting = "";
    attempt(file, () => {
      for (let done = 0; done < bytes.length;) done += writeSync(descriptor, bytes, done);
    });
  };
  const put = (line: unknown): void => {
    waiting += `${JSON.stringify(line)}\n`;
    if (waiting.length >= BUFFER) flush();
  };
  put({ ...driveLogForm, about, design });
  return {
    snapshot(snapshot) {
      const { form: _form, version: _version, design: _design, memories, ...rest } = snapshot;
      const earlier = before?.memories;
      const line: SnapshotLine = {
        ...rest,
        memories: memories.map((words, i) => (words === earlier?.[i] ? null : words)),
      };
      before = snapshot;
      put(line);
      flush();
    },
    batch: put,
    end(end) {
      put({ end });
      flush();
      closeSync(descriptor);
    },
  };
}

/** A log in memory: the last `keep` snapshots, with what was done since the first of them. */
export function logToMemory(
  keep: number,
): LogSink & { parts(): readonly LogPart[]; ended(): LogEnd | undefined } {
  const parts: { snapshot: Snapshot; batches: LogBatch[] }[] = [];
  let ended: LogEnd | undefined;
  return {
    snapshot(snapshot) {
      parts.push({ snapshot, batches: [] });
      if (parts.length > keep) parts.shift();
    },
    batch: (batch) => void parts.at(-1)?.batches.push(batch),
    end: (end) => void (ended = end),
    parts: () => parts.map(({ snapshot, batches }) => ({ snapshot, batches: [...batches] })),
    ended: () => ended,
  };
}

/** What the system refuses is an error of the log. Errors: E-LOG-FILE. */
export function attempt<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof Error) || !("syscall" in error)) throw error;
    const { code = "" } = error as NodeJS.ErrnoException;
    return fail("E-LOG-FILE", { file, problem: problems[code] ?? `the system says ${code}` });
  }
}

function refuseOther(file: string): void {
  const known = statSync(file, { throwIfNoEntry: false });
  if (!known?.isFile() || known.size === 0) return;
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(64);
    const head = bytes.toString("utf8", 0, readSync(descriptor, bytes, 0, bytes.length, 0));
    if (!head.startsWith(`{"form":"${driveLogForm.form}"`))
      fail("E-LOG-FILE", { file, problem: "a file that is no drive log is there" });
  } finally {
    closeSync(descriptor);
  }
}

const problems: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "permission is denied",
  ENOSPC: "the disk is full",
};
