import { paperCapacity } from "./tiles.ts";
import { eieFail } from "./errors.ts";
import { goldenOutputs } from "./golden-model.ts";
import { type LayerPlan, planLayer } from "./layer-plan.ts";
import { type LayerSource, makeLayer } from "./layer.ts";

/** A layer of a network: its activations are what the layer before leaves. */
export type NetworkLayer = Omit<LayerSource, "activations">;

/**
 * Plans layers that follow each other without their activations leaving the machine (EIE paper, section IV: "feed-forward"). A layer's outputs
 * stay in the registers, which swap, if the next one can take them from there; else they go to the activation SRAM, where the next
 * one fetches them, and its own results go to the other end of it. From the second layer on the destination registers are
 * cleared first, since they hold the inputs before last.
 *
 * @param activations inputs of the first layer
 * @throws E-EIE-CHAIN if a layer has not as many inputs as the one before has outputs, and those of `planLayer`
 */
export function planNetwork(
  layers: readonly NetworkLayer[],
  activations: ArrayLike<number>,
  entriesPerRow: number,
): readonly LayerPlan[] {
  const plans: LayerPlan[] = [];
  let values: ArrayLike<number> = activations;
  for (const [i, given] of layers.entries()) {
    const inputs = given.matrix.columns - (given.bias ? 1 : 0);
    if (inputs !== values.length) eieFail("E-EIE-CHAIN", { layer: i + 1, inputs, values: values.length });
    const before = plans.at(-1);
    const layer = makeLayer({ ...given, activations: values });
    plans.push(
      planLayer(layer, {
        entriesPerRow,
        matrix: given.matrix,
        clears: i > 0,
        sourceBase: before?.resultBase,
        spills: fetches(layers[i + 1], entriesPerRow),
      }),
    );
    values = goldenOutputs(layer);
  }
  return plans;
}

/** Whether a layer takes its inputs from the activation SRAM: it is run in more than one batch of columns. */
function fetches(layer: NetworkLayer | undefined, entriesPerRow: number): boolean {
  if (layer === undefined) return false;
  const inputs = layer.matrix.columns - (layer.bias ? 1 : 0);
  if (inputs > paperCapacity.registers * layer.pes) return true;
  const activations = new Array<number>(inputs).fill(0);
  return planLayer(makeLayer({ ...layer, activations }), { entriesPerRow }).sourceBase !== undefined;
}
