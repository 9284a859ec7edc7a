import type { DesignGene } from "./genes.ts";
import { enumerations, laneType, pairFields, typeOfGene } from "./leaf-text.ts";
import { type ModuleText, printModule } from "./module-text.ts";

const imported =
  "and, bf16, bigSint, bigUint, bit, bits, bitsOf, concat, connect, enumeration, fixed, float, fma, fp16, fp24, fp32, fromBits, input, memory, Module, or, output, outputReg, reg, saturate, shl, shr, sint, struct, sum, toFloat, uint, vec, wire, wrap, xor";

/** The design of a gene as a TypeScript file whose default export makes the top. `kit` is where Systole is imported from. */
export function printDesign(gene: DesignGene, kit: string): string {
  const modules: ModuleText[] = [];
  for (let index = gene.modules.length - 1; index >= 0; index--) {
    modules.unshift(printModule(`M${index}`, gene.modules[index]!, modules));
  }
  const fields = pairFields.map(([name, type]) => `${name}: ${typeOfGene(type).text}`).join(", ");
  return [
    `import { ${imported} } from ${JSON.stringify(kit)};`,
    "",
    ...enumerations.map(
      ([name, labels]) => `const ${name} = enumeration(${labels.map((l) => `"${l}"`).join(", ")});`,
    ),
    `const Pair = struct({ ${fields} });`,
    `const Deep = struct({ pair: Pair, lane: vec(${typeOfGene(laneType).text}, 2) });`,
    'const flushing = float(5, 6, { subnormals: "flush" });',
    `const numbers = Object.freeze([${gene.tables.map((n, i) => (i % 3 === 2 ? -n : n)).join(", ")}]);`,
    "",
    "function mix(a: number, b: number): number {",
    "  return ((a * 31) ^ spread(b)) & 65535;",
    "}",
    "",
    "function spread(x: number): number {",
    "  return x * 5 + 1;",
    "}",
    "",
    ...[...modules].reverse().map((module) => `${module.text}\n`),
    "export default () => new M0(3);",
    "",
  ].join("\n");
}
