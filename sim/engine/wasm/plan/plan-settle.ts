import type { Addresses } from "./addresses.ts";
import type { Homes } from "./homes.ts";
import { gridLanes, type KernelMaker } from "./kernels.ts";
import type { Copies, Copy } from "./moves.ts";
import { ringOrder } from "./order.ts";
import type { Part, PartGroup } from "./parts.ts";
import { copySteps } from "./copy-steps.ts";
import type { Step } from "./steps.ts";

/**
 * The steps that make combinational logic stable: first the copies of what no part drives, then group by group its parts and the copies of
 * what they have driven. A ring of parts runs by lists of instances.
 */
export function planSettle(
  groups: readonly PartGroup[],
  words: number,
  homes: Homes,
  addresses: Addresses,
  copies: Copies,
  maker: KernelMaker,
  keep: (table: Uint32Array) => number,
): readonly Step[] {
  const steps: Step[] = [];
  const later = copiesByGroup(groups, words, copies);
  steps.push(...copySteps(later.get(-1) ?? [], homes, addresses, keep));
  groups.forEach((group, number) => {
    if (group.isRing) steps.push(...ringSteps(group, words, maker, keep));
    else for (const part of group.parts) steps.push(runAll(makePart(part, gridLanes(part.cls), maker)));
    steps.push(...copySteps(later.get(number) ?? [], homes, addresses, keep));
  });
  return steps;
}

function makePart(
  { cls, drives, statements }: Part,
  lanes: ReturnType<typeof gridLanes>,
  maker: KernelMaker,
) {
  const { code } = cls;
  const { writes, locals } = code.propagate!;
  const { signals } = code;
  const which =
    drives.length === writes.length ? "" : ` of ${drives.map((s) => signals[s]!.path.join(".")).join(", ")}`;
  const name = `${cls.name}.propagate${which}`;
  if (code.behavioural) return maker.make({ cls, name, kind: "call", lanes, statements, locals, drives });
  return maker.make({ cls, name, kind: "propagate", lanes, statements, locals });
}

function runAll(kernel: number): Step {
  return { kind: "run", kernel, from: 0, to: 0 };
}

function ringSteps(
  group: PartGroup,
  words: number,
  maker: KernelMaker,
  keep: (table: Uint32Array) => number,
): readonly Step[] {
  const { lists, turns } = ringOrder(group, words);
  const kernels = group.parts.map((part, i) => {
    const base = keep(Uint32Array.from(lists[i]!));
    return makePart(part, { kind: "list", columns: part.cls.grid.columns, base }, maker);
  });
  if (turns.length === 1) {
    const { part, from, to } = turns[0]!;
    return [{ kind: "run", kernel: kernels[part]!, from, to }];
  }
  const table = Uint32Array.from(turns.flatMap(({ part, from, to }) => [part, from, to]));
  return [{ kind: "turns", kernels, base: keep(table), turns: table }];
}

/** The copies by the group that drives their word; -1 for those that no group drives. */
function copiesByGroup(
  groups: readonly PartGroup[],
  words: number,
  copies: Copies,
): ReadonlyMap<number, readonly Copy[]> {
  const driver = new Int32Array(words).fill(-1);
  groups.forEach(({ parts }, number) => {
    for (const { cls, drives } of parts)
      for (const signal of drives)
        for (let at = signal; at < cls.words.length; at += cls.stride) driver[cls.words[at]!] = number;
  });
  const found = new Map<number, Copy[]>();
  for (const seen of copies.values())
    for (const copy of new Set(seen.values())) {
      const by = driver[copy.word]!;
      const list = found.get(by);
      if (list) list.push(copy);
      else found.set(by, [copy]);
    }
  return found;
}
