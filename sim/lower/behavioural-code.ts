import { type AnyLeafSignal, marksOf, type Module } from "../describe/index.ts";
import { diagnose, type Diagnostic, type Place } from "../errors/index.ts";
import { classChain } from "./class-chain.ts";
import { combOf } from "./comb.ts";
import type { Body, ModuleCode, SignalIndex } from "./ir.ts";
import { ownThings } from "./own-things.ts";
import type { SourceCache } from "./source/index.ts";

/**
 * What engines and checks know of a behavioural module. Its methods are not read: `propagate()` is described by `static comb`, and
 * `update()` may read all that the module can reach and assign all of its registers and memories, at every edge.
 */
export function behaviouralCode(
  module: Module,
  sources: SourceCache,
): {
  readonly code: ModuleCode;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { signals, memories } = ownThings(module);
  const list = [...signals.keys()];
  const indexOf = new Map<AnyLeafSignal, SignalIndex>(list.map((signal, index) => [signal, index]));
  const numbers = (some: readonly AnyLeafSignal[]) => some.map((signal) => indexOf.get(signal) as number);
  const { place } = sources.classSource(module.constructor);
  const { comb, problems } = combOf(module, list);
  const registers = numbers(list.filter((signal) => signal.owner === module && isRegister(signal)));
  const allMemories = [...memories.keys()].map((_, index) => index);
  const drives = new Set(numbers([...comb.keys()]));

  const dependences: Body["dependences"] = new Map(
    [...comb].map(([target, from]) => [
      indexOf.get(target) as number,
      { signals: new Set([...numbers([...from]), ...registers]), memories: new Set(allMemories) },
    ]),
  );
  const fromInputs = [...dependences.values()].flatMap(({ signals: some }) => [...some]);
  const propagate: Body = {
    statements: [],
    locals: [],
    reads: [...new Set([...fromInputs, ...registers])].filter((index) => !drives.has(index)),
    writes: [...drives],
    memoryReads: allMemories,
    memoryWrites: [],
    dependences,
    debugs: false,
    place: () => methodPlace(module, "propagate", sources),
  };
  const reads = numbers(list.filter((signal) => signal.owner === module || isOutput(signal)));
  const everything = { signals: new Set(reads), memories: new Set(allMemories) };
  const update: Body = {
    statements: [],
    locals: [],
    reads,
    writes: registers,
    memoryReads: allMemories,
    memoryWrites: allMemories,
    dependences: new Map(registers.map((register) => [register, everything])),
    debugs: true,
  };
  const undriven =
    drives.size > 0 && !declares(module, "propagate")
      ? Object.keys(marksOf(module).comb ?? {}).map((name) => ({
          name,
          problem: "is driven by nothing: the class has no propagate()",
        }))
      : [];
  return {
    code: {
      className: module.constructor.name,
      signals: list.map((signal) => ({ path: signals.get(signal)!, type: signal.type })),
      fields: [],
      memories: [...memories].map(([{ type, depth }, path]) => ({ path, type, depth })),
      propagate: comb.size > 0 || declares(module, "propagate") ? propagate : undefined,
      update: declares(module, "update") ? update : undefined,
      behavioural: true,
    },
    diagnostics: [...problems, ...undriven].map((facts) =>
      diagnose(
        "E-COMB",
        { className: module.constructor.name, ...facts },
        { path: module.path, places: place ? [place] : [] },
      ),
    ),
  };
}

function isRegister({ direction }: AnyLeafSignal): boolean {
  return direction === "reg" || direction === "outputReg";
}

function isOutput({ direction }: AnyLeafSignal): boolean {
  return direction === "output" || direction === "outputReg";
}

function declares(module: Module, method: "propagate" | "update"): boolean {
  return [...classChain(module)].some((at) => Object.hasOwn(at, method));
}

function methodPlace(
  module: Module,
  method: "propagate" | "update",
  sources: SourceCache,
): Place | undefined {
  const at = [...classChain(module)].find((prototype) => Object.hasOwn(prototype, method));
  const source = at && sources.classSource(at.constructor).method(method);
  return source?.place(source.node);
}
