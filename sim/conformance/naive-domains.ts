import { type AnyLeafSignal, isClockDomain, type Module, placeOf } from "../describe/index.ts";

/** What clocks and resets a module, by the rules of SEMANTICS 4 and 5 and nothing of the elaborator. */
export interface NaiveDomain {
  readonly clock: string;
  /** The level of the reset signal, or the name of the wire that the testbench holds. */
  readonly reset:
    | { readonly wire: string; readonly isAsync: boolean }
    | { readonly by: AnyLeafSignal; readonly active: 0 | 1; readonly isAsync: boolean }
    | undefined;
}

/** The domain of a module: its own or the given one, else that of its parent, clock and reset each by itself. */
export function naiveDomain(module: Module, parent: NaiveDomain | undefined): NaiveDomain {
  const given = placeOf(module).clocking;
  const field: unknown = (module as { readonly clock?: unknown }).clock;
  const named = given?.clock ?? (isClockDomain(field) ? field : undefined);
  const clock = named?.name ?? parent?.clock ?? "clk";
  const inherited = parent ? parent.reset : { wire: "reset", isAsync: false };
  if (given?.reset === false || named?.reset === false) return { clock, reset: undefined };
  if (given?.reset) {
    const { by, kind, active } = given.reset;
    const level = active === "low" ? 0 : 1;
    return { clock, reset: { by: by as AnyLeafSignal, active: level, isAsync: kind === "async" } };
  }
  if (!named?.reset) return { clock, reset: inherited };
  const wire = parent ? `reset_${named.name}` : "reset";
  return { clock, reset: { wire, isAsync: named.reset.kind === "async" } };
}
