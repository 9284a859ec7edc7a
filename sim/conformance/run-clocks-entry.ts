import { type AnyLeafSignal, isLeafSignal, type Module } from "../describe/index.ts";
import { follow } from "../lower/bind.ts";
import type { ConformingEngine } from "./conforming-engine.ts";
import type { Difference } from "./difference.ts";
import type { ClocksEntry } from "./table/clocks.ts";
import { at } from "./table/index.ts";

const words = (text: string): readonly string[] => text.split(" ").filter((word) => word !== "");

/** Runs an entry on an engine that simulates `top`, and compares the named signals at each step. */
export function runClocksEntry(entry: ClocksEntry, top: Module, engine: ConformingEngine): Difference[] {
  const { hold, tick } = engine;
  if (!hold || !tick) throw new Error("this engine knows one clock only");
  const differences: Difference[] = [];
  hold([]);
  for (const [cycle, step] of entry.steps.entries()) {
    for (const [path, value] of Object.entries(step.drive ?? {})) engine.drive(signalAt(top, path), value);
    engine.settle();
    hold(words(step.hold ?? heldAt(entry, cycle)));
    for (const [where, column] of Object.entries(entry.expected)) {
      const expected = at(column, cycle);
      const seen = engine.read(signalAt(top, where));
      if (!Object.is(seen, expected)) differences.push({ cycle, where, expected, seen });
    }
    const broken = step.tick === "" ? [] : tick(words(step.tick));
    if (broken.length > 0)
      differences.push({ cycle, where: "assertions", expected: "", seen: broken.join("; ") });
  }
  return differences;
}

/** What the last step before `cycle` that says so holds. */
function heldAt({ steps }: ClocksEntry, cycle: number): string {
  return steps.slice(0, cycle).findLast(({ hold }) => hold !== undefined)?.hold ?? "";
}

function signalAt(top: Module, path: string): AnyLeafSignal {
  const found = follow(top, path.split("."));
  if (!isLeafSignal(found)) throw new Error(`${path} is no signal of ${top.constructor.name}`);
  return found;
}
