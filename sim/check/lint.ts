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
  const known = new Map<ModuleCode, Uses>();
  const usesOf = (code: ModuleCode): Uses => {
    let uses = known.get(code);
    if (!uses) known.set(code, (uses = usesIn(code)));
    return uses;
  };
  for (const { code, nets } of bound) {
    const { reads, writes } = usesOf(code);
    for (let i = 0; i < reads.length; i++) isRead[nets[reads[i]!]!] = 1;
    for (let i = 0; i < writes.length; i++) isWritten[nets[writes[i]!]!] = 1;
  }
  for (const { by } of design.resets) if (by) isRead[by.net] = 1;
  const leavesTop = new Uint8Array(design.nets.length);
  for (const signal of design.top.signals) if (isPort(signal)) leavesTop[signal.net] = 1;
  const fields = { "W-CONSTANT": new Map<string, Field>(), "W-UNUSED": new Map<string, Field>() };
  const patternOf = fieldPatterns();
  const count = (code: Field["code"], signal: AnyLeafSignal, isFound: boolean): void => {
    const key = patternOf(signal);
    const field = fields[code].get(key);
    if (!field) fields[code].set(key, { code, signal, isEverywhere: isFound });
    else field.isEverywhere &&= isFound;
  };
  for (let net = 0; net < design.nets.length; net++) {
    const { root } = design.nets[net]!;
    if (root.direction === "reg" || root.direction === "outputReg")
      count("W-CONSTANT", root, !isWritten[net]);
    count("W-UNUSED", root, !isRead[net] && !leavesTop[net]);
  }
  return [...fields["W-CONSTANT"].values(), ...fields["W-UNUSED"].values()]
    .filter((field) => field.isEverywhere)
    .sort((a, b) => a.signal.net - b.signal.net)
    .map(({ code, signal }) => {
      const where = { path: signal.path, places: places(signal.owner!, signal.key) };
      return diagnose(code, { signal: signal.path, direction: signal.direction }, where);
    });
}

/** Class and field of a signal, equal for all elements of an array; each name is looked at once. */
function fieldPatterns(): (signal: AnyLeafSignal) => string {
  const known = new Map<unknown, Map<string, string>>();
  return ({ owner, key }) => {
    const { constructor } = owner!;
    let patterns = known.get(constructor);
    if (!patterns) known.set(constructor, (patterns = new Map()));
    let pattern = patterns.get(key);
    if (!pattern) patterns.set(key, (pattern = `${constructor.name} ${key.replace(/\d+/g, "n")}`));
    return pattern;
  };
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

/** What a module's code reads and writes, as signals. */
interface Uses {
  readonly reads: readonly number[];
  readonly writes: readonly number[];
}

function usesIn(code: ModuleCode): Uses {
  return {
    reads: [...(code.behavioural ? code.signals.keys() : readsIn(code))],
    writes: [...(code.propagate?.writes ?? []), ...(code.update?.writes ?? [])],
  };
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
