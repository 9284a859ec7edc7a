import type { AnyLeafSignal } from "../describe/index.ts";
import type { DeclarationPlaces, Design } from "../elaborate/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import type { BoundModule } from "./bound-module.ts";

/** Signals that nothing reads (W-UNUSED) and registers that nothing assigns (W-CONSTANT), one finding a class and field. */
export function lintSignals(design: Design, bound: readonly BoundModule[], places: DeclarationPlaces): readonly Diagnostic[] {
  const isRead = new Uint8Array(design.nets.length);
  const isWritten = new Uint8Array(design.nets.length);
  for (const { code, signals } of bound) {
    for (const body of [code.propagate, code.update]) {
      for (const read of body?.reads ?? []) isRead[(signals[read] as AnyLeafSignal).net] = 1;
      for (const write of body?.writes ?? []) isWritten[(signals[write] as AnyLeafSignal).net] = 1;
      // A signal that a method drives and then reads itself is used.
      for (const [, sources] of body?.dependences ?? []) {
        for (const source of sources.signals) isRead[(signals[source] as AnyLeafSignal).net] = 1;
      }
    }
  }
  const findings: Diagnostic[] = [];
  const told = new Set<string>();
  const tell = (code: "W-UNUSED" | "W-CONSTANT", signal: AnyLeafSignal): void => {
    const owner = signal.owner!;
    const key = `${code} ${owner.constructor.name} ${signal.key.replace(/\d+/g, "n")}`;
    if (told.has(key)) return;
    told.add(key);
    const where = { path: signal.path, places: places(owner, signal.key) };
    findings.push(diagnose(code, { signal: signal.path, direction: signal.direction }, where));
  };
  for (const net of design.nets) {
    const isRegister = net.root.direction === "reg" || net.root.direction === "outputReg";
    if (isRegister && !isWritten[net.index] && !isOpaque(net.root)) tell("W-CONSTANT", net.root);
    const leavesTop = net.signals.some((signal) => signal.owner === design.top.module && isPort(signal));
    if (!isRead[net.index] && !leavesTop && !net.signals.some(isOpaque)) tell("W-UNUSED", net.root);
  }
  return findings;
}

function isPort(signal: AnyLeafSignal): boolean {
  return signal.direction === "output" || signal.direction === "outputReg";
}

/** Signals of behavioural modules are used by code that is not read. */
function isOpaque(signal: AnyLeafSignal): boolean {
  return (signal.owner?.constructor as { behavioural?: unknown } | undefined)?.behavioural === true;
}
