import { type AnyLeafSignal, type AnyMemory, type AnyState, type Module } from "../describe/index.ts";
import type { DeclarationPlaces, Design, Instance } from "../elaborate/index.ts";
import { diagnose, type Diagnostic } from "../errors/index.ts";
import type { BoundModule } from "./bound-module.ts";

/** A module class that makes a crossing of clocks safe: `static readonly crossing = true`, with all that is inside of it. */
interface Crossing {
  readonly crossing?: boolean;
}

/** Where the value of a net comes from: other nets and memories, through one `propagate()`. */
interface Source {
  readonly nets: readonly number[];
  readonly memories: readonly (AnyMemory | AnyState)[];
  /** The clock of the module, if it is inside of a crossing module: then its values count as that clock's. */
  readonly safeAs: number | undefined;
}

/** Something stateful that has a clock. */
interface Origin {
  readonly path: string;
  readonly owner: Module;
  readonly key: string;
  readonly clock: number;
  /** The nets between it and the reader, as paths, the origin's own left out. */
  readonly through: readonly string[];
}

/**
 * W-CDC: values of a register or memory of one clock that `update()` of a module of another clock reads, or that reset it, without a
 * crossing module between; one finding for all pairs of fields of equal classes.
 */
export function lintCrossings(
  design: Design,
  bound: readonly BoundModule[],
  places: DeclarationPlaces,
): readonly Diagnostic[] {
  if (design.clocks.length < 2) return [];
  const clockOf = ({ domain }: Instance): number => design.domains[domain]!.clock;
  const instanceOf = new Map(design.instances.map((instance) => [instance.module, instance]));
  const safe = safeInstances(design.instances);
  const sources = sourcesOf(bound, safe, clockOf);
  const ownerClock = (owner: Module | undefined): number =>
    clockOf(instanceOf.get(owner as Module) as Instance);
  const found = new Map<string, { sink: AnyLeafSignal; reader: Instance; origin: Origin; others: number }>();

  /** The nearest states of another clock that the net's value depends on. */
  const foreignOrigins = (start: number, clock: number): Origin[] => {
    const origins: Origin[] = [];
    const seen = new Set([start]);
    const queue = [{ net: start, through: [] as readonly string[] }];
    const meet = (
      thing: AnyLeafSignal | AnyMemory | AnyState,
      from: number,
      through: readonly string[],
    ): void => {
      const owner = thing.owner as Module;
      if (from !== clock) origins.push({ path: thing.path, owner, key: thing.key, clock: from, through });
    };
    for (const { net, through } of queue) {
      const { root } = design.nets[net]!;
      if (isRegister(root)) meet(root, ownerClock(root.owner), through);
      const source = sources.get(net);
      if (!source) continue;
      const further = [root.path, ...through];
      if (source.safeAs !== undefined) {
        meet(root, source.safeAs, through);
        continue;
      }
      for (const memory of source.memories) meet(memory, ownerClock(memory.owner), further);
      for (const next of source.nets) {
        if (seen.has(next)) continue;
        seen.add(next);
        queue.push({ net: next, through: further });
      }
    }
    return origins;
  };
  const note = (sink: AnyLeafSignal, reader: Instance): void => {
    for (const origin of foreignOrigins(sink.net, clockOf(reader))) {
      const owners = [reader.module, sink.owner as Module, origin.owner];
      const key = owners.map((owner) => owner.constructor.name);
      const pattern = [...key, sink.key, origin.key, origin.clock].join(" ").replace(/\d+/g, "n");
      const known = found.get(pattern);
      if (known) known.others++;
      else found.set(pattern, { sink, reader, origin, others: 0 });
    }
  };

  for (const { code, signals, instance } of bound) {
    if (safe.has(instance)) continue;
    for (const index of code.update?.reads ?? []) note(signals[index] as AnyLeafSignal, instance);
  }
  for (const { index, reset } of design.domains) {
    const reader = design.instances.find((instance) => instance.domain === index && !safe.has(instance));
    if (reset?.by && reader) note(reset.by, reader);
  }
  return [...found.values()].map(({ sink, reader, origin, others }) => {
    const facts = {
      reader: reader.module.path,
      readerClock: design.clocks[clockOf(reader)] as string,
      signal: sink.path,
      origin: origin.path,
      originClock: design.clocks[origin.clock] as string,
      through: origin.through.filter((path) => path !== sink.path),
      others,
    };
    const where = [places(sink.owner as Module, sink.key), places(origin.owner, origin.key)].flat();
    return diagnose("W-CDC", facts, { path: sink.path, places: where });
  });
}

/** The instances of crossing modules, with all below them. */
function safeInstances(instances: readonly Instance[]): ReadonlySet<Instance> {
  const safe = new Set<Instance>();
  for (const instance of instances) {
    const isCrossing = (instance.module.constructor as Crossing).crossing === true;
    if (isCrossing || (instance.parent && safe.has(instance.parent))) safe.add(instance);
  }
  return safe;
}

function sourcesOf(
  bound: readonly BoundModule[],
  safe: ReadonlySet<Instance>,
  clockOf: (instance: Instance) => number,
): ReadonlyMap<number, Source> {
  const sources = new Map<number, Source>();
  for (const { code, signals, memories, instance } of bound) {
    for (const [written, dependence] of code.propagate?.dependences ?? []) {
      const { net } = signals[written] as AnyLeafSignal;
      sources.set(net, {
        nets: [...dependence.signals].map((index) => (signals[index] as AnyLeafSignal).net),
        memories: [
          ...[...dependence.memories].map((index) => memories[index] as AnyMemory),
          ...instance.states,
        ],
        safeAs: safe.has(instance) ? clockOf(instance) : undefined,
      });
    }
  }
  return sources;
}

function isRegister({ direction }: AnyLeafSignal): boolean {
  return direction === "reg" || direction === "outputReg";
}
