import type { LaneStoreName, MemoryName, PlainName } from "../../encode/index.ts";
import type { Level } from "./lane-graph.ts";

/** An instruction on vectors, with its operands; equal ones are one. */
export interface VectorNode {
  readonly id: number;
  readonly code: VectorCode;
  readonly args: readonly VectorNode[];
  readonly level: Level;
}

export type VectorCode =
  | { readonly kind: "op"; readonly name: PlainName }
  /** Shifts of all lanes. */
  | { readonly kind: "shift"; readonly name: PlainName; readonly by: number }
  | { readonly kind: "const"; readonly bytes: readonly number[] }
  | { readonly kind: "shuffle"; readonly lanes: readonly number[] }
  /** `at`: which of the kernel's accesses, and bytes behind the group's first word. */
  | { readonly kind: "load"; readonly name: MemoryName; readonly access: number; readonly at: number };

/** What is written at the end of a group: a whole vector, or its lowest lane. */
export interface VectorStore {
  readonly name: "v128.store" | LaneStoreName;
  readonly access: number;
  readonly at: number;
  readonly value: VectorNode;
}

export interface VectorGraph {
  op(name: PlainName, ...args: readonly VectorNode[]): VectorNode;
  shift(name: PlainName, arg: VectorNode, by: number): VectorNode;
  constant(bytes: readonly number[]): VectorNode;
  splat(width: 8 | 16 | 32, value: number): VectorNode;
  shuffle(lanes: readonly number[], a: VectorNode, b: VectorNode): VectorNode;
  load(name: MemoryName, access: number, at: number, level: Level): VectorNode;
}

const ZEROS = Array.from({ length: 16 }, () => 0);

export function isConstant(node: VectorNode, byte: number): boolean {
  return node.code.kind === "const" && node.code.bytes.every((each) => each === byte);
}

export function createVectorGraph(): VectorGraph {
  const known = new Map<string, VectorNode>();
  const make = (code: VectorCode, args: readonly VectorNode[], level?: Level): VectorNode => {
    const key = keyOf(code, args);
    const before = known.get(key);
    if (before) return before;
    const own = level ?? (Math.max(0, ...args.map((arg) => arg.level)) as Level);
    const node = { id: known.size, code, args, level: own };
    known.set(key, node);
    return node;
  };
  const graph: VectorGraph = {
    op(name, ...args) {
      const [a, b, mask] = args;
      if (name === "v128.bitselect" && a && b && mask) {
        if (isConstant(b, 0)) return graph.op("v128.and", a, mask);
        if (isConstant(a, 0)) return graph.op("v128.andnot", b, mask);
        if (isConstant(a, 255)) return graph.op("v128.or", b, mask);
      }
      if (name === "v128.and" && a && b) {
        if (isConstant(a, 255)) return b;
        if (isConstant(b, 255)) return a;
        if (a.code.kind === "op" && a.code.name === "v128.not") return graph.op("v128.andnot", b, a.args[0]!);
        if (b.code.kind === "op" && b.code.name === "v128.not") return graph.op("v128.andnot", a, b.args[0]!);
      }
      if (name === "v128.xor" && b && isConstant(b, 255)) return graph.op("v128.not", a!);
      return make({ kind: "op", name }, args);
    },
    shift: (name, arg, by) => (by === 0 ? arg : make({ kind: "shift", name, by }, [arg])),
    constant: (bytes) => make({ kind: "const", bytes }, [], 0),
    splat(width, value) {
      if (value === 0) return graph.constant(ZEROS);
      const bytes = width / 8;
      return graph.constant(ZEROS.map((_, i) => Math.floor(value / 2 ** (8 * (i % bytes))) & 255));
    },
    shuffle: (lanes, a, b) => make({ kind: "shuffle", lanes }, [a, b]),
    load: (name, access, at, level) => make({ kind: "load", name, access, at }, [], level),
  };
  return graph;
}

function keyOf(code: VectorCode, args: readonly VectorNode[]): string {
  let key = "";
  for (const { id } of args) key += `${id} `;
  switch (code.kind) {
    case "op":
      return key + code.name;
    case "shift":
      return `${key}${code.name} ${code.by}`;
    case "const":
      return `const ${code.bytes.join(" ")}`;
    case "shuffle":
      return `${key}shuffle ${code.lanes.join(" ")}`;
    case "load":
      return `${code.name} ${code.access} ${code.at}`;
  }
}
