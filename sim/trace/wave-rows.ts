import type { VcdScope, VcdVariable } from "./vcd-plan.ts";
import { splitElement } from "./vcd-name.ts";

/** A group of rows in a viewer: a scope, or the elements of one array. */
export interface WaveGroup {
  readonly name: string;
  readonly depth: number;
  readonly rows: readonly VcdVariable[];
  readonly groups: readonly WaveGroup[];
}

/** So many elements of one array are shown; a memory would hide everything else. */
const MOST_ELEMENTS = 16;

/**
 * Chooses at most `limit` variables for a first look: level by level from the top, so that the top's own signals come
 * first, and gives them back as groups in declaration order. Where not all find room, a net is shown under its highest
 * name only.
 */
export function chooseRows(root: VcdScope, limit: number): WaveGroup {
  const chosen = new Set<VcdVariable>();
  const elements = new Map<string, number>();
  const nets = new Set<number>();
  const isCrowded = countVariables(root) > limit;
  for (
    let level: readonly VcdScope[] = [root];
    level.length > 0;
    level = level.flatMap((scope) => scope.scopes)
  ) {
    for (const variable of level.flatMap((scope) => scope.variables)) {
      if (chosen.size >= limit) break;
      if (isCrowded && nets.has(variable.variable.net)) continue;
      nets.add(variable.variable.net);
      const { base, index } = splitElement(variable.name);
      const array = `${variable.scope}.${base}`;
      const shown = index === "" ? 0 : (elements.get(array) ?? 0);
      if (shown >= MOST_ELEMENTS) continue;
      elements.set(array, shown + 1);
      chosen.add(variable);
    }
  }
  return groupOf(root, 0, chosen);
}

function countVariables(scope: VcdScope): number {
  return scope.scopes.reduce((sum, inner) => sum + countVariables(inner), scope.variables.length);
}

function groupOf(scope: VcdScope, depth: number, chosen: ReadonlySet<VcdVariable>): WaveGroup {
  const rows: VcdVariable[] = [];
  const arrays = new Map<string, VcdVariable[]>();
  for (const variable of scope.variables) {
    if (!chosen.has(variable)) continue;
    const { base, index } = splitElement(variable.name);
    if (index === "") rows.push(variable);
    else arrays.set(base, [...(arrays.get(base) ?? []), variable]);
  }
  const arrayGroups = [...arrays].map(([name, elements]): WaveGroup => ({
    name,
    depth: depth + 1,
    rows: elements,
    groups: [],
  }));
  const scopes = scope.scopes
    .map((child) => groupOf(child, depth + 1, chosen))
    .filter((group) => !isEmpty(group));
  return { name: scope.name, depth, rows, groups: [...arrayGroups, ...scopes] };
}

function isEmpty(group: WaveGroup): boolean {
  return group.rows.length === 0 && group.groups.length === 0;
}

/** How many rows a group shows, with all groups in it. */
export function countRows(group: WaveGroup): number {
  return group.groups.reduce((sum, inner) => sum + countRows(inner), group.rows.length);
}
