import { fail } from "../errors/index.ts";
import type { TraceTime } from "./trace-source.ts";
import { formatTime } from "./time-unit.ts";

/** The part of a run that is written, both ends included; an end that is missing is open. In femtoseconds. */
export interface TraceWindow {
  readonly from?: TraceTime | undefined;
  readonly to?: TraceTime | undefined;
}

/** @throws E-WINDOW when the window can't hold a moment of any run. */
export function checkWindow({ from, to }: TraceWindow): void {
  if (from !== undefined && from < 0) {
    fail("E-WINDOW", { from: formatTime(from), to: undefined, reason: "starts before the run does" });
  }
  if (to !== undefined && to < (from ?? 0)) {
    fail("E-WINDOW", { from: formatTime(from ?? 0), to: formatTime(to), reason: "ends before it starts" });
  }
}
