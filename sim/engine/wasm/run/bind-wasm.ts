import type { Cell, MemoryStore } from "../../../describe/index.ts";
import type { Program } from "../../../schedule/program.ts";
import { guardBehavioural } from "../../behavioural/guard-behavioural.ts";
import { bindDesign } from "../../event/bind-design.ts";
import type { DesignPlan } from "../plan/design-plan.ts";
import { BehaviourMemory } from "./behaviour-memory.ts";
import type { Behaviours } from "./behaviours.ts";
import { memoryStore } from "./memory-access.ts";
import type { Storage } from "./storage.ts";
import { type CellHost, FormatCell, PlainCell } from "./wasm-cells.ts";

/** What stands behind the signals of a design. */
export interface WasmBacking {
  readonly program: Program;
  readonly plan: DesignPlan;
  readonly storage: Storage;
  readonly behaviours: Behaviours;
  readonly host: CellHost & { readonly inMethod: () => boolean };
  onAssert(isHeld: boolean, message: string): void;
}

/** Lets the signals of a design read linear memory. Cells are made at their first use, but for those that behavioural modules can reach. */
export function bindWasm({ program, plan, storage, behaviours, host, onAssert }: WasmBacking): void {
  const { design } = program;
  const cell = (net: number): Cell => {
    const { type } = design.nets[net]!;
    const address = plan.addressOf[net]!;
    const plain = storage.plainOf(type);
    return plain
      ? new PlainCell(plain, address / plain.BYTES_PER_ELEMENT, net, host)
      : new FormatCell(storage.formatOf(type), address, net, host);
  };
  const owned = new Set(design.behavioural.flatMap(({ memories }) => memories));
  const store = (index: number): MemoryStore => {
    const memory = design.memories[index]!;
    if (!owned.has(memory)) return memoryStore(program, index, () => storage, host.inMethod);
    return new BehaviourMemory(behaviours, memory, behaviours.writerOf(memory.owner), {
      read: (address) => storage.readWord(index, address),
      write: (address, value) => storage.writeWord(index, address, value),
    });
  };
  bindDesign(design, {
    isLazy: true,
    cell,
    store,
    state: (index) => behaviours.state(index),
    takeRandom: (index) => behaviours.takeRandom(index),
    onAssert,
  });
  for (const { signals, children } of design.behavioural)
    for (const signal of [...signals, ...children.flatMap((child) => child.signals)])
      signal.cell = cell(signal.net);
  guardBehavioural(program, {
    standIn: (module, by) => behaviours.standIn(module, by),
    valueOf: (signal) => storage.read(signal.net),
    triesOthers: false,
  });
}
