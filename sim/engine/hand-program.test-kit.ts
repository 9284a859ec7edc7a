import { type AnyLeafSignal, Module } from "../describe/index.ts";
import type { Design, Instance } from "../elaborate/design.ts";
import { elaborate } from "../elaborate/elaborate.ts";
import type { Process } from "../schedule/process.ts";
import type { Program } from "../schedule/program.ts";

/** Keys of fields (`"count"`, `"child.in"`) that a method uses. */
export interface HandUses {
  readonly reads?: readonly string[];
  readonly writes?: readonly string[];
  readonly level?: number;
}
export type HandDeclaration = (module: Module) => { propagate?: HandUses; update?: HandUses } | undefined;

/**
 * A program without lowering: what the methods read and write is declared by hand, or else everything that they may legally
 * reach. All modules share level 0, which is repeated until nothing changes.
 */
export function handProgram(top: Module, declare: HandDeclaration = () => undefined): Program {
  const design = elaborate(top);
  const processes = (method: "propagate" | "update"): Process[] =>
    design.instances.flatMap((instance) =>
      instance.module[method] === Module.prototype[method]
        ? []
        : [processOf(design, instance, method, declare)],
    );
  return {
    design,
    codeOf: () => {
      throw new Error("a hand-made program has no lowered code");
    },
    bound: [],
    propagates: processes("propagate").sort((a, b) => a.level - b.level),
    updates: processes("update"),
    outside: [],
    warnings: [],
  };
}

function processOf(
  design: Design,
  instance: Instance,
  method: "propagate" | "update",
  declare: HandDeclaration,
): Process {
  const uses = declare(instance.module)?.[method];
  const reach = reachOf(instance);
  const find = (keys: readonly string[]): AnyLeafSignal[] =>
    keys.map((key) => {
      const found = reach.get(key);
      if (!found) throw new Error(`no ${key} in ${instance.module.path}`);
      return found;
    });
  const signals = [...reach.values()];
  const driven = (signal: AnyLeafSignal): boolean => {
    const isRoot = design.nets[signal.net]?.root === signal;
    if (method === "update") return signal.owner === instance.module && /reg$/i.test(signal.direction);
    const own = signal.owner === instance.module;
    return (
      isRoot &&
      (own ? signal.direction === "output" || signal.direction === "wire" : signal.direction === "input")
    );
  };
  const writes = uses?.writes ? find(uses.writes) : signals.filter(driven);
  const written = new Set(writes.map((signal) => signal.net));
  const reads = uses?.reads
    ? find(uses.reads)
    : signals.filter((signal) => method === "update" || !written.has(signal.net));
  return {
    instance,
    method,
    domain: instance.domain,
    reads: [...new Set(reads.map((signal) => signal.net))],
    writes: [...written],
    memoryReads: instance.memories,
    memoryWrites: method === "update" ? instance.memories : [],
    debugs: false,
    level: uses?.level ?? 0,
    place: undefined,
  };
}

/** Signals that a module may touch, by key: its own, and its children's. */
function reachOf(instance: Instance): Map<string, AnyLeafSignal> {
  const reach = new Map(instance.signals.map((signal) => [signal.key, signal]));
  for (const child of instance.children) {
    const prefix = child.module.path.slice(instance.module.path.length + 1);
    for (const signal of child.signals)
      if (signal.direction === "input" || /^output/.test(signal.direction))
        reach.set(`${prefix}.${signal.key}`, signal);
  }
  return reach;
}
