import {
  type FunctionBuilder,
  get,
  i32,
  type Instruction,
  load,
  type Local,
  op,
  set,
  shuffle,
  store,
  storeLane,
  v128,
} from "../../encode/index.ts";
import type { Address } from "../lanes.ts";
import { isConstant, type VectorNode, type VectorStore } from "./vector-graph.ts";

/** Turns vectors into instructions: what does not change from column to column stands before the loops, in variables. */
export interface VectorEmitter {
  /** Instructions before all rows, and those at the start of each row. */
  readonly ofAll: Instruction[];
  readonly ofRow: Instruction[];
  /** The value of a vector that does not change within a row. */
  uniform(node: VectorNode): Instruction;
  /** A group: its words, and then the stores. `addressOf` finds a group's word; `aliases` says whether a store may change what a load reads. */
  group(
    stores: readonly VectorStore[],
    addressOf: (access: number) => Address,
    aliases: (read: number, written: number) => boolean,
  ): readonly Instruction[];
}

export function createEmitter(
  builder: FunctionBuilder,
  uniformAddress: (access: number) => Address,
): VectorEmitter {
  const ofAll: Instruction[] = [];
  const ofRow: Instruction[] = [];
  const hoisted = new Map<VectorNode, Local>();

  const uniform = (node: VectorNode): Instruction => {
    // A register of zeros or ones costs nothing to make.
    const { code } = node;
    if (code.kind === "const" && (isConstant(node, 0) || isConstant(node, 255))) return v128(code.bytes);
    const before = hoisted.get(node);
    if (before) return get(before);
    const value = build(node, uniform, uniformAddress);
    const local = builder.local("v128", node.level === 0 ? "constant" : "of.row");
    (node.level === 0 ? ofAll : ofRow).push(set(local, value));
    hoisted.set(node, local);
    return get(local);
  };

  return {
    ofAll,
    ofRow,
    uniform,
    group(stores, addressOf, aliases) {
      const out: Instruction[] = [];
      const uses = countUses(stores.map(({ value }) => value));
      const locals = new Map<VectorNode, Local>();
      const use = (node: VectorNode): Instruction => {
        if (node.level < 2) return uniform(node);
        const before = locals.get(node);
        if (before) return get(before);
        const value = build(node, use, addressOf);
        return uses.get(node)! > 1 ? keep(node, value) : value;
      };
      const keep = (node: VectorNode, value: Instruction): Instruction => {
        const local = builder.local("v128", "v");
        out.push(set(local, value));
        locals.set(node, local);
        return get(local);
      };
      const loadsOf = (nodes: Iterable<VectorNode>): readonly VectorNode[] =>
        [...nodes].filter(({ code, level }) => code.kind === "load" && level === 2);
      const loads = loadsOf(uses.keys());
      const pending = new Set(loads);
      for (const one of stores) {
        const value = use(one.value);
        for (const node of loadsOf(countUses([one.value]).keys())) pending.delete(node);
        // What the store may change has to be read before, by all that comes later.
        const kept = [...pending].filter(
          (node) => node.code.kind === "load" && aliases(node.code.access, one.access),
        );
        if (kept.length > 0) {
          const inner = value.kind === "get" ? value : keepValue(value);
          for (const node of kept) {
            pending.delete(node);
            if (!locals.has(node)) keep(node, build(node, use, addressOf));
          }
          out.push(storeOf(one, inner, addressOf));
        } else out.push(storeOf(one, value, addressOf));
      }
      return out;

      function keepValue(value: Instruction): Instruction {
        const local = builder.local("v128", "v");
        out.push(set(local, value));
        return get(local);
      }
    },
  };
}

function storeOf(
  { name, access, at }: VectorStore,
  value: Instruction,
  addressOf: (access: number) => Address,
): Instruction {
  const { pointer, offset } = addressOf(access);
  return name === "v128.store"
    ? store(name, pointer, value, offset + at)
    : storeLane(name, 0, pointer, value, offset + at);
}

function build(
  { code, args }: VectorNode,
  use: (node: VectorNode) => Instruction,
  addressOf: (access: number) => Address,
): Instruction {
  switch (code.kind) {
    case "op":
      return op(code.name, ...args.map(use));
    case "shift":
      return op(code.name, use(args[0]!), i32(code.by));
    case "const":
      return v128(code.bytes);
    case "shuffle":
      return shuffle(code.lanes, use(args[0]!), use(args[1]!));
    case "load": {
      const { pointer, offset } = addressOf(code.access);
      return load(code.name, pointer, offset + code.at);
    }
  }
}

/** How often each vector below the roots is used. */
function countUses(roots: readonly VectorNode[]): Map<VectorNode, number> {
  const uses = new Map<VectorNode, number>();
  const visit = (node: VectorNode): void => {
    const before = uses.get(node) ?? 0;
    uses.set(node, before + 1);
    if (before === 0) node.args.forEach(visit);
  };
  roots.forEach(visit);
  return uses;
}
