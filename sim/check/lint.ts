import type { AnyLeafSignal } from "../describe/index.ts";
import type { DeclarationPlaces, Design } from "../elaborate/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import { expressionsOf, type ModuleCode, walkExpression, walkStatements } from "../lower/index.ts";
import type { BoundModule } from "./bound-module.ts";

/** Signals that nothing reads (W-UNUSED) and registers that nothing assigns (W-CONSTANT), one finding a class and field. */
export function lintSignals(
  design: Design,
  bound: readonly BoundModule[],
  places: DeclarationPlaces,
): readonly Diagnostic[] {
  const isRead = new Uint8Array(design.nets.length);
  const isWritten = new Uint8Array(design.nets.length);
  const known = new Map<ModuleCode, ReadonlySet<number>>();
  const readsOf = (code: ModuleCode): ReadonlySet<number> => {
    const reads = known.get(code) ?? readsIn(code);
    known.set(code, reads);
    return reads;
  };
  for (const { code, signals } of bound) {
    for (const read of readsOf(code)) isRead[(signals[read] as AnyLeafSignal).net] = 1;
    for (const body of [code.propagate, code.update]) {
      for (const write of body?.writes ?? []) isWritten[(signals[write] as AnyLeafSignal).net] = 1;
    }
  }
  for (const { by } of design.resets) if (by) isRead[by.net] = 1;
  const fields = new Map<string, Field>();
  const count = (code: Field["code"], signal: AnyLeafSignal, isFound: boolean): void => {
    const key = `${code} ${signal.owner!.constructor.name} ${signal.key.replace(/\d+/g, "n")}`;
    const field = fields.get(key);
    if (!field) fields.set(key, { code, signal, isEverywhere: isFound });
    else field.isEverywhere &&= isFound;
  };
  for (const net of design.nets) {
    const { root } = net;
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

/** The signals whose values a module's code uses, those included that it has driven itself. */
function readsIn(code: ModuleCode): ReadonlySet<number> {
  const reads = new Set<number>();
  for (const body of [code.propagate, code.update])
    walkStatements(body?.statements ?? [], (statement) => {
      for (const expression of expressionsOf(statement))
        walkExpression(expression, (part) => {
          if (part.op === "read") reads.add(part.signal);
          if (part.op === "element") for (const signal of part.signals) reads.add(signal);
        });
    });
  return reads;
}
