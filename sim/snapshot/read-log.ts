import { closeSync, fstatSync, openSync } from "node:fs";
import { type Time, timeText } from "../engine/time/units.ts";
import { diagnose, fail } from "../errors/index.ts";
import type { DesignPrint } from "./design-print.ts";
import { type DriveLog, driveLogForm, type LogBatch, type LogEnd, type LogPart } from "./drive-log.ts";
import { fileLines, type FileLine, lastFileLine } from "./file-lines.ts";
import { attempt, type SnapshotLine } from "./log-file.ts";
import type { LogSource, LogStart } from "./log-source.ts";
import { checkForm, type Snapshot, snapshotForm } from "./snapshot.ts";

type Head = Pick<DriveLog, "form" | "version" | "design" | "about">;

/** What is not the head: a batch, a snapshot, or the end. */
type Entry = { readonly batch: LogBatch } | { readonly snapshot: SnapshotLine } | { readonly end: LogEnd };

/**
 * A log in a file, of which no more than a line and a snapshot is in memory at once. Errors: E-LOG-FILE, E-SNAPSHOT-FORM, E-SNAPSHOT-VERSION.
 */
export function openDriveLog(file: string): LogSource {
  return withFile(file, (descriptor) => {
    const lines = fileLines(descriptor);
    const head = readHead(file, lines.next().value ?? undefined);
    const { value: second } = lines.next();
    const first = second && readEntry(file, second);
    if (!first || !("snapshot" in first)) return noSnapshot(file);
    const bytes = lastFileLine(descriptor, fstatSync(descriptor).size) as Buffer;
    const last = readEntry(file, { number: undefined, bytes });
    const { edges, time, clocks } = first.snapshot;
    const end = "end" in last ? last.end : undefined;
    const stop = momentOf(last);
    return {
      design: head.design,
      about: head.about,
      end,
      warnings: end ? [] : [diagnose("W-LOG-CUT", { file, last: timeText(BigInt(stop.time)) })],
      clocks,
      first: { edges, time },
      last: stop,
      startingAt: (wanted) => startingAt(file, head.design, wanted),
    };
  });
}

/** Reads a whole log into memory; of one that was cut off, what is whole. Errors: as `openDriveLog`. */
export function readDriveLog(file: string): DriveLog {
  return withFile(file, (descriptor) => {
    const lines = fileLines(descriptor);
    const { design, about } = readHead(file, lines.next().value ?? undefined);
    const parts: { snapshot: Snapshot; batches: LogBatch[] }[] = [];
    let end: LogEnd | undefined;
    for (const line of lines) {
      const entry = readEntry(file, line);
      if ("batch" in entry) parts.at(-1)?.batches.push(entry.batch);
      else if ("end" in entry) end = entry.end;
      else parts.push({ snapshot: whole(entry.snapshot, parts.at(-1)?.snapshot, design), batches: [] });
    }
    if (parts.length === 0) return noSnapshot(file);
    return { ...driveLogForm, design, about, parts: parts as readonly LogPart[], end };
  });
}

/** Looks at snapshots until one is too late; what lies between them is not parsed. */
function startingAt(file: string, design: DesignPrint, wanted: Time | undefined): LogStart | undefined {
  return withFile(file, (descriptor) => {
    let found: { readonly snapshot: Snapshot; readonly at: number; readonly number: number } | undefined;
    for (const line of fileLines(descriptor)) {
      const { number, at, bytes } = line;
      if (number === 1 || bytes[0] !== OBJECT) continue;
      const entry = readEntry(file, line);
      if (!("snapshot" in entry)) break;
      const isLate = wanted === undefined ? found !== undefined : BigInt(entry.snapshot.time) > wanted;
      if (isLate) break;
      const snapshot = whole(entry.snapshot, found?.snapshot, design);
      found = { snapshot, at: at + bytes.length + 1, number: number + 1 };
    }
    return found && { snapshot: found.snapshot, batches: batchesFrom(file, found.at, found.number) };
  });
}

function* batchesFrom(file: string, at: number, number: number): Generator<LogBatch, void, undefined> {
  const descriptor = attempt(file, () => openSync(file, "r"));
  try {
    for (const line of fileLines(descriptor, at, number)) {
      if (line.bytes[0] === OBJECT) continue;
      const entry = readEntry(file, line);
      if ("batch" in entry) yield entry.batch;
    }
  } finally {
    closeSync(descriptor);
  }
}

function readHead(file: string, line: FileLine | undefined): Head {
  if (!line) return fail("E-LOG-FILE", { file, problem: "it is empty, or its first line is cut off" });
  const head = parse(file, line) as Head;
  checkForm(head, driveLogForm, "drive log");
  return head;
}

function readEntry(
  file: string,
  line: { readonly number: number | undefined; readonly bytes: Buffer },
): Entry {
  const value = parse(file, line);
  if (Array.isArray(value) && Number.isInteger(value[0]) && isTime(value[1]))
    return { batch: value as unknown as LogBatch };
  if (typeof value === "object" && value !== null) {
    const { end, memories, time } = value as { end?: LogEnd; memories?: unknown; time?: unknown };
    if (Array.isArray(memories) && isTime(time)) return { snapshot: value as SnapshotLine };
    if (end && isTime(end.time) && Number.isInteger(end.edges)) return { end };
  }
  return fail("E-LOG-FILE", { file, problem: `${lineText(line.number)} is no part of a log` });
}

function parse(file: string, { number, bytes }: { number: number | undefined; bytes: Buffer }): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return fail("E-LOG-FILE", { file, problem: `${lineText(number)} is no JSON` });
  }
}

function lineText(number: number | undefined): string {
  return number === undefined ? "the last line" : `line ${number}`;
}

function isTime(value: unknown): boolean {
  return typeof value === "string" && /^\d+$/.test(value);
}

function momentOf(entry: Entry): { readonly edges: number; readonly time: string } {
  if ("batch" in entry) return { edges: entry.batch[0], time: entry.batch[1] };
  const { edges, time } = "end" in entry ? entry.end : entry.snapshot;
  return { edges, time };
}

/** A snapshot with what its line leaves out. */
function whole(
  { memories, ...state }: SnapshotLine,
  before: Snapshot | undefined,
  design: DesignPrint,
): Snapshot {
  return {
    ...snapshotForm,
    design,
    ...state,
    memories: memories.map((words, i) => words ?? before?.memories[i] ?? []),
  };
}

function noSnapshot(file: string): never {
  return fail("E-LOG-FILE", { file, problem: "it has no snapshot: the run was cut off before it began" });
}

function withFile<T>(file: string, use: (descriptor: number) => T): T {
  const descriptor = attempt(file, () => openSync(file, "r"));
  try {
    return attempt(file, () => use(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/** `{`, with which snapshots and the end begin. */
const OBJECT = 0x7b;
