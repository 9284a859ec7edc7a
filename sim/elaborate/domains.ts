import {
  type AnyLeafSignal,
  type ClockDomain,
  type Clocking,
  isClockDomain,
  type Module,
  placeOf,
  type ResetKind,
} from "../describe/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import type { DeclarationPlaces } from "./declaration-places.ts";
import type { Domain, ResetLine } from "./design.ts";
import { readableIn } from "./links.ts";
import type { GrowingInstance } from "./walk.ts";

/** The name of the clock of a top that names none. */
export const DEFAULT_CLOCK = "clk";

export interface Clocks {
  readonly clocks: readonly string[];
  readonly resets: readonly ResetLine[];
  readonly domains: readonly Domain[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Gives each instance its domain: what it names or was given, else its parent's clock and reset. Parents come first. */
export function assignDomains(instances: readonly GrowingInstance[], places: DeclarationPlaces): Clocks {
  const clocks: string[] = [];
  const resets: ResetLine[] = [];
  const domains: Domain[] = [];
  const diagnostics: Diagnostic[] = [];
  /** Clocks that the design names, with the reset that they came with first. */
  const declared = new Map<string, ClockDomain>();
  /** The reset wires of domains that have one of their own. */
  const own = new Map<string, ResetLine>();

  const clockOf = (name: string): number => {
    if (!clocks.includes(name)) clocks.push(name);
    return clocks.indexOf(name);
  };
  const lineOf = (name: string, reset: ResetKind | undefined, by?: AnyLeafSignal): ResetLine => {
    const known = resets.find((line) => line.name === name && line.by === by && sameKind(line, reset));
    if (known) return known;
    const kind = reset && (reset.kind ?? "sync");
    const line = { index: resets.length, name, kind, active: reset && (reset.active ?? "high"), by };
    resets.push(line);
    return line;
  };
  const domainOf = (clock: number, reset: ResetLine | undefined): Domain => {
    const known = domains.find((domain) => domain.clock === clock && domain.reset === reset);
    if (known) return known;
    const domain = { index: domains.length, clock, reset };
    domains.push(domain);
    return domain;
  };
  const report = (module: Module, found: Diagnostic): void => {
    const { parent, key } = placeOf(module);
    diagnostics.push({ ...found, path: module.path, places: parent ? places(parent, key) : [] });
  };
  const declare = (module: Module, domain: ClockDomain): void => {
    const first = declared.get(domain.name) ?? domain;
    declared.set(domain.name, first);
    const texts = [resetText(first.reset), resetText(domain.reset)] as const;
    if (texts[0] !== texts[1])
      report(module, diagnose("E-DOMAIN-RESETS", { domain: domain.name, resets: texts }));
  };

  for (const instance of instances) {
    const { module, parent } = instance;
    const above = parent && (domains[parent.domain] as Domain);
    const given: Clocking = placeOf(module).clocking ?? {};
    const named = fieldClock(module);
    if (named && given.clock && named.name !== given.clock.name)
      report(
        module,
        diagnose("E-DOMAIN-TWICE", { module: module.path, field: named.name, given: given.clock.name }),
      );
    const domain = given.clock ?? named;
    if (domain) declare(module, domain);
    const clock = domain ? clockOf(domain.name) : (above?.clock ?? clockOf(DEFAULT_CLOCK));
    let reset = above?.reset;
    if (domain?.reset === false || given.reset === false) reset = undefined;
    else if (given.reset) {
      const by = given.reset.by as AnyLeafSignal;
      reset = lineOf(by.path, given.reset, by);
      if (!parent || !by.owner || !readableIn(by, parent.module))
        report(module, diagnose("E-DOMAIN-RESET", { module: module.path, signal: by.path }));
    } else if (domain?.reset) {
      reset = own.get(domain.name) ?? lineOf(parent ? `reset_${domain.name}` : "reset", domain.reset);
      own.set(domain.name, reset);
    } else if (!above) reset = lineOf("reset", undefined);
    instance.domain = domainOf(clock, reset).index;
  }
  return { clocks, resets, domains, diagnostics };
}

function fieldClock(module: Module): ClockDomain | undefined {
  const { clock } = module as { readonly clock?: unknown };
  return Object.hasOwn(module, "clock") && isClockDomain(clock) ? clock : undefined;
}

function sameKind(line: ResetLine, reset: ResetKind | undefined): boolean {
  if (!reset) return line.kind === undefined;
  return line.kind === (reset.kind ?? "sync") && line.active === (reset.active ?? "high");
}

function resetText(reset: ResetKind | false | undefined): string {
  if (reset === undefined) return "that of the parent";
  if (reset === false) return "none";
  return `${reset.kind ?? "sync"}, active ${reset.active ?? "high"}`;
}
