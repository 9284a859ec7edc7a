import { type AnyLeafSignal, isLeafSignal, type Module } from "../describe/index.ts";
import { follow } from "../lower/bind.ts";
import type { ConformingEngine } from "./conforming-engine.ts";
import type { Difference } from "./difference.ts";
import { at, type TableEntry } from "./table/index.ts";

/** Runs an entry on an engine that simulates `top`, and compares the named signals before every edge. */
export function runTableEntry(entry: TableEntry, top: Module, engine: ConformingEngine): Difference[] {
  const differences: Difference[] = [];
  const inputs = Object.entries(entry.stimulus).map(
    ([path, column]) => [signalAt(top, path), column] as const,
  );
  const outputs = Object.entries(entry.expected).map(
    ([path, column]) => [signalAt(top, path), path, column] as const,
  );
  for (let cycle = 0; cycle < entry.cycles; cycle++) {
    for (const [signal, column] of inputs) engine.drive(signal, at(column, cycle));
    engine.settle();
    for (const [signal, where, column] of outputs) {
      const expected = at(column, cycle);
      const seen = engine.read(signal);
      if (!Object.is(seen, expected)) differences.push({ cycle, where, expected, seen });
    }
    const broken = engine.edge(entry.reset?.includes(cycle) ?? false);
    if (broken.length > 0)
      differences.push({ cycle, where: "assertions", expected: "", seen: broken.join("; ") });
  }
  return differences;
}

function signalAt(top: Module, path: string): AnyLeafSignal {
  const found = follow(top, path.split("."));
  if (!isLeafSignal(found)) throw new Error(`${path} is no signal of ${top.constructor.name}`);
  return found;
}
