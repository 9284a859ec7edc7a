import type { AnyLeafSignal, AnyMemory } from "../../describe/index.ts";
import type { Instance } from "../../elaborate/design.ts";
import { bindMemories, bindSignals, follow } from "../../lower/bind.ts";
import type { Body, ModuleCode } from "../../lower/ir.ts";
import type { Program } from "../../schedule/program.ts";
import type { Scope } from "./expression.ts";
import { run } from "./statement.ts";
import { checkClaim, checkHeld, fit, internalError, toInner, toOuter, type Value, zeroOf } from "./value.ts";

/** A simulation by the letter of the IR's definition: the oracle of the conformance suite. Slow, and knows no schedule. */
export interface Evaluator {
  /** Sets an input of the top. */
  readonly drive: (signal: AnyLeafSignal, value: unknown) => void;
  /** Runs every propagate() until no net changes. */
  readonly settle: () => void;
  /**
   * One clock edge on settled values: all updates, then the commit. In reset, registers with `init` take it and the rest holds. Where
   * assertions don't hold it gives what they say, as `cell[1] at edge 3: sum is 11`, and nothing changes.
   */
  readonly edge: (reset: boolean) => readonly string[];
  /** Holds these reset wires, by name, and no others; asynchronous ones act at once, until nothing changes. */
  readonly hold: (resets: readonly string[]) => void;
  /** One edge of these clocks, by name, on settled values, with what is held; what it resets asynchronously follows at once. Gives what `edge` does. */
  readonly tick: (clocks: readonly string[]) => readonly string[];
  /** The value of a signal in the form of `signal.value`. */
  readonly read: (signal: AnyLeafSignal) => unknown;
  readonly word: (memory: AnyMemory, address: number) => unknown;
}

interface Bound {
  readonly path: string;
  readonly code: ModuleCode;
  /** The net of each signal of the code. */
  readonly nets: readonly number[];
  readonly memories: readonly AnyMemory[];
  readonly fields: readonly Value[];
  /** Position in `Design.domains`. */
  readonly domain: number;
}

/** Starts a program at power-on, all unknowns 0, not yet settled. */
export function createEvaluator({ design, codeOf }: Pick<Program, "design" | "codeOf">): Evaluator {
  const nets: Value[] = design.nets.map((net) => powerOn(net.root));
  const words = new Map(design.memories.map((memory) => [memory, initialWords(memory)]));
  const bound = design.instances.map((instance) => bind(codeOf(instance), instance));
  const wordsOf = (memory: AnyMemory) => words.get(memory) ?? internalError("a memory of another design");

  const scopeOf = ({ nets: numbers, memories, fields }: Bound): Scope => ({
    signal: (index) => nets[numbers[index] as number] as Value,
    field: (index) => fields[index] as Value,
    word: (index, address) => {
      const content = wordsOf(memories[index] as AnyMemory);
      return content[Number(address)] ?? internalError(`address ${address} of ${content.length}`);
    },
    locals: [],
  });

  const settle = (): void => {
    // Without rings each pass settles at least one more net.
    for (let pass = 0; pass <= nets.length + 1; pass++) {
      const before = [...nets];
      for (const module of bound) {
        runBody(module.code.propagate, scopeOf(module), {
          drive: (signal, value) => {
            checkHeld(design.nets[module.nets[signal] as number]!.type, value, "a driven signal");
            nets[module.nets[signal] as number] = value;
          },
        });
      }
      if (nets.every((value, net) => Object.is(value, before[net]))) return;
    }
    internalError("the design does not settle");
  };

  const domainOf = new Map<unknown, number>(design.instances.map(({ module, domain }) => [module, domain]));
  const inits = design.nets
    .filter(({ root }) => isRegister(root) && root.options.init !== undefined)
    .map(({ index, root }) => ({ index, value: powerOn(root), domain: domainOf.get(root.owner) as number }));

  /** An edge of some domains, in which others (or the same) are in reset. */
  const step = (updates: (domain: number) => boolean, resets: (domain: number) => boolean): void => {
    const nextNets = new Map<number, Value>();
    const nextWords = new Map<Value[], Map<number, Value>>();
    for (const { index, value, domain } of inits) if (resets(domain)) nextNets.set(index, value);
    for (const module of bound) {
      if (updates(module.domain)) {
        runBody(module.code.update, scopeOf(module), {
          latch: (signal, value) => {
            checkHeld(design.nets[module.nets[signal] as number]!.type, value, "a latched register");
            nextNets.set(module.nets[signal] as number, value);
          },
          store: (index, address, value, mask) => {
            const memory = module.memories[index] as AnyMemory;
            const content = wordsOf(memory);
            if (address < 0n || address >= BigInt(content.length))
              internalError(`store at ${address} of ${content.length}`);
            checkHeld(memory.type, value, "a memory word");
            const pending = nextWords.get(content) ?? new Map<number, Value>();
            nextWords.set(content, pending);
            const old = pending.get(Number(address)) ?? (content[Number(address)] as Value);
            pending.set(Number(address), mask === undefined ? value : merge(memory, old, value, mask));
          },
        });
      }
    }
    for (const [net, value] of nextNets) nets[net] = value;
    for (const [content, pending] of nextWords)
      for (const [address, value] of pending) content[address] = value;
  };

  let held: readonly string[] = [];
  const inReset = (domain: number): boolean => {
    const reset = design.domains[domain]?.reset;
    if (!reset) return false;
    const level = reset.active === "low" ? 0n : 1n;
    return reset.by ? nets[reset.by.net] === level : held.includes(reset.name);
  };
  const settleResets = (): void => {
    for (;;) {
      settle();
      const before = [...nets];
      const active = design.domains.map(({ index, reset }) => reset?.kind === "async" && inReset(index));
      step(
        () => false,
        (domain) => active[domain] === true,
      );
      if (nets.every((value, net) => Object.is(value, before[net]))) return;
    }
  };

  let edges = 0;
  /** What the assertions of some domains say that don't hold on the settled values: those of `propagate()`, or else those of `update()`. */
  const brokenAssertions = (isWorking: (domain: number) => boolean): readonly string[] => {
    const broken: string[] = [];
    const saved = [...nets];
    for (const method of ["propagate", "update"] as const) {
      for (const module of bound) {
        if (!isWorking(module.domain)) continue;
        runBody(module.code[method], scopeOf(module), {
          drive: (signal, value) => void (nets[module.nets[signal] as number] = value),
          latch: () => undefined,
          store: () => undefined,
          broken: (message) => void broken.push(`${module.path} at edge ${edges + 1}: ${message}`),
        });
        saved.forEach((value, net) => (nets[net] = value));
      }
      if (broken.length > 0) break;
    }
    return broken;
  };
  const take = (updates: (domain: number) => boolean, resets: (domain: number) => boolean) => {
    const broken = brokenAssertions(updates);
    if (broken.length > 0) return broken;
    step(updates, resets);
    edges += 1;
    return broken;
  };

  return {
    drive: (signal, value) => {
      const inner = toInner(signal.type, value);
      checkHeld(signal.type, inner, signal.path);
      nets[signal.net] = inner;
    },
    settle,
    edge: (reset) =>
      take(
        () => !reset,
        () => reset,
      ),
    hold: (resets) => {
      held = resets;
      settleResets();
    },
    tick: (clocks) => {
      const due = design.domains.map(({ clock }) => clocks.includes(design.clocks[clock] as string));
      const resetting = due.map((isDue, domain) => isDue && inReset(domain));
      const broken = take(
        (domain) => due[domain] === true && !resetting[domain],
        (domain) => resetting[domain] === true,
      );
      settleResets();
      return broken;
    },
    read: (signal) => toOuter(signal.type, nets[signal.net] as Value),
    word: (memory, address) => toOuter(memory.type, wordsOf(memory)[address] as Value),
  };
}

function bind(code: ModuleCode, instance: Instance): Bound {
  const signals = bindSignals(code, instance.module);
  const memories = bindMemories(code, instance.module);
  return {
    path: instance.module.path,
    code,
    nets: signals.map((signal) => signal.net),
    memories,
    fields: code.fields.map(({ path }) => BigInt(follow(instance.module, path) as number)),
    domain: instance.domain,
  };
}

/** Runs one body; an effect that the phase does not have is a mistake of the lowering. */
function runBody(body: Body | undefined, scope: Scope, effects: Partial<Parameters<typeof run>[2]>): void {
  if (!body) return;
  run(body.statements, scope, {
    drive: () => internalError("update() drives a signal"),
    latch: () => internalError("propagate() latches a register"),
    store: () => internalError("propagate() writes a memory"),
    broken: () => undefined,
    ...effects,
  });
  // A local's bounds are stated for the whole body; the last value is one of those they must hold.
  body.locals.forEach((local, index) => {
    const value = scope.locals[index];
    if (value !== undefined) checkClaim(local.type, value, `the local ${local.name}`);
  });
}

function isRegister(signal: AnyLeafSignal): boolean {
  return signal.direction === "reg" || signal.direction === "outputReg";
}

function powerOn({ type, options }: AnyLeafSignal): Value {
  const given = options.init ?? options.default;
  return given === undefined ? zeroOf(type) : toInner(type, given);
}

function initialWords({ type, depth, options: { init } }: AnyMemory): Value[] {
  const given: readonly unknown[] = Array.isArray(init) ? init : Array.from({ length: depth }, () => init);
  return Array.from({ length: depth }, (_, i) =>
    given[i] === undefined ? zeroOf(type) : toInner(type, given[i]),
  );
}

/** The word that a masked write leaves. */
function merge(memory: AnyMemory, old: Value, value: Value, mask: bigint): Value {
  if (typeof old !== "bigint" || typeof value !== "bigint")
    return internalError(`mask on ${memory.type.kind}`);
  return fit(memory.type, (old & ~mask) | (value & mask));
}
