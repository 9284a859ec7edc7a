/** Random designs as TypeScript text, with random stimuli: legal by construction, and shrinking. */
export { type CycleGene, type DesignGene, designGenes } from "./genes.ts";
export { printDesign } from "./design-text.ts";
export {
  type LoadedDesign,
  loadDesign,
  loadDesigns,
  type SampledDesign,
  sampleDesigns,
} from "./load-design.ts";
export { stimulusValue } from "./stimulus.ts";
