import { fail } from "../errors/index.ts";
import { createFollowedLog } from "./followed-log.ts";
import type { FindLineSource, LineWriter } from "./line-writer.ts";
import { type AheadClock, courseOf, edgesAhead, edgesUpTo } from "./run-ahead.ts";
import { createTextBuffer, flush, putText } from "./text-buffer.ts";
import { chooseTimeUnit, formatTime, type TimeUnit } from "./time-unit.ts";
import type { TraceSink, TraceTime, TraceWriter } from "./trace-source.ts";
import { checkWindow, type TraceWindow } from "./trace-window.ts";
import type { VcdPlan } from "./vcd-plan.ts";

export interface VcdOptions {
  /** A whole part of every time that is recorded, in femtoseconds; it decides the file's unit of time. */
  readonly tick: bigint;
  readonly window?: TraceWindow | undefined;
  /** Written as `$date`. Left out by default, so that equal runs give equal files. */
  readonly date?: Date | undefined;
  /** Who may write lines in the writer's place. */
  readonly lines?: FindLineSource | undefined;
}

export interface VcdWriter extends TraceWriter {
  readonly unit: TimeUnit;
  /**
   * Runs up to `most` edges of the only clock, of which all moments but the last are written without a record, or lie before the window: calls `run` once,
   * with a number of edges, and gives what it gives. The moment before the first of them, and the falling edge behind it, have been recorded.
   */
  runAhead(most: number, clock: AheadClock, run: (edges: number) => number): number;
  /** First and last time in the file, in its unit; undefined while nothing has been written. */
  readonly span: () => { readonly first: bigint; readonly last: bigint } | undefined;
}

/**
 * A VCD in bounded memory: a buffer, and the last value of every net.
 *
 * A window starts with all values as they are at its first moment. It is an extract of the whole trace: nothing else differs.
 * A run that ends before its window leaves the values of its last moment, so that viewers find something to open.
 *
 * @throws E-WINDOW at once; E-TRACE-TIME from `record`, for a time that is no multiple of the tick or in the past; what the
 *   sink throws.
 */
export function createVcdWriter(plan: VcdPlan, sink: TraceSink, options: VcdOptions): VcdWriter {
  const window = options.window ?? {};
  checkWindow(window);
  const unit = chooseTimeUnit(options.tick);
  const from = window.from === undefined ? undefined : ceilDivide(BigInt(window.from), unit.femtoseconds);
  const to = window.to === undefined ? undefined : largest(from ?? 0n, BigInt(window.to) / unit.femtoseconds);

  const out = createTextBuffer(sink);
  const log = createFollowedLog(plan.identifiers, out, options.lines?.(plan.identifiers));

  let state: "new" | "before window" | "in window" | "closed" = "new";
  /** Time of the latest record, in units, whether written or not. */
  let now = 0n;
  let first: bigint | undefined;
  /** Time of the latest `#` line, in units. */
  let written = 0n;
  /** Who writes a run at the moment. */
  let running: LineWriter | undefined;

  function toUnits(time: TraceTime): bigint {
    const femtoseconds = BigInt(time);
    if (femtoseconds % unit.femtoseconds !== 0n) {
      const reason = `is no multiple of the wave's unit of time, ${unit.text}`;
      fail("E-TRACE-TIME", { time: formatTime(time), reason });
    }
    return femtoseconds / unit.femtoseconds;
  }

  function putHeader(): void {
    if (options.date) putText(out, `$date ${options.date.toISOString()} $end\n`);
    putText(out, `$version Systole $end\n$timescale ${unit.text} $end\n`);
    for (const line of plan.declarations) putText(out, `${line}\n`);
    putText(out, "$enddefinitions $end\n");
  }

  function putTime(units: bigint): void {
    if (units === written && first !== undefined) return;
    putText(out, `#${units}\n`);
    written = units;
  }

  function putNow(): void {
    putTime(now);
  }

  function dump(units: bigint): void {
    putTime(units);
    first = units;
    putText(out, "$dumpvars\n");
    log.writeAll();
    putText(out, "$end\n");
    state = "in window";
  }

  /** Opens a window that starts between two records, with the values of the earlier one. */
  function openBefore(units: bigint): void {
    if (state === "before window" && from !== undefined && from < units) dump(from);
  }

  function finish(units: bigint): void {
    if (state === "before window") dump(units);
    // One unit behind the last change, so that it can be seen.
    putTime(largest(units, written + 1n));
    shut();
  }

  function shut(): void {
    state = "closed";
    try {
      flush(out);
    } finally {
      log.end();
      sink.close();
    }
  }

  function record(time: TraceTime, changed?: Iterable<number>): void {
    if (state === "closed") return;
    if (state === "new") return begin(time);
    const units = toUnits(time);
    if (units < now) fail("E-TRACE-TIME", { time: formatTime(time), reason: "is before the last record" });
    openBefore(units);
    if (to !== undefined && units > to) return finish(to);
    now = units;
    if (state === "in window") log.writeChanges(changed, putNow);
    else {
      log.track(changed);
      if (from === undefined || units >= from) dump(units);
    }
  }

  function begin(time: TraceTime): void {
    if (state !== "new") return;
    state = "before window";
    now = toUnits(time);
    putHeader();
    record(time);
  }

  function end(time: TraceTime): void {
    if (state === "new") begin(time);
    if (state === "closed") return;
    const units = ceilDivide(BigInt(time), unit.femtoseconds);
    openBefore(units + 1n);
    finish(to !== undefined && units > to ? to : units);
  }

  function runAhead(most: number, clock: AheadClock, run: (edges: number) => number): number {
    if (state === "closed") return run(most);
    // Nobody looks at what is before the window. The last moment in front of it is recorded: the window may begin with its values.
    if (state === "before window" && from !== undefined) return run(edgesUpTo(most, clock, unit, from));
    const lines = state === "in window" && most > 1 ? log.writer() : undefined;
    const edges = lines ? edgesAhead(most, clock, unit, to) : 1;
    if (!lines || edges === 1) return run(1);
    running = lines;
    try {
      const course = courseOf(clock, plan.identifiers, unit, toUnits);
      return lines.ahead(course, out.length, () => run(edges));
    } finally {
      catchUp();
    }
  }

  /** Goes on where a line writer has ended, or is. */
  function catchUp(): void {
    if (!running) return;
    const followed = running.followed();
    running = undefined;
    out.length = followed.length;
    now = followed.now ?? now;
    written = followed.written ?? written;
  }

  function close(): void {
    catchUp();
    if (state === "new") shut();
    else if (state !== "closed") finish(now);
  }

  function span(): { readonly first: bigint; readonly last: bigint } | undefined {
    return first === undefined ? undefined : { first, last: written };
  }

  return { unit, begin, record, runAhead, end, close, span };
}

function ceilDivide(value: bigint, divisor: bigint): bigint {
  return (value + divisor - 1n) / divisor;
}

function largest(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
