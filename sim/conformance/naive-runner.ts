import {
  type AnyLeafSignal,
  type AnyMemory,
  type AnyState,
  fitValue,
  isLeafSignal,
  isMemory,
  isModule,
  isState,
  type LeafType,
  type Module,
  placeOf,
  zeroValue,
} from "../describe/index.ts";

import { bindBehaviour } from "./naive-behaviour.ts";
import { type NaiveDomain, naiveDomain } from "./naive-domains.ts";

/**
 * A third opinion: the methods themselves under Node, with no elaboration, lowering or schedule. Every `propagate()` is run until nothing
 * changes, then every `update()`, then the registers and words change. Legal designs only: no phase rule is checked.
 */
export interface NaiveRunner {
  readonly drive: (signal: AnyLeafSignal, value: unknown) => void;
  readonly settle: () => void;
  readonly edge: (reset: boolean) => readonly string[];
  readonly hold: (resets: readonly string[]) => void;
  readonly tick: (clocks: readonly string[]) => readonly string[];
  readonly read: (signal: AnyLeafSignal) => unknown;
  readonly word: (memory: AnyMemory, address: number) => unknown;
}

interface NaiveCell {
  v: unknown;
  next: { readonly value: unknown } | undefined;
  drive(value: unknown): void;
  latch(value: unknown): void;
}

/** Takes the signals and memories of `top` over, at power-on. Modules run in the order of the walk, or backwards. */
export function createNaiveRunner(top: Module, order: "forwards" | "backwards" = "forwards"): NaiveRunner {
  const { modules, signals, memories, states, domains, owners } = walk(top);
  const places = new Map(modules.map((module, place) => [module, place]));
  if (order === "backwards") modules.reverse();
  const groups = joinedGroups(signals);
  const cells = new Map<AnyLeafSignal, NaiveCell>();
  for (const group of groups) {
    const cell = makeCell(group);
    for (const signal of group) {
      cells.set(signal, cell);
      signal.cell = cell;
    }
  }
  const words = new Map(memories.map((memory) => [memory, bindStore(memory)]));
  const behaviour = bindBehaviour(states, modules);
  const all = [...new Set(cells.values())];

  const settle = (): void => {
    for (let pass = 0; pass <= all.length + 1; pass++) {
      const before = all.map((cell) => cell.v);
      for (const module of modules) module.propagate();
      if (all.every((cell, i) => Object.is(cell.v, before[i]))) return;
    }
    throw new Error("naive runner: the design does not settle");
  };

  const commit = (): void => {
    for (const cell of all) {
      if (cell.next) cell.v = cell.next.value;
      cell.next = undefined;
    }
    for (const content of words.values()) content.commit();
    behaviour.commit();
  };

  let edges = 0;
  /** Runs the updates of some modules and gives what their assertions say that don't hold on settled values; those of `propagate()` first. */
  const update = (working: readonly Module[]): readonly string[] => {
    const broken: string[] = [];
    const inOrder = modules
      .filter((module) => working.includes(module))
      .sort((a, b) => places.get(a)! - places.get(b)!);
    for (const method of ["propagate", "update"] as const) {
      for (const module of inOrder) {
        const place = placeOf(module);
        place.onAssert = (holds, message) => {
          if (!holds) broken.push(`${module.path} at edge ${edges + 1}: ${message}`);
        };
        module[method]();
        place.onAssert = undefined;
      }
      if (broken.length > 0) return dropped(broken);
    }
    edges += 1;
    return broken;
  };
  /** Nothing is committed where an assertion fails. */
  const dropped = (broken: readonly string[]): readonly string[] => {
    for (const cell of all) cell.next = undefined;
    for (const content of words.values()) content.drop();
    behaviour.drop();
    return broken;
  };

  let held: readonly string[] = [];
  const inReset = ({ reset }: NaiveDomain): boolean =>
    reset !== undefined && ("by" in reset ? reset.by.cell!.v === reset.active : held.includes(reset.wire));
  /** The registers of modules that a test picks get their `init`, all at once. */
  const latchInits = (picked: (domain: NaiveDomain) => boolean): void => {
    for (const group of groups) {
      const root = group.find((signal) => signal.options.init !== undefined && signal.direction !== "input");
      if (root && picked(domains.get(owners.get(root)!)!)) root.cell!.latch(root.options.init);
    }
    behaviour.reset((owner) => picked(domains.get(owner)!));
  };
  const settleResets = (): void => {
    for (;;) {
      settle();
      const before = all.map((cell) => cell.v);
      const active = new Set([...domains.values()].filter((each) => each.reset?.isAsync && inReset(each)));
      latchInits((domain) => active.has(domain));
      commit();
      if (all.every((cell, i) => Object.is(cell.v, before[i]))) return;
    }
  };
  const hold = (resets: readonly string[]): void => {
    held = resets;
    settleResets();
  };
  const tick = (clocks: readonly string[]): readonly string[] => {
    const due = modules.filter((module) => clocks.includes(domains.get(module)!.clock));
    const resetting = new Set(due.map((module) => domains.get(module)!).filter(inReset));
    const broken = update(due.filter((module) => !resetting.has(domains.get(module)!)));
    if (broken.length === 0) latchInits((domain) => resetting.has(domain));
    commit();
    settleResets();
    return broken;
  };

  const edge = (reset: boolean): readonly string[] => {
    const broken = update(reset ? [] : modules);
    if (reset) {
      for (const group of groups) {
        const init = group.find((signal) => signal.options.init !== undefined);
        if (init) init.cell!.latch(init.options.init);
      }
      behaviour.reset(() => true);
    }
    commit();
    return broken;
  };

  return {
    drive: (signal, value) => signal.cell!.drive(value),
    settle,
    edge,
    hold,
    tick,
    read: (signal) => signal.cell!.v,
    word: (memory, address) => words.get(memory)!.read(address),
  };
}

function makeCell(group: readonly AnyLeafSignal[]): NaiveCell {
  const { type } = group[0] as AnyLeafSignal;
  const given = powerOn(group);
  return {
    v: given === undefined ? zeroValue(type) : fitValue(type, given),
    next: undefined,
    drive(value) {
      checkWhole(type, value);
      this.v = fitValue(type, value);
    },
    latch(value) {
      checkWhole(type, value);
      this.next = { value: fitValue(type, value) };
    },
  };
}

/** The register's `init`, or the `default` of the input from which all connections of the group come. */
function powerOn(group: readonly AnyLeafSignal[]): unknown {
  const register = group.find(
    ({ options, direction }) => options.init !== undefined && direction !== "input",
  );
  if (register) return register.options.init;
  const source = group.find((signal) => !signal.links.some(({ to }) => to === signal));
  return source?.direction === "input" ? source.options.default : undefined;
}

/** What reaches an integer signal is exact, or the design is not legal. */
function checkWhole(type: LeafType, value: unknown): void {
  if (type.kind !== "bit" && type.kind !== "uint" && type.kind !== "sint") return;
  if (typeof value !== "boolean" && !Number.isSafeInteger(value))
    throw new Error(`naive runner: ${String(value)} is assigned to ${type.kind}(${type.width})`);
}

function bindStore(memory: AnyMemory) {
  const { type, depth } = memory;
  const { init } = memory.options;
  const word = (i: number): unknown =>
    (Array.isArray(init) ? (init as unknown[])[i] : init) ?? zeroValue(type);
  const now = Array.from({ length: depth }, (_, i) => fitValue(type, word(i)));
  const next = new Map<number, unknown>();
  const store = {
    read(address: number): unknown {
      if (!(address in now)) throw new Error(`naive runner: address ${address} of ${depth}`);
      return memory.options.onCollision === "writeFirst" ? (next.get(address) ?? now[address]) : now[address];
    },
    write(address: number, value: unknown, mask: number | bigint | undefined): void {
      if (!(address in now)) throw new Error(`naive runner: address ${address} of ${depth}`);
      const fitted = fitValue(type, value);
      if (mask === undefined) return void next.set(address, fitted);
      const old = BigInt((next.get(address) ?? now[address]) as number | bigint);
      const merged = (old & ~BigInt(mask)) | (BigInt(fitted as number | bigint) & BigInt(mask));
      next.set(
        address,
        fitValue(type, typeof fitted === "bigint" ? merged : Number(BigInt.asIntN(54, merged))),
      );
    },
    commit(): void {
      for (const [address, value] of next) now[address] = value;
      next.clear();
    },
    drop(): void {
      next.clear();
    },
  };
  memory.store = store;
  return store;
}

/** Everything below the top, each once: the signals of a module stand before those of its children. */
function walk(top: Module) {
  const modules: Module[] = [];
  const signals: AnyLeafSignal[] = [];
  const memories: AnyMemory[] = [];
  const states = new Map<AnyState, Module>();
  const domains = new Map<Module, NaiveDomain>();
  const owners = new Map<AnyLeafSignal, Module>();
  const seen = new Set<unknown>();
  const visit = (value: unknown, children: Module[], owner: Module): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (isLeafSignal(value)) signals.push(value);
    else if (isMemory(value)) memories.push(value);
    else if (isState(value)) states.set(value, owner);
    else if (isModule(value)) children.push(value);
    else for (const field of Object.values(value)) visit(field, children, owner);
  };
  const enter = (module: Module, parent: NaiveDomain | undefined): void => {
    modules.push(module);
    const domain = naiveDomain(module, parent);
    domains.set(module, domain);
    const known = signals.length;
    const children: Module[] = [];
    for (const field of Object.values(module)) visit(field, children, module);
    for (const signal of signals.slice(known)) owners.set(signal, module);
    for (const child of children) enter(child, domain);
  };
  enter(top, undefined);
  return { modules, signals, memories, states, domains, owners };
}

/** The sets of signals that connections make one. */
function joinedGroups(signals: readonly AnyLeafSignal[]): AnyLeafSignal[][] {
  const groups: AnyLeafSignal[][] = [];
  const seen = new Set<AnyLeafSignal>();
  for (const first of signals) {
    if (seen.has(first)) continue;
    seen.add(first);
    const group = [first];
    for (const signal of group) {
      for (const { from, to } of signal.links) {
        const other = from === signal ? to : from;
        if (!seen.has(other)) group.push(other);
        seen.add(other);
      }
    }
    groups.push(group);
  }
  return groups;
}
