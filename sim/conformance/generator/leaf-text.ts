/** The types of the generated signals, with the bounds of their integers. */
export type GeneratedType =
  | { readonly kind: "integer" | "big"; readonly text: string; readonly low: bigint; readonly high: bigint }
  | { readonly kind: "enumeration"; readonly text: string; readonly labels: readonly string[] }
  | { readonly kind: "float"; readonly text: string }
  /** Bounds are those of value · 2^fraction. */
  | {
      readonly kind: "fixed";
      readonly text: string;
      readonly fraction: bigint;
      readonly low: bigint;
      readonly high: bigint;
    };

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
  /** What a `for…of` may go over: an array of signals, not a vec. */
  readonly list?: string;
}

/** A declared field: its leaves, and the groups among them. */
export interface Field {
  readonly name: string;
  readonly shape: "leaf" | "array" | "vec" | "struct" | "nested" | "bundles";
  readonly type: string;
  /** What the whole field is called: `this.x`. */
  readonly base: string;
  readonly leaves: readonly Leaf[];
  readonly groups: readonly Group[];
}

const numberWidths = [8, 1, 3, 16, 31, 32, 33, 52, 53, 5, 12];
const bigWidths = [64, 54, 65, 127, 128, 9];

const floatFormats = ["fp32", "fp16", "bf16", "fp24", "flushing"];
const fixedFormats = [
  [8, 8],
  [1, 15],
  [12, 0],
  [20, 33],
] as const;
/** Bits of the integers that become floats. */
export const integerRoom = 53n;

/** Names and members of the enumerations that every generated file declares. */
export const enumerations: readonly (readonly [name: string, labels: readonly string[]])[] = [
  ["Mode", ["Off", "On"]],
  ["Step", ["Idle", "Load", "Run", "Drain", "Halt"]],
];

/** Fields of the struct that every generated file declares. */
export const pairFields: readonly (readonly [name: string, type: number])[] = [
  ["first", 20],
  ["second", 19],
];

export function typeOfGene(gene: number): GeneratedType {
  if (gene < 6) return { kind: "integer", text: "bit", low: 0n, high: 1n };
  if (gene < 38) {
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
  if (gene < 50) {
    const width = BigInt(bigWidths[(gene - 38) % bigWidths.length] as number);
    return gene < 44
      ? { kind: "big", text: `bigUint(${width})`, low: 0n, high: 2n ** width - 1n }
      : { kind: "big", text: `bigSint(${width})`, low: -(2n ** (width - 1n)), high: 2n ** (width - 1n) - 1n };
  }
  if (gene < 53) {
    const [text, labels] = enumerations[gene % 2] as (typeof enumerations)[number];
    return { kind: "enumeration", text, labels };
  }
  if (gene < 59) return { kind: "float", text: floatFormats[gene % floatFormats.length] as string };
  const [int, fraction] = fixedFormats[gene % fixedFormats.length] as (typeof fixedFormats)[number];
  const half = 2n ** BigInt(int + fraction - 1);
  const text = `fixed(${int}, ${fraction})`;
  return { kind: "fixed", text, fraction: BigInt(fraction), low: -half, high: half - 1n };
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
    return {
      name,
      shape: "leaf",
      type: type.text,
      base,
      leaves: [{ text: base, node, type, source }],
      groups: [],
    };
  }
  if (gene.shape === 15) {
    const leaves = pairFields.map(([field, fieldGene]) => ({
      text: `${base}.${field}`,
      node: `${node}.${field}`,
      type: typeOfGene(fieldGene),
      source,
    }));
    return { name, shape: "struct", type: "Pair", base, leaves, groups: [] };
  }
  if (gene.shape === 14) return nestedField(name, base, node, source);
  if (gene.shape === 16) return bundlesField(name, base, node, source);
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
    base,
    type: shape === "vec" ? `vec(${type.text}, ${length})` : type.text,
    leaves,
    groups: [{ leaves, at, dynamic: true, ...(shape === "array" ? { list: base } : {}) }],
  };
}

/** Two bundles, InLane or OutLane, in an array. */
function bundlesField(name: string, base: string, node: string, source: boolean): Field {
  const groups = laneFields.map(([field, gene]): Group => {
    const at = (index: string) => `${base}[${index}]!.${field}`;
    const leaves = [0, 1].map((i): Leaf => ({
      text: at(String(i)),
      node: `${node}.${i}.${field}`,
      type: typeOfGene(gene),
      source,
    }));
    return { leaves, at, dynamic: true };
  });
  const leaves = [0, 1].flatMap((i) => groups.map((group) => group.leaves[i] as Leaf));
  return { name, shape: "bundles", type: "Lane", base, leaves, groups };
}

/** Fields of the bundles that every generated file declares. */
export const laneFields: readonly (readonly [name: string, type: number])[] = [
  ["data", 22],
  ["flag", 0],
];

/** Structs in a vec, each of a struct and a vec: what every generated file declares as Deep, twice. */
function nestedField(name: string, base: string, node: string, source: boolean): Field {
  const paths = [
    ...pairFields.map(([field, gene]) => [`.pair.${field}`, gene] as const),
    ...[0, 1].map((i) => [`.lane[${i}]!`, laneType] as const),
  ];
  const at = (path: string) => (index: string) => `${base}[${index}]!${path}`;
  const leavesOf = (path: string, gene: number) =>
    [0, 1].map((i): Leaf => ({
      text: at(path)(String(i)),
      node: `${node}.${i}${path.replaceAll(/[[\]!]+/g, ".").replace(/\.$/, "")}`,
      type: typeOfGene(gene),
      source,
    }));
  const groups = paths.map(([path, gene]): Group => ({
    leaves: leavesOf(path, gene),
    at: at(path),
    dynamic: true,
  }));
  // In the order of declaration: element by element.
  const leaves = [0, 1].flatMap((i) => groups.map((group) => group.leaves[i] as Leaf));
  const lanes: Group = {
    leaves: [0, 1].flatMap((i) => groups.slice(-2).map((group) => group.leaves[i] as Leaf)),
    at: (index) => `${base}[${index} >> 1]!.lane[${index} & 1]!`,
    dynamic: true,
  };
  return { name, shape: "nested", type: "vec(Deep, 2)", base, leaves, groups: [...groups, lanes] };
}

/** A signal whose value is an object or array. */
export function isWhole({ shape }: Field): boolean {
  return shape === "vec" || shape === "struct" || shape === "nested";
}

/** The literal of a whole value, from the texts of its leaves. */
export function literalOf({ shape }: Field, texts: readonly string[]): string {
  if (shape === "struct") return `{ first: ${texts[0]}, second: ${texts[1]} }`;
  if (shape !== "nested") return `[${texts.join(", ")}]`;
  const deep = ([first, second, low, high]: readonly string[]) =>
    `{ pair: { first: ${first}, second: ${second} }, lane: [${low}, ${high}] }`;
  return `[${deep(texts.slice(0, 4))}, ${deep(texts.slice(4))}]`;
}

/** The type of the lanes of a Deep. */
export const laneType = 56;
