import { isBehavioural } from "../../sim/describe/behavioural.ts";
import { placeOf } from "../../sim/describe/module.ts";
import { typeText } from "../../sim/describe/types/type-text.ts";
import { elaborate } from "../../sim/elaborate/elaborate.ts";
import type { Instance } from "../../sim/elaborate/design.ts";
import { type Context, type ExitCode, exitCode } from "../cli/context.ts";
import { counted } from "../cli/text.ts";
import { findDesign } from "../find/design.ts";
import type { GivenParams } from "../find/params.ts";

export interface TreeFlags {
  readonly param?: GivenParams;
  readonly json?: boolean;
  readonly signals?: boolean;
  readonly depth?: number;
}

/** `systole tree <design>`: the hierarchy, a line an instance; equal neighbours in an array are one line. */
export async function tree(design: string, flags: TreeFlags, context: Context): Promise<ExitCode> {
  const { top } = await findDesign(design, flags.param ?? {}, context);
  const { top: root, instances } = elaborate(top);
  if (flags.json) context.out.write(`${JSON.stringify(treeJson(root, flags.depth ?? Infinity))}\n`);
  else {
    const lines = [line(root, ""), ...below(root, "", flags, flags.depth ?? Infinity)];
    context.out.write(lines.map((text) => `${text}\n`).join(""));
    const signals = instances.reduce((sum, instance) => sum + instance.signals.length, 0);
    context.talk.write(`${counted(instances.length, "instance")}, ${counted(signals, "signal")}\n`);
  }
  return exitCode.passed;
}

/** Children that look alike and stand side by side in one array. */
interface Run {
  readonly members: readonly Instance[];
}

function below(instance: Instance, indent: string, flags: TreeFlags, depth: number): readonly string[] {
  const runs = depth > 0 ? runsOf(instance.children) : [];
  const own = flags.signals ? signalLines(instance) : [];
  const lines = own.map((text) => `${indent}${runs.length > 0 ? "│" : " "}   ${text}`);
  runs.forEach(({ members }, i) => {
    const last = i === runs.length - 1;
    const [first] = members as [Instance];
    lines.push(
      `${indent}${last ? "└── " : "├── "}${line(first, runName(members))}${members.length > 1 ? ` × ${members.length}` : ""}`,
    );
    lines.push(...below(first, `${indent}${last ? "    " : "│   "}`, flags, depth - 1));
  });
  return lines;
}

function line(instance: Instance, name: string): string {
  const { module, signals, memories } = instance;
  const parts = [counted(signals.length, "signal")];
  if (memories.length > 0) parts.push(memories.length === 1 ? "1 memory" : `${memories.length} memories`);
  const kind = kindOf(instance);
  return `${name || placeOf(module).key}  ${module.constructor.name}  (${parts.join(", ")})${kind ? `  ${kind}` : ""}`;
}

/** What is not described in the hardware subset says so. */
function kindOf({ module, blackbox }: Instance): string {
  if (blackbox) return `black box ${blackbox.module}`;
  return isBehavioural(module) ? "behavioural" : "";
}

function signalLines({ signals, memories }: Instance): readonly string[] {
  return [
    ...signals.map(({ direction, key, type }) => `${direction} ${key}: ${typeText(type)}`),
    ...memories.map(({ key, type, depth }) => `memory ${key}: ${typeText(type)} × ${depth}`),
  ];
}

function runsOf(children: readonly Instance[]): readonly Run[] {
  const runs: { members: Instance[]; shape: string }[] = [];
  for (const child of children) {
    const shape = `${arrayOf(child)} ${shapeOf(child)}`;
    const last = runs.at(-1);
    if (last?.shape === shape && arrayOf(child) !== placeOf(child.module).key) last.members.push(child);
    else runs.push({ members: [child], shape });
  }
  return runs;
}

function shapeOf(instance: Instance): string {
  const { module, signals, children } = instance;
  return `${module.constructor.name}/${signals.length}/${kindOf(instance)}(${children.map(shapeOf).join()})`;
}

/** `pe` of `pe[3]`, `cell` of `cell[3][7]`. */
function arrayOf({ module }: Instance): string {
  return placeOf(module).key.replace(/(?:\[\d+\])+$/, "");
}

/** `cell[0…7][0…7]`: what the members' indices lie in. */
function runName(members: readonly Instance[]): string {
  const [first] = members as [Instance];
  if (members.length === 1) return placeOf(first.module).key;
  const all = members.map(indices);
  const ranges = indices(first).map((_, dimension) => {
    const values = all.map((own) => own[dimension] ?? 0);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return low === high ? `[${low}]` : `[${low}…${high}]`;
  });
  return `${arrayOf(first)}${ranges.join("")}`;
}

function indices({ module }: Instance): readonly number[] {
  return [...placeOf(module).key.matchAll(/\[(\d+)\]/g)].map(([, index]) => Number(index));
}

function treeJson(instance: Instance, depth: number): unknown {
  const { module, signals, memories, children } = instance;
  return {
    name: placeOf(module).key,
    class: module.constructor.name,
    ...(isBehavioural(module) ? { behavioural: true } : {}),
    ...(instance.blackbox ? { blackbox: instance.blackbox.module } : {}),
    signals: signals.map(({ direction, key, type }) => ({ name: key, direction, type: typeText(type) })),
    memories: memories.map(({ key, type, depth: words }) => ({
      name: key,
      type: typeText(type),
      depth: words,
    })),
    children: depth > 0 ? children.map((child) => treeJson(child, depth - 1)) : [],
  };
}
