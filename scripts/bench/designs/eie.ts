import { Eie, type EieParams, Mode } from "../../../hw/index.ts";
import { paramsFor } from "../../../tb/eie/layer-image.ts";
import { type LayerPlan, planLayer, type PlannedTile } from "../../../tb/eie/layer-plan.ts";
import { makeLayer } from "../../../tb/eie/layer.ts";
import { loadCodebook, loadInputs, loadResidence } from "../../../tb/eie/load-layer.ts";
import { type TableIiiRow, tableIiiRow } from "../../../tb/eie/published/table-iii.ts";
import { randomLayerSource } from "../../../tb/eie/random-layer.ts";
import { paperMachine, PUBLISHED_PES } from "../../../tb/eie/table4-plan.ts";
import { authorsContender } from "../authors-contender.ts";
import type { BenchDesign } from "../design.ts";
import { Harness } from "./harness.ts";

/** A layer's shape and densities, as the columns of Table III have them. */
type Shape = Omit<TableIiiRow, "flopShare">;

/**
 * EIE on a layer with random weights that fits its registers, in fp32, again and again: inputs are fetched from the activation SRAM. With 64 PEs
 * on a layer of the paper's Table III, unless another one is given.
 */
export function eie(shape: Shape = tableIiiRow("Alex-8")!, pes = PUBLISHED_PES): BenchDesign {
  let made: LayerPlan | undefined;
  const plan = () => (made ??= planOf(shape, pes));
  const params = () => paramsFor([plan()], paperMachine);
  const tile = () => plan().residences[0]!.tiles[0]!;
  return {
    name: "eie",
    title: `EIE with ${pes} PEs on a layer like ${shape.name}, fp32`,
    dutPath: "eie",
    scope: { title: "148 signals of a PE in waves", paths: ["eie.pe[0]"] },
    warm: () => void plan(),
    bare: () => new Eie(params()),
    harness: () => new EieHarness(params(), tile()),
    load({ eie: dut }, sim) {
      const memories = {
        memory: (path: string) => ({
          load: (words: readonly unknown[], at = 0) => sim.load(`eie.${path}`, words, at),
        }),
      };
      loadCodebook(dut, memories, plan().layer);
      loadResidence(dut, memories, plan().residences[0]!);
      loadInputs(memories, plan());
    },
    authors: authorsContender,
  } satisfies BenchDesign<EieHarness>;
}

/** The whole layer in one tile, which fetches its inputs, clears its outputs, and shows them at its end. */
function planOf(shape: Shape, pes: number): LayerPlan {
  const source = randomLayerSource({ ...shape, pes, seed: 1, relu: true });
  const { entriesPerRow } = paperMachine;
  return planLayer(makeLayer(source), { entriesPerRow, matrix: source.matrix, sourceBase: 0, clears: true });
}

class EieHarness extends Harness {
  // Parameters
  readonly inputs: number;
  readonly prepareBlocks: number;

  // Structure
  readonly eie;

  constructor(params: EieParams, { layer, transfers }: PlannedTile) {
    super();
    this.inputs = layer.inputs;
    this.prepareBlocks = transfers.prepareBlocks;
    this.eie = new Eie(params);
  }

  /** Starts a layer whenever there is none. */
  override propagate() {
    const { settings, start, mode } = this.eie;
    settings.inputs.value = this.inputs;
    settings.relu.value = 1;
    settings.fetch.value = 1;
    settings.clear.value = 1;
    settings.prepareBlocks.value = this.prepareBlocks;
    start.value = mode.value === Mode.InputOutput;
    this.lastWord.value = this.word.value;
  }

  override update() {
    const { mode, cycle, batchCycle, activation } = this.eie;
    let sum = (mode.value === Mode.Compute ? 1 : 0) + 3 * cycle.value + 5 * batchCycle.value;
    for (let p = 0; p < activation.length; p += 1) sum += (2 * p + 7) * (activation[p]!.value > 0 ? 1 : 0);
    this.endCycle(sum);
  }
}
