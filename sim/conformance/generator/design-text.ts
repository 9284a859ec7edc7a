import type { DesignGene } from "./genes.ts";
import { enumerations, laneType, pairFields, typeOfGene } from "./leaf-text.ts";
import { type ModuleText, printModule } from "./module-text.ts";
import { sharedClasses } from "./shared-classes.ts";

const imported =
  "and, bf16, bigSint, bigUint, bit, bits, bitsOf, Bundle, clockDomain, clocked, concat, connect, enumeration, fixed, float, fma, fp16, fp24, fp32, fromBits, input, memory, Module, or, output, outputReg, reg, saturate, shl, shr, sint, streamSink, streamSource, struct, sum, toFloat, uint, vec, wire, wrap, xor";

const fields = pairFields.map(([name, type]) => `${name}: ${typeOfGene(type).text}`).join(", ");

/** The design of a gene as a TypeScript file whose default export makes the top. */
export function printDesign(gene: DesignGene, kit: string, library = `${kit}/hw`): string {
  return printDesigns([gene], kit, library).replace(/export default \[(.*)\];/, "export default $1;");
}

/** Several designs in one file, whose default export is an array of what makes the tops. The file imports from `kit` and `library`. */
export function printDesigns(genes: readonly DesignGene[], kit: string, library: string): string {
  return [
    `import { ${imported} } from ${JSON.stringify(kit)};`,
    `import type { HardwareType } from ${JSON.stringify(kit)};`,
    `import { AsyncFifo, RegisterFifo } from ${JSON.stringify(library)};`,
    "",
    ...enumerations.map(
      ([name, labels]) => `const ${name} = enumeration(${labels.map((l) => `"${l}"`).join(", ")});`,
    ),
    `const Pair = struct({ ${fields} });`,
    `const Deep = struct({ pair: Pair, lane: vec(${typeOfGene(laneType).text}, 2) });`,
    'const flushing = float(5, 6, { subnormals: "flush" });',
    'const bus = clockDomain("bus");',
    'const ddr = clockDomain("ddr", { reset: { kind: "async", active: "low" } });',
    'const still = clockDomain("still", { reset: false });',
    "",
    "function mix(a: number, b: number): number {",
    "  return ((a * 31) ^ spread(b)) & 65535;",
    "}",
    "",
    "function spread(x: number): number {",
    "  return x * 5 + 1;",
    "}",
    "",
    ...sharedClasses.map((text) => `${text}\n`),
    ...genes.map((gene, index) => printOne(gene, `design${index}`)),
    `export default [${genes.map((_, index) => `design${index}`).join(", ")}];`,
    "",
  ].join("\n");
}

/** One design: a function that declares its classes and makes the top. The tables are outside, as constants of a module are. */
function printOne(gene: DesignGene, name: string): string {
  const modules: ModuleText[] = [];
  for (let index = gene.modules.length - 1; index >= 0; index--) {
    modules.unshift(printModule(`M${index}`, gene.modules[index]!, modules, gene));
  }
  return [
    `const ${name} = (() => {`,
    `const numbers = Object.freeze([${gene.tables.map((n, i) => (i % 3 === 2 ? -n : n)).join(", ")}]);`,
    ...[...modules].reverse().map((module) => `${module.text}\n`),
    "return () => new M0(3);",
    "})();",
    "",
  ].join("\n");
}
