import type { Module } from "../../describe/index.ts";
import type { Domain } from "../../elaborate/design.ts";
import type { EventCell } from "./event-cell.ts";
import type { Storage } from "./build.ts";
import type { EventState } from "./event-state.ts";
import { isRegister } from "./roles.ts";

/** What resets the registers of one domain. */
export interface DomainReset {
  /** The registers that have an `init`. */
  readonly cells: readonly EventCell[];
  /** The states of its behavioural modules that it resets. */
  readonly states: readonly EventState[];
  /** The signal that gives the reset, with the value at which it resets. */
  readonly by: { readonly cell: EventCell; readonly active: 0 | 1; readonly isAsync: boolean } | undefined;
  /** Whether the testbench holds it; only where no signal gives it. */
  held: boolean;
}

/** The resets of the domains, by their index. */
export function domainResets(
  domains: readonly Domain[],
  { cells, states }: Storage,
  domainOf: (owner: Module | undefined) => number,
): readonly DomainReset[] {
  const resettable = domains.map((): EventCell[] => []);
  for (const cell of cells) {
    const { root } = cell.net;
    if (isRegister(root) && root.options.init !== undefined)
      (resettable[domainOf(root.owner)] as EventCell[]).push(cell);
  }
  return domains.map(({ index, reset }) => ({
    cells: reset ? (resettable[index] as EventCell[]) : [],
    states: reset
      ? states.filter(({ state }) => state.options.reset !== false && domainOf(state.owner) === index)
      : [],
    by: reset?.by && {
      cell: cells[reset.by.net] as EventCell,
      active: reset.active === "low" ? 0 : 1,
      isAsync: reset.kind === "async",
    },
    held: false,
  }));
}

/** Whether the domain is in reset at the settled values of now. */
export function isActive({ by, held }: DomainReset): boolean {
  return by ? by.cell.v === by.active : held;
}

/** Those of the domains that are in reset; seldom any, so that nothing is allocated. */
export function inReset(resets: readonly DomainReset[], domains: readonly number[]): readonly number[] {
  for (let i = 0; i < domains.length; i++)
    if (isActive(resets[domains[i] as number] as DomainReset))
      return domains.filter((domain) => isActive(resets[domain] as DomainReset));
  return NO_DOMAINS;
}

/** Gives the registers their `init`, except forced ones, and the states their initial values; tells whether one of them had another value. */
export function resetCells({ cells, states }: DomainReset): boolean {
  let changed = false;
  for (const cell of cells) {
    if (cell.about.hold) continue;
    const before = cell.v;
    cell.assign(cell.net.root.options.init);
    changed ||= !Object.is(before, cell.v);
  }
  for (const state of states) if (state.reset()) changed = true;
  return changed;
}

const NO_DOMAINS: readonly number[] = [];
