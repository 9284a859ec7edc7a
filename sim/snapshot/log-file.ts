import { closeSync, mkdirSync, openSync, readFileSync, readSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { fail } from "../errors/index.ts";
import { type DriveLog, driveLogForm, type LogBatch, type LogEnd, type LogPart } from "./drive-log.ts";
import { checkForm, type Snapshot, snapshotForm } from "./snapshot.ts";

/** Where a log goes while the run goes on. */
export interface LogSink {
  snapshot(snapshot: Snapshot): void;
  batch(batch: LogBatch): void;
  end(end: LogEnd): void;
}

/** A snapshot as a line of the file has it: what is as in the line before it is left out. */
interface SnapshotLine extends Omit<Snapshot, "form" | "version" | "design" | "memories"> {
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

/** Reads a log from a file; of one that was cut off, what is whole. Errors: E-LOG-FILE, E-SNAPSHOT-FORM. */
export function readDriveLog(file: string): DriveLog {
  const lines = attempt(file, () => readFileSync(file, "utf8")).split("\n");
  // What stands behind the last line break is nothing, or half a line of a run that was killed.
  lines.pop();
  const parsed = lines.map((line, i): unknown => {
    try {
      return JSON.parse(line);
    } catch {
      return fail("E-LOG-FILE", { file, problem: `line ${i + 1} is no JSON` });
    }
  });
  const [head, ...rest] = parsed as [DriveLog | undefined, ...unknown[]];
  if (!head) fail("E-LOG-FILE", { file, problem: "it is empty" });
  checkForm(head, driveLogForm, "drive log");
  const { design, about } = head;
  const parts: { snapshot: Snapshot; batches: LogBatch[] }[] = [];
  let end: LogEnd | undefined;
  for (const line of rest) {
    if (Array.isArray(line)) parts.at(-1)?.batches.push(line as unknown as LogBatch);
    else if ("end" in (line as object)) end = (line as { end: LogEnd }).end;
    else {
      const { memories, ...state } = line as SnapshotLine;
      const earlier = parts.at(-1)?.snapshot.memories;
      const whole = memories.map((words, i) => words ?? earlier?.[i] ?? []);
      parts.push({ snapshot: { ...snapshotForm, design, ...state, memories: whole }, batches: [] });
    }
  }
  if (parts.length === 0) fail("E-LOG-FILE", { file, problem: "it has no snapshot: the run did not begin" });
  return { ...driveLogForm, design, about, parts, end };
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

function attempt<T>(file: string, action: () => T): T {
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
