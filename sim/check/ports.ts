import type { AnyMemory, MemoryPorts, Module } from "../describe/index.ts";
import type { DeclarationPlaces } from "../elaborate/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import type { ModuleCode } from "../lower/index.ts";
import { type Accesses, accessesOf } from "./accesses.ts";
import type { BoundModule } from "./bound-module.ts";

/** What one cycle may do to a memory of a class: the reads of `propagate()`, and the accesses on paths of `update()`. */
interface Cycle {
  readonly asynchronous: number;
  readonly paths: readonly Accesses[];
}

/**
 * Memories whose ports a cycle could exceed (E-MEMORY-PORTS), and those with `onCollision: "noChange"` that a call of `update()` could both read
 * and write (E-MEMORY-BOTH). Judged by the paths through the methods, whatever their conditions are.
 */
export function checkPorts(bound: readonly BoundModule[], places: DeclarationPlaces): readonly Diagnostic[] {
  const known = new Map<ModuleCode, Map<number, Cycle>>();
  const cycleOf = (code: ModuleCode, memory: number): Cycle => {
    const cycles = known.get(code) ?? new Map<number, Cycle>();
    known.set(code, cycles);
    const cycle = cycles.get(memory) ?? {
      asynchronous: Math.max(
        0,
        ...accessesOf(code.propagate?.statements ?? [], memory).map(({ reads }) => reads),
      ),
      paths: accessesOf(code.update?.statements ?? [], memory),
    };
    cycles.set(memory, cycle);
    return cycle;
  };
  const found: Diagnostic[] = [];
  for (const module of bound) {
    const { code } = module;
    if (code.memories.length === 0) continue;
    module.memories.forEach((memory, index) => {
      const { ports, onCollision } = memory.options;
      if (!ports && onCollision !== "noChange") return;
      found.push(...findings(memory, cycleOf(code, index), places));
    });
  }
  return found;
}

function findings(
  memory: AnyMemory,
  { asynchronous, paths }: Cycle,
  places: DeclarationPlaces,
): Diagnostic[] {
  const { ports, onCollision } = memory.options;
  const { path } = memory;
  const where = { path, places: places(memory.owner as Module, memory.key) };
  const isBoth = onCollision === "noChange" && paths.some(({ reads, writes }) => reads > 0 && writes > 0);
  const found = isBoth ? [diagnose("E-MEMORY-BOTH", { memory: path }, where)] : [];
  if (!ports) return found;
  const excess = paths
    .map(({ reads, writes }) => ({ reads: reads + asynchronous, writes }))
    .find((accesses) => exceedsPorts(ports, accesses));
  if (!excess) return found;
  const method = asynchronous > 0 ? "propagate() and update()" : "update()";
  const facts = { memory: path, ports: portsText(ports), ...excess, method };
  return [...found, diagnose("E-MEMORY-PORTS", facts, where)];
}

/** Whether the accesses of a cycle are more than the ports take. */
export function exceedsPorts(
  { read = 0, write = 0, readWrite = 0 }: MemoryPorts,
  { reads, writes }: Accesses,
): boolean {
  return Math.max(0, reads - read) + Math.max(0, writes - write) > readWrite;
}

/** For messages: `1 read, 1 write`. */
export function portsText(ports: MemoryPorts): string {
  const text = (["read", "write", "readWrite"] as const).flatMap((kind) =>
    ports[kind] ? [`${ports[kind]} ${kind}`] : [],
  );
  return text.join(", ") || "no access";
}
