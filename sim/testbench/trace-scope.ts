import type { AnyLeafSignal, LeafType } from "../describe/index.ts";
import type { Instance } from "../elaborate/design.ts";
import { isRegister } from "../engine/event/roles.ts";
import type { TraceScope, TraceType, TraceVariable } from "../trace/trace-source.ts";
import type { Simulation } from "./simulation.ts";

/** The hierarchy of a simulation as waves show it: the clock and the reset, then modules as scopes, bundles as scopes in them. */
export function traceScope(sim: Simulation): TraceScope {
  const { top } = sim.engine.program.design;
  const scope = scopeOf(sim, top, top.module.path);
  const level = (active: boolean): number => Number(active === (sim.reset.active === "high"));
  const wire = (name: string, net: number, read: () => unknown): TraceVariable => ({
    name,
    net,
    read,
    storage: "wire",
    type: { kind: "bits", width: 1, signed: false },
  });
  const taken = new Set(scope.variables.map(({ name }) => name));
  const clocks = [
    wire("clk", sim.clockNet, () => Number(sim.clockIsHigh)),
    wire("reset", sim.resetNet, () => level(sim.resetIsActive)),
  ].filter(({ name }) => !taken.has(name));
  return { ...scope, variables: [...clocks, ...scope.variables] };
}

function scopeOf(sim: Simulation, instance: Instance, name: string): TraceScope {
  const own = groupOf(
    name,
    instance.signals.map((signal) => ({ segments: signal.key.split("."), signal })),
    sim,
  );
  const prefix = instance.module.path.length + 1;
  const children = instance.children.map((child) => scopeOf(sim, child, child.module.path.slice(prefix)));
  return { ...own, scopes: [...own.scopes, ...children] };
}

interface Entry {
  readonly segments: readonly string[];
  readonly signal: AnyLeafSignal;
}

/** Signals by the segments of their keys: all but the last are scopes. */
function groupOf(name: string, entries: readonly Entry[], sim: Simulation): TraceScope {
  const groups = new Map<string, Entry[]>();
  const variables: TraceVariable[] = [];
  for (const { segments, signal } of entries) {
    const [head = "", ...rest] = segments;
    if (rest.length === 0) variables.push(variableOf(sim, signal, head));
    else groups.set(head, [...(groups.get(head) ?? []), { segments: rest, signal }]);
  }
  return { name, variables, scopes: [...groups].map(([group, inner]) => groupOf(group, inner, sim)) };
}

function variableOf(sim: Simulation, signal: AnyLeafSignal, name: string): TraceVariable {
  const { net } = signal;
  return {
    name,
    net,
    read: () => sim.engine.read(net),
    storage: isRegister(signal) ? "reg" : "wire",
    type: traceType(signal.type),
  };
}

function traceType(type: LeafType): TraceType {
  switch (type.kind) {
    case "float":
      return { kind: "real" };
    case "enumeration":
      return { kind: "enumeration", width: type.width, labels: type.labels };
    default:
      return { kind: "bits", width: type.width, signed: type.kind === "sint" || type.kind === "bigSint" };
  }
}
