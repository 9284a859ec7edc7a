import type { AnyNode } from "acorn";
import type { Frame } from "../frame.ts";
import type { MethodContext } from "./context.ts";

/** What JavaScript has for keeping things, and hardware has not. */
const CONTAINERS = [Map, Set, WeakMap, WeakSet, Date, Promise, Array] as const;

/** Refuses a member (`get()`, `size`) of what JavaScript keeps things in; gives back what is nothing of the kind. */
export function refuseContainer(
  cx: MethodContext,
  frame: Frame,
  node: AnyNode,
  holder: unknown,
  member: string,
): void {
  const found = CONTAINERS.find((each) => holder instanceof each);
  if (!found) return;
  const cures: Readonly<Record<string, string>> = {
    Array: "of arrays there are map, forEach, some, every, reduce and entries, beside an index and for…of",
    Date: "hardware has no clock of the wall: count cycles in a register",
    Promise: "nothing waits within a method: what takes several cycles is a state in a register",
  };
  cx.refuse(frame, node, "E-SUBSET", {
    what: `${member} of ${found === Array ? "an" : "a"} ${found.name} (${frame.source.snippet(node)})`,
    cure:
      cures[found.name] ??
      "make a constant one a frozen array, whose index is the key, `table[i]`; what changes while the design runs is a memory or an array of registers",
  });
}
