import type { ModuleGene } from "./genes.ts";
import { type Field, type Leaf, makeField } from "./leaf-text.ts";
import type { Helper, Local } from "./scope.ts";

/** A child that is not generated: a module of the library, or one of the classes that every file declares. */
export interface LibraryChild {
  readonly name: string;
  readonly construct: string;
  /** Chooses its clock. */
  readonly clock: number;
  readonly inputs: readonly Field[];
  readonly outputs: readonly Field[];
  /** An output and the inputs that it depends on in the same cycle. */
  readonly through: readonly (readonly [string, ...string[]])[];
}

const aBit = 0;
const threeBits = 2 + 11 * 2;
const aByte = 22;

/** What `Base` gives to those that extend it. */
export const baseLeaves: readonly Leaf[] = [
  {
    text: "this.ticks",
    node: "ticks",
    type: makeField("ticks", { type: aByte, shape: 0 }, true).leaves[0]!.type,
    source: true,
  },
  {
    text: "this.level",
    node: "level",
    type: { kind: "integer", text: "uint(2)", low: 0n, high: 3n },
    source: true,
  },
];
export const baseLocal: Local = {
  name: "this.half",
  type: { kind: "integer", text: "", low: 0n, high: 127n },
  reads: new Set(["ticks"]),
};

export const baseHelpers: readonly Helper[] = ["this.offset", "super.offset"].map((text) => ({
  text,
  reads: ["ticks"],
}));

/** What the bundles of an input say of themselves, by a getter and a method. */
export function laneLocals(port: string): readonly Local[] {
  const type = (high: bigint) => ({ kind: "integer", text: "", low: 0n, high }) as const;
  return [
    { name: `this.${port}[0]!.level`, type: type(63n), reads: new Set([`${port}.0.data`]) },
    {
      name: `this.${port}[1]!.scaled(3)`,
      type: type(765n),
      reads: new Set([`${port}.1.data`, `${port}.1.flag`]),
    },
  ];
}

/** The children that the numbers of a module's signals choose: a generic register, a chain of streams, a memory with a collision rule. */
export function libraryChildren(gene: ModuleGene, clocks: boolean): readonly LibraryChild[] {
  const children: LibraryChild[] = [];
  gene.registers.forEach((signal, i) => {
    if (signal.start % 5 !== 1) return;
    const name = `ch${i}`;
    // An array of signals is no type.
    const port = {
      type: signal.type,
      shape: signal.shape === 16 || (signal.shape >= 9 && signal.shape < 12) ? 0 : signal.shape,
    };
    const d = makeField("d", port, false, `this.${name}`, `${name}.`);
    const q = makeField("q", port, true, `this.${name}`, `${name}.`);
    const construct = `new Hold(${d.type})`;
    children.push({ name, construct, clock: signal.start >> 3, inputs: [d], outputs: [q], through: [] });
  });
  gene.wires.forEach((signal, i) => {
    if (signal.start % 3 === 0) children.push(queue(`cq${i}`, signal.start >> 2, clocks));
  });
  gene.memories.forEach((signal, i) => {
    if (signal.start % 3 === 1) children.push(collidingMemory(`cm${i}`, signal.start >> 2));
  });
  return children;
}

function ports(name: string, source: boolean, types: Readonly<Record<string, number>>): readonly Field[] {
  return Object.entries(types).map(([key, type]) =>
    makeField(key, { type, shape: 0 }, source, `this.${name}`, `${name}.`),
  );
}

function queue(name: string, choice: number, clocks: boolean): LibraryChild {
  const kinds = ["new Pipe()", "new RegisterFifo(uint(8), 2)", "new AsyncFifo(uint(8), 4, { write: bus })"];
  return {
    name,
    construct: kinds[choice % (clocks ? 3 : 2)] as string,
    clock: choice >> 2,
    inputs: ports(name, false, { "in.valid": aBit, "in.payload": aByte, "out.ready": aBit }),
    outputs: ports(name, true, { "in.ready": aBit, "out.valid": aBit, "out.payload": aByte }),
    through: [[`${name}.in.ready`, `${name}.out.ready`]],
  };
}

function collidingMemory(name: string, choice: number): LibraryChild {
  return {
    name,
    construct: `new ${["WriteFirst", "NoChange"][choice % 2]}()`,
    clock: choice >> 2,
    inputs: ports(name, false, { enable: aBit, address: threeBits, from: threeBits, d: aByte }),
    outputs: ports(name, true, { q: aByte }),
    through: [],
  };
}

/** A child in a domain of its own, or not, with one of the kinds of resets; `bits` are registers that may give a reset. */
export function clockedText(construct: string, choice: number, bits: readonly Leaf[]): string {
  const by = bits[choice % Math.max(1, bits.length)]?.text;
  const domains = [
    undefined,
    "bus",
    "ddr",
    "still",
    by && `{ clock: bus, reset: { by: ${by}, kind: "async" } }`,
    by && `{ reset: { by: ${by}, active: "low" } }`,
    "{ clock: ddr, reset: false }",
  ];
  const domain = domains[choice % domains.length];
  return domain === undefined ? construct : `clocked(${construct}, ${domain})`;
}
