import type { AnyMemory, Module } from "../../describe/index.ts";
import type { Program } from "../../schedule/program.ts";
import type { PowerOn } from "../power-on.ts";
import { createRandom } from "../../random/random.ts";
import type { Process } from "../../schedule/process.ts";
import type { EventCell } from "./event-cell.ts";
import { EventMemory } from "./event-memory.ts";
import { EventState } from "./event-state.ts";
import { EventStream } from "./event-stream.ts";
import type { Kernel } from "./kernel.ts";
import { makeCell } from "./make-cell.ts";
import { type MethodId, type MethodPair, NOBODY } from "./method.ts";
import { isInput, isRegister } from "./roles.ts";

/** The storage of a design in the event engine. */
export interface Storage {
  /** By net. */
  readonly cells: readonly EventCell[];
  /** In the order of `design.memories`. */
  readonly memories: readonly EventMemory[];
  /** In the order of `design.states`. */
  readonly states: readonly EventState[];
  /** In the order of `design.behavioural`. */
  readonly streams: readonly EventStream[];
}

/** Makes cells and memories with their power-on values, and tells each who writes and who reads it. */
export function buildStorage(
  program: Program,
  kernel: Kernel,
  powerOn: PowerOn,
  seed: number | string,
): Storage {
  const { design } = program;
  const cells = design.nets.map((net) => makeCell(kernel, net));
  const memories = design.memories.map((memory) => new EventMemory(kernel, memory, powerOn.unknown(memory)));
  const storeOf = new Map<AnyMemory, EventMemory>(memories.map((store) => [store.memory, store]));

  kernel.processes.forEach((process, method) => {
    if (!process) return;
    for (const net of process.reads) (cells[net] as EventCell).addReader(method);
    for (const memory of process.memoryReads) storeOf.get(memory)!.readers.push(method);
    for (const memory of process.memoryWrites) storeOf.get(memory)!.writer = method;
    for (const net of process.writes) {
      const cell = cells[net] as EventCell;
      if (process.method === "propagate") cell.driver = method;
      else cell.latcher = method;
    }
  });
  for (const cell of cells) {
    const { root } = cell.net;
    cell.about.open = root.owner === design.top.module && isInput(root);
    const given = isRegister(root) ? root.options.init : root.options.default;
    const unknown = isRegister(root) ? powerOn.unknown(root, root.options.range) : undefined;
    if (given !== undefined) cell.assign(given);
    else if (unknown) cell.assign(unknown());
  }
  const methodsOf = methodsByModule(kernel);
  const random = createRandom(seed).split("behavioural");
  return {
    cells,
    memories,
    states: design.states.map((state) => new EventState(kernel, state, methodsOf(state.owner as Module))),
    streams: design.behavioural.map(
      ({ module }) =>
        new EventStream(kernel, module.path, random.split(module.path), methodsOf(module).update),
    ),
  };
}

function methodsByModule({ processes }: Kernel): (module: Module) => MethodPair {
  const find = (module: Module, wanted: Process["method"]): MethodId => {
    const found = processes.findIndex(
      (process) => process?.instance.module === module && process.method === wanted,
    );
    return found < 0 ? NOBODY : found;
  };
  return (module) => ({ propagate: find(module, "propagate"), update: find(module, "update") });
}
