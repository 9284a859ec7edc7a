import type { Module } from "../../describe/index.ts";
import { fail } from "../../errors/index.ts";
import type { Process } from "../../schedule/process.ts";
import type { EventCell } from "./event-cell.ts";
import { methodPlaces } from "./findings.ts";
import type { Kernel } from "./kernel.ts";
import type { MethodId } from "./method.ts";

/** Runs a `propagate()` twice and compares what it has driven: it must be a function of what it reads. Errors: E-IMPURE. */
export function runTwice(kernel: Kernel, cells: readonly EventCell[], method: MethodId): void {
  const process = kernel.processes[method] as Process;
  const written = process.writes.map((net) => cells[net] as EventCell);
  const module = kernel.modules[method] as Module;
  module.propagate();
  const first = written.map((cell) => cell.v);
  kernel.findings.delete(method);
  module.propagate();
  const reads = new Set(process.reads);
  written.forEach((cell, i) => {
    // A net that connections lead back to the method is read anew; the method runs again until it settles.
    if (Object.is(cell.v, first[i]) || written.some(({ index }) => reads.has(index))) return;
    const signal = cell.signal.path;
    const facts = { method: kernel.title(method), signal, first: String(first[i]), second: String(cell.v) };
    fail("E-IMPURE", facts, { path: signal, places: methodPlaces(process) });
  });
}
