/** The types of the generated signals, with the bounds of their integers. */
export type GeneratedType =
  | { readonly kind: "integer" | "big"; readonly text: string; readonly low: bigint; readonly high: bigint }
  | { readonly kind: "enumeration"; readonly text: string; readonly labels: readonly string[] }
  | { readonly kind: "float"; readonly text: string };

/** A signal of one word as a module's methods name it. */
export interface Leaf {
  /** `this.x`, `this.x[1]!`, `this.pair.first`, `this.child[0]!.out`. */
  readonly text: string;
  /** Its name in the graph of dependences: `x.1`, `child.0.out`. */
  readonly node: string;
  readonly type: GeneratedType;
  /** Never assigned by this module's `propagate()`, so that its range is always that of its type. */
  readonly source: boolean;
}

/** Several signals of one type that an index chooses from. */
export interface Group {
  readonly leaves: readonly Leaf[];
  readonly at: (index: string) => string;
  /** An index that is not known before the simulation may be used. */
  readonly dynamic: boolean;
}

/** A declared field: its leaves, and the groups among them. */
export interface Field {
  readonly name: string;
  readonly shape: "leaf" | "array" | "vec" | "struct";
  readonly type: string;
  readonly leaves: readonly Leaf[];
  readonly groups: readonly Group[];
}

const numberWidths = [8, 1, 3, 16, 31, 32, 33, 52, 53, 5, 12];
const bigWidths = [64, 54, 65, 127, 128, 9];

/** Names and members of the enumerations that every generated file declares. */
export const enumerations: readonly (readonly [name: string, labels: readonly string[]])[] = [
  ["Mode", ["Off", "On"]],
  ["Step", ["Idle", "Load", "Run", "Drain", "Halt"]],
];

/** Fields of the struct that every generated file declares. */
export const pairFields: readonly (readonly [name: string, type: number])[] = [
  ["first", 20],
  ["second", 41],
];

export function typeOfGene(gene: number): GeneratedType {
  if (gene < 8) return { kind: "integer", text: "bit", low: 0n, high: 1n };
  if (gene < 44) {
    const width = BigInt(numberWidths[gene % numberWidths.length] as number);
    return gene % 2 === 0
      ? { kind: "integer", text: `uint(${width})`, low: 0n, high: 2n ** width - 1n }
      : {
          kind: "integer",
          text: `sint(${width})`,
          low: -(2n ** (width - 1n)),
          high: 2n ** (width - 1n) - 1n,
        };
  }
  if (gene < 54) {
    const width = BigInt(bigWidths[gene % bigWidths.length] as number);
    return gene % 4 < 2
      ? { kind: "big", text: `bigUint(${width})`, low: 0n, high: 2n ** width - 1n }
      : { kind: "big", text: `bigSint(${width})`, low: -(2n ** (width - 1n)), high: 2n ** (width - 1n) - 1n };
  }
  if (gene < 59) {
    const [text, labels] = enumerations[gene % 2] as (typeof enumerations)[number];
    return { kind: "enumeration", text, labels };
  }
  return { kind: "float", text: "fp32" };
}

/** The leaves and groups of a field. `holder` and `nodes` lead to the module that has it. */
export function makeField(
  name: string,
  gene: { readonly type: number; readonly shape: number },
  source: boolean,
  holder = "this",
  nodes = "",
): Field {
  const base = `${holder}.${name}`;
  const node = nodes + name;
  const type = typeOfGene(gene.type);
  if (gene.shape < 9) {
    return { name, shape: "leaf", type: type.text, leaves: [{ text: base, node, type, source }], groups: [] };
  }
  if (gene.shape === 15) {
    const leaves = pairFields.map(([field, fieldGene]) => ({
      text: `${base}.${field}`,
      node: `${node}.${field}`,
      type: typeOfGene(fieldGene),
      source,
    }));
    return { name, shape: "struct", type: "Pair", leaves, groups: [] };
  }
  const length = 2 + (gene.shape % 3);
  const at = (index: string) => `${base}[${index}]!`;
  const leaves = Array.from({ length }, (_, i) => ({
    text: at(String(i)),
    node: `${node}.${i}`,
    type,
    source,
  }));
  const shape = gene.shape < 12 ? "array" : "vec";
  return {
    name,
    shape,
    type: shape === "vec" ? `vec(${type.text}, ${length})` : type.text,
    leaves,
    groups: [{ leaves, at, dynamic: true }],
  };
}
