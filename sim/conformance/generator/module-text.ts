import type { OnCollision } from "../../describe/index.ts";
import { createDependences, type Dependences } from "./dependences.ts";
import { printDrives, printLatches } from "./method-text.ts";
import type { ModuleGene, SignalGene } from "./genes.ts";
import { integerExpression } from "./integer-expression.ts";
import { type Field, type Group, isWhole, type Leaf, literalOf, makeField, typeOfGene } from "./leaf-text.ts";
import { natural } from "./piece.ts";
import {
  baseHelpers,
  baseLeaves,
  baseLocal,
  clockedText,
  laneLocals,
  libraryChildren,
} from "./library-children.ts";
import type { GeneratedMemory, Helper, Local, Scope } from "./scope.ts";

/** A printed class and what a parent has to know about it. */
export interface ModuleText {
  readonly name: string;
  readonly text: string;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  /** For each leaf of an output, the leaves of inputs that it depends on in the same cycle. */
  readonly through: ReadonlyMap<string, readonly string[]>;
  /** Modules in all, with those below. */
  readonly instances: number;
}

interface Port {
  readonly name: string;
  readonly gene: SignalGene;
  readonly hasDefault: boolean;
}

/** What the fields of a module offer to its methods. */
export interface Fields {
  /** Readable at any time: inputs, registers, children's outputs. */
  readonly sources: readonly Leaf[];
  readonly sourceGroups: readonly Group[];
  readonly sourceWholes: readonly Field[];
  /** Getters. */
  readonly locals: readonly Local[];
  /** What `propagate()` has to drive, in units. */
  readonly driven: readonly Field[];
  readonly registers: readonly Leaf[];
  readonly registerGroups: readonly Group[];
  readonly registerWholes: readonly Field[];
  readonly helpers: readonly Helper[];
  readonly failing: boolean;
  /** Driven by a connection: readable, once their dependences are known. */
  readonly connected: readonly Leaf[];
  readonly memories: readonly GeneratedMemory[];
  readonly dependences: Dependences;
}

const mostInstances = 40;

/** Prints the class of a gene; its children are of `later`, which are printed already. */
export function printModule(
  name: string,
  gene: ModuleGene,
  later: readonly ModuleText[],
  { clocks, failing }: { readonly clocks: boolean; readonly failing: boolean },
): ModuleText {
  const dependences = createDependences();
  const declarations: string[] = [];
  const joins: string[] = [];
  const sources: Field[] = [];
  const targets: Field[] = [];
  const registers: Field[] = [];
  const outputs: Port[] = [];
  const declare = (field: Field, call: string, options = "") => {
    const isBundle = field.shape === "bundles";
    const one = isBundle
      ? `new ${call === "input" ? "In" : "Out"}Lane()`
      : `${call}(${field.type}${options})`;
    const value =
      field.shape === "array" || isBundle
        ? `Array.from({ length: ${isBundle ? 2 : field.leaves.length} }, () => ${one})`
        : one;
    declarations.push(`readonly ${field.name} = ${value};`);
    return field;
  };

  const inputs = gene.inputs.map((signal, i): Port => {
    const hasDefault = signal.start % 4 === 3 && signal.shape < 12;
    const options = hasDefault ? `, { default: ${constantText(signal)} }` : "";
    sources.push(declare(makeField(`in${i}`, signal, true), "input", options));
    return { name: `in${i}`, gene: signal, hasDefault };
  });
  gene.registers.forEach((signal, i) =>
    registers.push(declare(makeField(`r${i}`, unbundled(signal), true), "reg", initText(signal))),
  );
  gene.outputs.forEach((signal, i) => {
    outputs.push({ name: `out${i}`, gene: signal, hasDefault: false });
    if (signal.start % 3 === 2 && signal.shape !== 16)
      registers.push(declare(makeField(`out${i}`, signal, true), "outputReg", initText(signal)));
    else targets.push(declare(makeField(`out${i}`, signal, false), "output"));
  });
  gene.wires.forEach((signal, i) =>
    targets.push(declare(makeField(`w${i}`, unbundled(signal), false), "wire")),
  );
  const memories = gene.memories.map((signal, i) => {
    const { text, memory } = printMemory(`m${i}`, signal, gene.registers);
    declarations.push(text);
    return memory;
  });
  sources.push(...registers);
  const hasBase = gene.helper.value % 3 === 1;
  const bits = registers.flatMap((field) => field.leaves).filter((leaf) => leaf.type.text === "bit");
  const placed = (construct: string, choice: number): string =>
    clocks ? clockedText(construct, choice, bits) : construct;
  for (const library of libraryChildren(gene, clocks)) {
    declarations.push(`readonly ${library.name} = ${placed(library.construct, library.clock)};`);
    targets.push(...library.inputs);
    sources.push(...library.outputs);
    for (const [target, ...from] of library.through) dependences.add(target, from);
  }

  const childGroups: Group[] = [];
  let instances = 1;
  const undriven = new Set<string>();
  const wiring = new Map<string, number>();
  gene.children.forEach((child, c) => {
    const made = later[child.module % later.length];
    const copies = child.count < 3 ? 1 : child.count - 1;
    if (!made || instances + copies * made.instances > mostInstances) return;
    instances += copies * made.instances;
    const construct = placed(`new ${made.name}(${1 + child.constant})`, child.constant);
    declarations.push(
      `readonly c${c} = ${copies === 1 ? construct : `Array.from({ length: ${copies} }, () => ${construct})`};`,
    );
    if (copies > 1) childGroups.push(...groupsOfChildren(`c${c}`, copies, made));
    for (let k = 0; k < copies; k++) {
      const holder = copies === 1 ? `this.c${c}` : `this.c${c}[${k}]!`;
      const nodes = copies === 1 ? `c${c}.` : `c${c}.${k}.`;
      for (const [i, port] of made.inputs.entries()) {
        const field = makeField(port.name, port.gene, false, holder, nodes);
        const wire = child.wiring[(i + k) % child.wiring.length] as number;
        for (const leaf of field.leaves) wiring.set(leaf.node, wire);
        if (port.hasDefault && wire % 8 === 7) for (const leaf of field.leaves) undriven.add(leaf.node);
        targets.push(field);
      }
      for (const port of made.outputs) sources.push(makeField(port.name, port.gene, true, holder, nodes));
      for (const [out, ins] of made.through)
        dependences.add(
          nodes + out,
          ins.map((one) => nodes + one),
        );
    }
  });

  // Connections: child inputs and own outputs and wires, from anything of equal type that does not close a ring.
  const connected: Leaf[] = [];
  const rootOf = new Map<string, string>();
  const connectable = [...sources, ...targets.filter(({ name: own }) => own.startsWith("w"))].flatMap(
    (field) => field.leaves,
  );
  for (const leaf of targets.flatMap((field) => field.leaves)) {
    const wire = wiring.get(leaf.node) ?? gene.outputs.length * 5;
    if (undriven.has(leaf.node) || wire % 3 === 0) continue;
    const able = connectable.filter(
      (from) => from.type.text === leaf.type.text && !dependences.reaches(from.node, leaf.node),
    );
    const from = able[(wire >> 2) % able.length];
    if (!from) continue;
    joins.push(`connect(${from.text}, ${leaf.text});`);
    dependences.add(leaf.node, [from.node]);
    connected.push(leaf);
    rootOf.set(leaf.node, from.node);
  }

  const isLeft = (leaf: Leaf) => !connected.includes(leaf) && !undriven.has(leaf.node);
  // Another name of what propagate() itself drives must not be read before that, so it is not read at all.
  const isForeign = (leaf: Leaf) => {
    let root = leaf.node;
    for (let from = rootOf.get(root); from !== undefined; from = rootOf.get(root)) root = from;
    return !targets.some((field) => field.leaves.some((one) => one.node === root));
  };
  const fields: Fields = {
    sources: [...sources.flatMap((field) => field.leaves), ...(hasBase ? baseLeaves : [])],
    locals: [
      ...inputs.flatMap(({ name: port, gene: { shape } }) => (shape === 16 ? laneLocals(port) : [])),
      ...(hasBase ? [baseLocal] : []),
    ],
    sourceGroups: [...sources.flatMap((field) => field.groups), ...childGroups],
    sourceWholes: sources.filter(isWhole),
    driven: targets.flatMap((field) => {
      const leaves = field.leaves.filter(isLeft);
      if (leaves.length === field.leaves.length) return [field];
      return leaves.map((leaf): Field => ({ ...field, shape: "leaf", leaves: [leaf], groups: [] }));
    }),
    registers: registers.flatMap((field) => field.leaves),
    registerGroups: registers.flatMap((field) => field.groups),
    registerWholes: registers.filter(isWhole),
    helpers: [{ text: "this.helper", reads: [] }, ...(hasBase ? baseHelpers : [])],
    failing,
    connected: connected.filter((leaf) => !leaf.node.startsWith("c") && isForeign(leaf)),
    memories,
    dependences,
  };

  const inputNodes = inputs.flatMap((port) =>
    makeField(port.name, port.gene, true).leaves.map((leaf) => leaf.node),
  );
  const body = [
    ...printHelper(gene, hasBase),
    "override propagate() {",
    ...(hasBase ? ["  super.propagate();"] : []),
    ...printDrives(fields, gene),
    "}",
    "override update() {",
    ...(hasBase ? ["  super.update();"] : []),
    ...printLatches(fields, gene),
    "}",
  ];
  const through = new Map(
    outputs
      .flatMap((port) => makeField(port.name, port.gene, true).leaves)
      .map((leaf) => [leaf.node, inputNodes.filter((one) => dependences.reaches(leaf.node, one))] as const),
  );
  return {
    name,
    text: classText(name, hasBase, declarations, joins, body),
    inputs,
    outputs,
    through,
    instances,
  };
}

/** A memory; what it does at collisions shows in a register of its type, so it takes one's. */
function printMemory(name: string, gene: SignalGene, registers: readonly SignalGene[]) {
  const onCollision = collisions[(gene.start >> 5) % 3] as OnCollision;
  const like = onCollision === "readFirst" ? undefined : registers[gene.shape % registers.length];
  const word: SignalGene = { ...gene, type: (like ?? gene).type };
  const type = typeOfGene(word.type);
  const memory: GeneratedMemory = { name, type, depth: 1 + (gene.shape % 9), onCollision };
  const options = [
    ...(gene.start % 2 === 0 ? [] : [`init: ${constantText(word)}`]),
    ...(onCollision === "readFirst" ? [] : [`onCollision: "${onCollision}"`]),
  ];
  const given = options.length === 0 ? "" : `, { ${options.join(", ")} }`;
  return { memory, text: `protected readonly ${name} = memory(${type.text}, ${memory.depth}${given});` };
}

const collisions: readonly OnCollision[] = ["readFirst", "writeFirst", "noChange"];

function classText(
  name: string,
  hasBase: boolean,
  declarations: readonly string[],
  joins: readonly string[],
  body: readonly string[],
): string {
  return [
    `class ${name} extends ${hasBase ? "Base" : "Module"} {`,
    ...(hasBase ? [] : ["  readonly gain: number;"]),
    ...declarations.map((text) => `  ${text}`),
    "  constructor(gain: number) {",
    ...(hasBase ? ["    super(gain);"] : ["    super();", "    this.gain = gain;"]),
    ...joins.map((text) => `    ${text}`),
    "  }",
    ...body.map((text) => `  ${text}`),
    "}",
  ].join("\n");
}

/** A method on 0…255 that gives 0…65535. */
function printHelper(gene: ModuleGene, hasBase: boolean): readonly string[] {
  const scope: Scope = {
    phase: "update",
    leaves: [],
    groups: [],
    wholes: [],
    locals: [{ name: "x", type: { kind: "integer", text: "", low: 0n, high: 255n }, reads: new Set() }],
    memories: [],
    helpers: [],
    failing: false,
    dependences: createDependences(),
    targets: [],
    reads: new Set(),
    tested: new Set(),
  };
  const value = natural(integerExpression(gene.helper, scope), 16n).text;
  const offset = [
    "protected override offset(x: number): number {",
    "  if (x > 200) return super.offset(x - 200);",
    "  return super.offset(x) ^ this.half;",
    "}",
  ];
  return ["protected helper(x: number): number {", `  return ${value};`, "}", ...(hasBase ? offset : [])];
}

/** Wires and registers don't come in bundles. */
function unbundled(signal: SignalGene): SignalGene {
  return signal.shape === 16 ? { ...signal, shape: 15 } : signal;
}

/** The outputs of the children of an array, of each port one. */
function groupsOfChildren(name: string, copies: number, { outputs }: ModuleText): readonly Group[] {
  return outputs
    .filter(({ gene }) => gene.shape < 9)
    .map((port): Group => {
      const at = (index: string) => `this.${name}[${index}]!.${port.name}`;
      const leaves = Array.from({ length: copies }, (_, k): Leaf => ({
        text: at(String(k)),
        node: `${name}.${k}.${port.name}`,
        type: typeOfGene(port.gene.type),
        source: true,
      }));
      return { leaves, at, dynamic: true };
    });
}

/** A constant of a signal's type, by its gene. */
function constantText({ type: gene, start }: SignalGene): string {
  const type = typeOfGene(gene);
  if (type.kind === "fixed") {
    const scaled = [0n, type.high, type.low, type.low + ((BigInt(start) * 65537n) % (type.high - type.low))][
      (start >> 2) % 4
    ];
    return String(Number(scaled) / 2 ** Number(type.fraction));
  }
  if (type.kind === "float") return ["0", "1.5", "-2"][start % 3] as string;
  if (type.kind === "enumeration") return `${type.text}.${type.labels[start % type.labels.length]}`;
  const value = [0n, type.high, type.low, type.low + (BigInt(start) % (type.high - type.low + 1n))][
    (start >> 2) % 4
  ];
  return type.kind === "big" ? `${value}n` : String(value);
}

function isUnsigned({ type }: Leaf): boolean {
  return type.kind === "integer" && type.low === 0n;
}

function initText(given: SignalGene): string {
  const gene = unbundled(given);
  if (gene.start % 2 === 0) return "";
  const field = makeField("", gene, true);
  if (field.shape === "vec") return `, { init: [${field.leaves.map(() => constantText(gene)).join(", ")}] }`;
  if (field.shape === "struct" || field.shape === "nested") {
    const texts = field.leaves.map((_, i) => ["0", "1", "0", "-1"][(gene.start + i) % 4] as string);
    const fitting = texts.map((text, i) => (text === "-1" && isUnsigned(field.leaves[i]!) ? "1" : text));
    return `, { init: ${literalOf(field, fitting)} }`;
  }
  return `, { init: ${constantText(gene)} }`;
}
