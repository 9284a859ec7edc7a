import { createHash } from "node:crypto";
import { type AnyState, typeText } from "../describe/index.ts";
import { isRegister } from "../engine/event/roles.ts";
import type { Design, Net } from "../elaborate/design.ts";
import { behaviourOf } from "../lower/behaviour-text.ts";
import { follow } from "../lower/bind.ts";
import type { ModuleCode } from "../lower/ir.ts";
import type { Program } from "../schedule/program.ts";
import { dataText } from "./plain-data.ts";
import { plainValue } from "./plain-value.ts";

/** What a design is for snapshots and logs: by it they know theirs. Everything is in the order of elaboration. */
export interface DesignPrint {
  /** Of all that follows. */
  readonly hash: string;
  /** What has a value: registers and the inputs of the top, with their types. */
  readonly signals: readonly string[];
  readonly memories: readonly string[];
  /** The `state()` fields of behavioural modules, with their initial values and options; there only where a design has some. */
  readonly states?: readonly string[];
  readonly domains: readonly string[];
  /**
   * What the methods of each class compute, as a hash: comments, names of locals and the transpiler don't count. Of a behavioural class what its
   * text says and what numbers its fields hold, where only comments, layout and the transpiler don't count.
   */
  readonly logic: Readonly<Record<string, string>>;
}

/** The nets whose values the others follow from: registers and the inputs of the top. */
export function stateNets({ nets, top }: Design): readonly Net[] {
  return nets.filter(
    ({ root }) => isRegister(root) || (root.owner === top.module && root.direction === "input"),
  );
}

export function printOf(program: Program): DesignPrint {
  const { design } = program;
  const print = {
    signals: stateNets(design).map(({ root, type }) =>
      isRegister(root)
        ? `register ${root.path}: ${typeText(type)}${initText(root.options.init)}`
        : `input ${root.path}: ${typeText(type)}`,
    ),
    memories: design.memories.map(({ path, type, depth }) => `${path}: ${depth} words of ${typeText(type)}`),
    ...(design.states.length > 0 && { states: design.states.map(stateText) }),
    domains: design.domains.map(
      ({ clock, reset }) => `clock ${design.clocks[clock]}, ${reset ? `reset ${reset.name}` : "no reset"}`,
    ),
    logic: logicOf(program),
  };
  return { hash: hashOf(JSON.stringify(print)), ...print };
}

/** In what a design differs from the one of a snapshot or log: sentences, the telling ones first. */
export function printDifferences(kept: DesignPrint, design: DesignPrint): readonly string[] {
  if (kept.hash === design.hash) return [];
  const lists = (["signals", "memories", "states", "domains"] as const).flatMap((list) =>
    listDifferences(kept[list] ?? [], design[list] ?? [], list),
  );
  const classes = [...new Set([...Object.keys(kept.logic), ...Object.keys(design.logic)])];
  const logic = classes
    .filter((name) => kept.logic[name] !== design.logic[name])
    .map((name) =>
      kept.logic[name] === undefined
        ? `it has no ${name}`
        : design.logic[name] === undefined
          ? `it has a ${name}, which this design has not`
          : `${name} computes something else`,
    );
  const all = [...lists, ...logic];
  return all.length > 0 ? all : ["it has another hash"];
}

function listDifferences(kept: readonly string[], here: readonly string[], list: string): readonly string[] {
  const [inKept, inHere] = [new Set(kept), new Set(here)];
  const gone = kept.filter((line) => !inHere.has(line));
  const added = here.filter((line) => !inKept.has(line));
  if (gone.length + added.length > 0)
    return [...gone.map((line) => `it has ${line}`), ...added.map((line) => `it lacks ${line}`)];
  return kept.some((line, i) => line !== here[i]) ? [`its ${list} are in another order`] : [];
}

function logicOf({ design, codeOf }: Program): Readonly<Record<string, string>> {
  const hashes = new Map<ModuleCode, string>();
  const classes = new Map<string, string[]>();
  const behaviour = behaviourOf();
  for (const instance of design.instances) {
    const code = codeOf(instance);
    const hash = hashes.get(code) ?? hashOf(JSON.stringify(code, plainCode));
    hashes.set(code, hash);
    const instances = classes.get(code.className);
    const own = code.fields.map(({ path }) => ` ${String(follow(instance.module, path))}`);
    const behaves = code.behavioural ? ` ${hashOf(behaviour(instance.module))}` : "";
    const entry = `${instance.index} ${hash}${own.join("")}${behaves}`;
    if (instances) instances.push(entry);
    else classes.set(code.className, [entry]);
  }
  return Object.fromEntries([...classes].map(([name, instances]) => [name, hashOf(instances.join())]));
}

/** Code without what it does not compute with: places and names of locals; values that JSON does not know become text. */
function plainCode(this: object, key: string, value: unknown): unknown {
  if (key === "place" || key === "dependences" || (key === "name" && "type" in this && !("op" in this)))
    return undefined;
  switch (typeof value) {
    case "bigint":
      return `${value}n`;
    case "number":
      return plainValue(value);
    case "function":
      return { ...value };
    default:
      return value;
  }
}

function initText(init: unknown): string {
  return init === undefined ? "" : `, init ${plainValue(init)}`;
}

function stateText({ path, initial, data, options }: AnyState): string {
  const survives = options.reset === false ? ", not reset" : "";
  return `state ${path}, initial ${dataText(initial, data.texts)}${survives}`;
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
