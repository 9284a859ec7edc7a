import type { AnyLeafSignal } from "../describe/index.ts";
import type { DeclarationPlaces, Design } from "../elaborate/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import type { BoundModule } from "./bound-module.ts";

/** Signals that nothing reads (W-UNUSED) and registers that nothing assigns (W-CONSTANT), one finding a class and field. */
export function lintSignals(
  design: Design,
  bound: readonly BoundModule[],
  places: DeclarationPlaces,
): readonly Diagnostic[] {
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
  const fields = new Map<string, Field>();
  const count = (code: Field["code"], signal: AnyLeafSignal, isFound: boolean): void => {
    const key = `${code} ${signal.owner!.constructor.name} ${signal.key.replace(/\d+/g, "n")}`;
    const field = fields.get(key);
    if (!field) fields.set(key, { code, signal, isEverywhere: isFound });
    else field.isEverywhere &&= isFound;
  };
  for (const net of design.nets) {
    const { root } = net;
    if (net.signals.some(isOpaque)) continue;
    if (root.direction === "reg" || root.direction === "outputReg")
      count("W-CONSTANT", root, !isWritten[net.index]);
    const leavesTop = net.signals.some((signal) => signal.owner === design.top.module && isPort(signal));
    count("W-UNUSED", root, !isRead[net.index] && !leavesTop);
  }
  return [...fields.values()]
    .filter((field) => field.isEverywhere)
    .map(({ code, signal }) => {
      const where = { path: signal.path, places: places(signal.owner!, signal.key) };
      return diagnose(code, { signal: signal.path, direction: signal.direction }, where);
    });
}

/** A field of a class, with its first signal; a finding is one only if it holds in all instances (the edge of an array is no mistake). */
interface Field {
  readonly code: "W-UNUSED" | "W-CONSTANT";
  readonly signal: AnyLeafSignal;
  isEverywhere: boolean;
}

function isPort(signal: AnyLeafSignal): boolean {
  return signal.direction === "output" || signal.direction === "outputReg";
}

/** Signals of behavioural modules are used by code that is not read. */
function isOpaque(signal: AnyLeafSignal): boolean {
  return (signal.owner?.constructor as { behavioural?: unknown } | undefined)?.behavioural === true;
}
