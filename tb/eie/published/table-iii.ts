/** A layer of Table III of the EIE paper. Densities are shares of what is not zero, as printed (rounded). */
export interface TableIiiRow {
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly weightDensity: number;
  readonly activationDensity: number;
  /** The paper's column "FLOP%": work left, as a share of the dense layer's. */
  readonly flopShare: number;
}

/**
 * Table III of the EIE paper (Han et al., ISCA 2016): its nine benchmark layers. Exact as printed.
 *
 * The first six are pruned AlexNet and VGG-16 layers, the last three come from NeuralTalk. The densities are rounded to the
 * percent or to a tenth of it, and real pruned matrices are not uniform, so a random layer of these densities comes near the
 * published times only within about 10 %, and Alex-8 and VGG-6 stay further off.
 */
export const tableIii = [
  layer("Alex-6", 9216, 4096, 0.09, 0.351, 0.03),
  layer("Alex-7", 4096, 4096, 0.09, 0.353, 0.03),
  layer("Alex-8", 4096, 1000, 0.25, 0.375, 0.1),
  layer("VGG-6", 25088, 4096, 0.04, 0.183, 0.01),
  layer("VGG-7", 4096, 4096, 0.04, 0.375, 0.02),
  layer("VGG-8", 4096, 1000, 0.23, 0.411, 0.09),
  layer("NT-We", 4096, 600, 0.1, 1, 0.1),
  layer("NT-Wd", 600, 8791, 0.11, 1, 0.11),
  layer("NT-LSTM", 1201, 2400, 0.1, 1, 0.11),
] as const;

function layer(
  name: string,
  inputs: number,
  outputs: number,
  weightDensity: number,
  activationDensity: number,
  flopShare: number,
): TableIiiRow {
  return { name, inputs, outputs, weightDensity, activationDensity, flopShare };
}

/** The row of a name, or undefined. Upper and lower case are alike. */
export function tableIiiRow(name: string): TableIiiRow | undefined {
  return tableIii.find((row) => row.name.toLowerCase() === name.toLowerCase());
}
