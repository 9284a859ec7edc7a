import type { Time } from "../engine/time/units.ts";
import type { Diagnostic } from "../errors/index.ts";
import type { DriveLog, LogBatch, LogEnd, LogPart } from "./drive-log.ts";
import type { ClockState, Snapshot } from "./snapshot.ts";

/** A drive log as a replay reads it: from a snapshot on, batch by batch, wherever it is kept. */
export interface LogSource extends Pick<DriveLog, "design" | "about"> {
  /** Undefined where the run was cut off. */
  readonly end: LogEnd | undefined;
  readonly clocks: readonly ClockState[];
  /** The first moment that it holds. */
  readonly first: LogMoment;
  /** The last moment that it knows: its end, or where it was cut off. */
  readonly last: LogMoment;
  /** W-LOG-CUT where the run was cut off. */
  readonly warnings: readonly Diagnostic[];
  /** The last snapshot at a time or before it, or the first of all, and what was done from then on; undefined if there is none. */
  startingAt(time: Time | undefined): LogStart | undefined;
}

/** A moment of a run, with the edges until then; the time is in femtoseconds. */
export type LogMoment = Pick<LogEnd, "edges" | "time">;

export interface LogStart {
  readonly snapshot: Snapshot;
  /** To be read once. */
  readonly batches: Iterable<LogBatch>;
}

/** A log in memory as a source. */
export function logSource(log: DriveLog): LogSource {
  const { design, about, end, parts } = log;
  const [{ snapshot: first }] = parts as readonly [LogPart];
  const { snapshot, batches } = parts.at(-1) as LogPart;
  const [edges, time] = batches.at(-1) ?? ([snapshot.edges, snapshot.time] as unknown as LogBatch);
  return {
    design,
    about,
    end,
    first: { edges: first.edges, time: first.time },
    warnings: [],
    clocks: first.clocks,
    last: end ? { edges: end.edges, time: end.time } : { edges, time },
    startingAt(wanted) {
      const found =
        wanted === undefined ? 0 : parts.findLastIndex((part) => BigInt(part.snapshot.time) <= wanted);
      const part = parts[found];
      return part && { snapshot: part.snapshot, batches: batchesOf(parts, found) };
    },
  };
}

function* batchesOf(parts: readonly LogPart[], from: number): Generator<LogBatch, void, undefined> {
  for (let part = from; part < parts.length; part++) yield* (parts[part] as LogPart).batches;
}
