import { type ChangeLog, createChangeLog } from "./change-log.ts";
import type { LineHost, LineSource, LineWriter } from "./line-writer.ts";
import { flush, moveText, type TextBuffer } from "./text-buffer.ts";
import type { VcdIdentifier } from "./vcd-plan.ts";
import { realText } from "./vcd-value.ts";

/** A log whose lines somebody else writes, but for the first identifiers, whenever there is somebody. */
export interface FollowedLog extends Pick<ChangeLog, "track" | "writeChanges" | "writeAll"> {
  /** The line writer of now. */
  writer(): LineWriter | undefined;
  end(): void;
}

/** The text moves to where the line writer has its own, so that all of it is in one place, in order. */
export function createFollowedLog(
  identifiers: readonly VcdIdentifier[],
  out: TextBuffer,
  source: LineSource | undefined,
): FollowedLog {
  const from = source?.from ?? identifiers.length;
  const front = createChangeLog(identifiers.slice(0, from), out);
  const own = createChangeLog(identifiers.slice(from), out);
  const host: LineHost = {
    take(length) {
      out.length = length;
      flush(out);
    },
    realText,
  };
  let now: LineWriter | undefined;

  function writer(): LineWriter | undefined {
    if (now?.isGood || !source) return now;
    const gone = now;
    now = source.open(host, gone ? (identifier) => gone.last(identifier) : own.last);
    if (now) moveText(out, now.text);
    else if (gone) own.assume((identifier) => gone.last(identifier));
    return now;
  }

  function track(changed: Iterable<number> | undefined): void {
    const lines = writer();
    // What is in front is little. Whoever has a line writer does not ask what has changed.
    front.track(lines ? undefined : changed);
    if (!lines) return own.track(changed);
    lines.look();
    lines.mark(false);
  }

  function writeChanges(changed: Iterable<number> | undefined, onFirst: () => void): void {
    const lines = writer();
    front.writeChanges(lines ? undefined : changed, onFirst);
    if (!lines) return own.writeChanges(changed, onFirst);
    if (!lines.look()) return;
    onFirst();
    out.length = lines.write(out.length);
  }

  function writeAll(): void {
    const lines = writer();
    front.writeAll();
    if (!lines) return own.writeAll();
    lines.mark(true);
    out.length = lines.write(out.length);
  }

  return { writer, track, writeChanges, writeAll, end: () => now?.end() };
}
