import { SystoleError } from "../../sim/errors/index.ts";
import { entry, type Entry } from "../../sim/errors/entry.ts";

/** A file or folder of a layer on disk. */
interface AtPath {
  readonly path: string;
}

const format = "the folder must hold act.dat, arithm.dat, ptr/ptr<k>.dat and spm/spm<k>.dat, k from 0";

/** What can be wrong with a layer, its files, or the parameters of a run. Every code begins with `E-EIE-`. */
export const eieEntries = {
  "E-EIE-SHAPE": entry<{ field: string; value: number; least: number }>({
    text: (f) => `a layer can't have ${f.field} = ${f.value}`,
    remedy: (f) => `give a whole number of ${f.least} or more`,
  }),
  "E-EIE-DENSITY": entry<{ field: string; value: number }>({
    text: (f) => `${f.field} is ${f.value}, which is no share`,
    remedy: () => "give a number from 0 to 1",
  }),
  "E-EIE-SHIFT": entry<{ shift: number }>({
    text: (f) => `the shift of a fixed16 layer is ${f.shift}`,
    remedy: () => "give a whole number from 0 to 14, so that the bias activation 1.0 = 2^shift fits 16 bits",
  }),
  "E-EIE-LENGTH": entry<{ what: string; found: number; expected: number }>({
    text: (f) => `there are ${f.found} ${f.what}, where ${f.expected} are needed`,
    remedy: (f) => `give exactly ${f.expected}`,
  }),
  "E-EIE-VALUE": entry<{ what: string; index: number; value: number; kind: string }>({
    text: (f) => `${f.what} ${f.index} is ${f.value}, which ${f.kind} can't hold`,
    remedy: (f) => (f.kind === "fixed16" ? "give whole numbers from -32768 to 32767" : "give finite numbers"),
  }),
  "E-EIE-CODEBOOK-ZERO": entry<{ value: number; path?: string }>({
    text: (f) => `the first value of the codebook${f.path ? ` in ${f.path}` : ""} is ${f.value}`,
    remedy: () => "make it 0: code 0 marks a padding entry",
  }),
  "E-EIE-MATRIX": entry<{ column: number; row: number; why: string }>({
    text: (f) => `the weight at row ${f.row}, column ${f.column} ${f.why}`,
    remedy: () =>
      "give each weight once, inside the matrix, with a code from 1 to 15, rows rising in each column",
  }),
  "E-EIE-DEPTH": entry<{ depth: number }>({
    text: (f) => `queueDepth is ${f.depth}`,
    remedy: () =>
      "give a whole number of 2 or more: one place is the pointer-read register, and with no slot behind it nothing could ever be pushed",
  }),
  "E-EIE-LINE": entry<{ entries: number }>({
    text: (f) => `lineEntries is ${f.entries}`,
    remedy: () => "give a power of two from 2 to 512: a row of the matrix SRAM holds so many 8-bit entries",
  }),
  "E-EIE-TILE": entry<{ entries: number; columns: number; mostEntries: number; mostPointers: number }>({
    text: (f) =>
      `${f.columns} columns with up to ${f.entries} entries in a PE can't be cut into parts of ${f.mostEntries} entries and ${f.mostPointers} pointers`,
    remedy: () => "use more PEs, a sparser matrix, or batching=none, which sizes the memories to the layer",
  }),
  "E-EIE-ACTIVATION-SRAM": entry<{ words: number; most: number; inputs: number; outputs: number }>({
    text: (f) =>
      `a layer of ${f.inputs} inputs and ${f.outputs} outputs needs ${f.words} words of the activation SRAM in a PE, which has ${f.most}`,
    remedy: () => "use more PEs, or batching=none, which sizes the registers to the layer",
  }),
  "E-EIE-CHAIN": entry<{ layer: number; inputs: number; values: number }>({
    text: (f) => `layer ${f.layer} has ${f.inputs} inputs, and gets ${f.values} values`,
    remedy: () => "give each layer as many inputs as the one before it has outputs",
  }),
  "E-EIE-NETWORK": entry<{ text: string }>({
    text: (f) => `${f.text} names no layers`,
    remedy: () => "give two lengths or more with x between them, such as 512x256x100, each from 1 to 65536",
  }),
  "E-EIE-NO-FOLDER": entry<AtPath>({
    text: (f) => `there is no folder ${f.path}`,
    remedy: () => format,
  }),
  "E-EIE-NOT-FOLDER": entry<AtPath>({
    text: (f) => `${f.path} is not a folder`,
    remedy: () => format,
  }),
  "E-EIE-NOT-FILE": entry<AtPath>({
    text: (f) => `${f.path} is not a regular file`,
    remedy: () => format,
  }),
  "E-EIE-MISSING": entry<AtPath & { because: string }>({
    text: (f) => `${f.path} is missing: ${f.because}`,
    remedy: () => format,
  }),
  "E-EIE-UNREADABLE": entry<AtPath & { reason: string }>({
    text: (f) => `${f.path} can't be read: ${f.reason}`,
    remedy: () => "check the path, its permissions and its size",
  }),
  "E-EIE-EMPTY": entry<AtPath & { what: string }>({
    text: (f) => `${f.path} is empty, where ${f.what} are expected`,
    remedy: () => "write the file again: it was probably cut off",
  }),
  "E-EIE-TRUNCATED": entry<AtPath & { bytes: number; unit: number; what: string }>({
    text: (f) => `${f.path} has ${f.bytes} bytes, which is no multiple of ${f.unit} (${f.what})`,
    remedy: () => "write the file again: it is cut off, or of another format",
  }),
  "E-EIE-CODEBOOK-SIZE": entry<AtPath & { bytes: number }>({
    text: (f) => `${f.path} has ${f.bytes} bytes, where a codebook has 64 (16 fp32 values)`,
    remedy: () => "write 16 little-endian fp32 values, the first one 0",
  }),
  "E-EIE-NOT-FINITE": entry<AtPath & { index: number; value: number }>({
    text: (f) => `value ${f.index} of ${f.path} is ${f.value}`,
    remedy: () => "write finite fp32 values: this one is no number that a layer can compute with",
  }),
  "E-EIE-POINTER-COUNT": entry<AtPath & { found: number; expected: number; inputs: number; pes: number }>({
    text: (f) =>
      `${f.path} has ${f.found} pointers, where ${f.inputs} inputs on ${f.pes} PEs have ${f.expected} (inputs rounded up to whole rows, one bias column, one end)`,
    remedy: () =>
      "check that the file is whole, and that act.dat and the number of ptr files belong to the same layer",
  }),
  "E-EIE-POINTER-FALLS": entry<AtPath & { index: number; before: number; pointer: number }>({
    text: (f) => `${f.path} falls from ${f.before} to ${f.pointer} at pointer ${f.index}`,
    remedy: () => "write pointers that never fall: pointer j is where column j begins",
  }),
  "E-EIE-POINTER-BEYOND": entry<AtPath & { index: number; pointer: number; entries: number; spm: string }>({
    text: (f) =>
      `pointer ${f.index} of ${f.path} is ${f.pointer}, beyond the ${f.entries} entries of ${f.spm}`,
    remedy: () => "check that both files are whole and of the same PE",
  }),
  "E-EIE-ENTRY-RANGE": entry<AtPath & { index: number; field: string; value: number }>({
    text: (f) => `entry ${f.index} of ${f.path} has the ${f.field} ${f.value}`,
    remedy: (f) => `write a ${f.field} from 0 to 15, as a little-endian uint32`,
  }),
  "E-EIE-OUTPUTS": entry<{ outputs: number; least: number }>({
    text: (f) => `outputs is ${f.outputs}, but the matrix has a weight in row ${f.least - 1}`,
    remedy: (f) => `give outputs of ${f.least} or more, or leave it out`,
  }),
  "E-EIE-EXISTS": entry<AtPath>({
    text: (f) => `${f.path} is there already and is not overwritten`,
    remedy: () => "name a folder that does not exist yet or is empty",
  }),
  "E-EIE-OUTPUT": entry<AtPath & { holds: string }>({
    text: (f) => `${f.path} is there already and is not overwritten: ${f.holds}`,
    remedy: () => "name another file with out=…, or move this one away",
  }),
  "E-EIE-UNWRITABLE": entry<AtPath & { reason: string }>({
    text: (f) => `${f.path} can't be written: ${f.reason}`,
    remedy: () => "check the path, its permissions and the space left",
  }),
  "E-EIE-NOT-THIS-FORMAT": entry<{ why: string }>({
    text: (f) => `this layer can't be written in the format of the authors' simulator: ${f.why}`,
    remedy: () => "the format knows fp32 layers with bias, without ReLU, with activations of 0 or more",
  }),
} satisfies Record<`E-EIE-${string}`, Entry<never>>;

export type EieCode = keyof typeof eieEntries;
export type EieFacts<C extends EieCode> = (typeof eieEntries)[C] extends Entry<infer Facts> ? Facts : never;

/** Throws the `SystoleError` of a code. */
export function eieFail<C extends EieCode>(code: C, facts: EieFacts<C>): never {
  const found = eieEntries[code] as unknown as Entry<EieFacts<C>>;
  throw new SystoleError([
    { code, severity: "error", message: found.text(facts), remedy: found.remedy(facts) },
  ]);
}
