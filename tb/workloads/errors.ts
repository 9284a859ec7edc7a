import { SystoleError } from "../../sim/errors/index.ts";
import { entry, type Entry } from "../../sim/errors/entry.ts";

/** Where in a topology file something stands. Lines count from 1; `column` is the header's word. */
interface AtCell {
  readonly file: string;
  readonly line: number;
  readonly column: string;
}
interface OfLayer {
  readonly layer: string;
}

const convolutionColumns =
  "Layer name, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Num Filter, Strides,";

/** What can be wrong with a workload or with a SCALE-Sim topology. Every code begins with `E-WL-`. */
export const workloadEntries = {
  "E-WL-NUMBER": entry<OfLayer & { field: string; value: number; least: number }>({
    text: (f) => `${f.layer} can't have ${f.field} = ${f.value}`,
    remedy: (f) => `give a whole number of ${f.least} or more`,
  }),
  "E-WL-GROUPS": entry<OfLayer & { groups: number; channels: number; filters: number }>({
    text: (f) =>
      `${f.layer} has ${f.groups} groups, which divide ${f.channels} channels and ${f.filters} filters unevenly`,
    remedy: () => "give a number of groups that divides both",
  }),
  "E-WL-KERNEL": entry<OfLayer & { extent: string; kernel: number; image: number }>({
    text: (f) =>
      `the kernel of ${f.layer} has a ${f.extent} of ${f.kernel}, the image with its padding one of ${f.image}`,
    remedy: () => "use a smaller kernel, a larger image, or more padding",
  }),
  "E-WL-HEADS": entry<OfLayer & { heads: number; width: number }>({
    text: (f) => `${f.layer} has ${f.heads} heads, which cut a width of ${f.width} unevenly`,
    remedy: () => "give a number of heads that divides the width",
  }),
  "E-WL-NAME-TWICE": entry<{ network: string; layer: string }>({
    text: (f) => `${f.network} has two layers called ${f.layer}`,
    remedy: () => "give each layer a name of its own",
  }),
  "E-WL-FROM": entry<{ network: string; layer: string; from: string }>({
    text: (f) => `${f.layer} of ${f.network} takes its input from ${f.from}, which is no earlier layer`,
    remedy: () => "name a layer that was added before, or an input of the network",
  }),
  "E-WL-FLOW": entry<{ network: string; layer: string; from: string; given: string; wanted: string }>({
    text: (f) => `${f.from} of ${f.network} gives ${f.given}, but ${f.layer} takes ${f.wanted}`,
    remedy: () => "make the shapes equal, or put the layer that reshapes between them",
  }),
  "E-WL-RANK": entry<{ network: string; layer: string; from: string; given: string; wanted: string }>({
    text: (f) => `${f.layer} of ${f.network} needs ${f.wanted}, but ${f.from} gives ${f.given}`,
    remedy: () => "take the input from another layer",
  }),
  "E-WL-NETWORK": entry<{ name: string; known: readonly string[] }>({
    text: (f) => `there is no network ${f.name}`,
    remedy: (f) => `give one of ${f.known.join(", ")}`,
  }),
  "E-WL-CSV-EMPTY": entry<{ file: string }>({
    text: (f) => `${f.file} has no header line`,
    remedy: () => `begin it with "${convolutionColumns}" or with "Layer, M, N, K,"`,
  }),
  "E-WL-CSV-HEADER": entry<AtCell & { found: string }>({
    text: (f) =>
      `the header of ${f.file}, line ${f.line}, has ${f.found === "" ? "nothing" : `"${f.found}"`} where ${f.column} belongs`,
    remedy: () => `begin the file with "${convolutionColumns}" or with "Layer, M, N, K,"`,
  }),
  "E-WL-CSV-MISSING": entry<AtCell>({
    text: (f) => `${f.file}, line ${f.line}, has nothing in the column ${f.column}`,
    remedy: () => "give each column of the header its value",
  }),
  "E-WL-CSV-EXTRA": entry<AtCell & { found: string; columns: number }>({
    text: (f) => `${f.file}, line ${f.line}, goes on with "${f.found}" after its ${f.columns} columns`,
    remedy: () => "leave out what follows the last column: SCALE-Sim would read it as another stride",
  }),
  "E-WL-CSV-NUMBER": entry<AtCell & { found: string }>({
    text: (f) => `${f.file}, line ${f.line}, has "${f.found}" in the column ${f.column}`,
    remedy: () => "give a whole number of 1 or more, in decimal digits",
  }),
  "E-WL-CSV-KERNEL": entry<AtCell & { kernel: number; image: number }>({
    text: (f) =>
      `${f.file}, line ${f.line}, has ${f.kernel} in the column ${f.column}, more than the IFMAP's ${f.image}`,
    remedy: () => "the IFMAP of a topology includes the padding: give its padded size, or a smaller filter",
  }),
  "E-WL-CSV-NAME": entry<OfLayer & { why: string }>({
    text: (f) => `the layer "${f.layer}" can't be named so in a topology: ${f.why}`,
    remedy: () => "rename it",
  }),
  "E-WL-CSV-BATCH": entry<OfLayer & { batch: number }>({
    text: (f) => `${f.layer} has a batch of ${f.batch}, which SCALE-Sim's convolution format can't express`,
    remedy: () => "write it with batch 1, or in the GEMM format, where a batch makes M larger",
  }),
  "E-WL-CSV-NOTHING": entry<{ network: string }>({
    text: (f) => `${f.network} has no layer that multiplies matrices, so its topology would be empty`,
    remedy: () => "write another network",
  }),
  "E-WL-CSV-WHICH": entry<{ csv: string }>({
    text: (f) => `csv=${f.csv} asks for a topology, but no network is named`,
    remedy: () => "name it with network=…",
  }),
  "E-WL-UNREADABLE": entry<{ file: string; reason: string }>({
    text: (f) => `${f.file} can't be read: ${f.reason}`,
    remedy: () => "check the path and its permissions",
  }),
  "E-WL-EXISTS": entry<{ file: string }>({
    text: (f) => `${f.file} is there already and is not overwritten`,
    remedy: () => "name another file, or move this one away",
  }),
  "E-WL-UNWRITABLE": entry<{ file: string; reason: string }>({
    text: (f) => `${f.file} can't be written: ${f.reason}`,
    remedy: () => "check the path, its permissions and the space left",
  }),
} satisfies Record<`E-WL-${string}`, Entry<never>>;

export type WorkloadCode = keyof typeof workloadEntries;
export type WorkloadFacts<C extends WorkloadCode> =
  (typeof workloadEntries)[C] extends Entry<infer Facts> ? Facts : never;

/** Throws the `SystoleError` of a code. */
export function workloadFail<C extends WorkloadCode>(code: C, facts: WorkloadFacts<C>): never {
  const found = workloadEntries[code] as unknown as Entry<WorkloadFacts<C>>;
  throw new SystoleError([
    { code, severity: "error", message: found.text(facts), remedy: found.remedy(facts) },
  ]);
}
