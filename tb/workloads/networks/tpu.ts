import { buildNetwork } from "../build-network.ts";
import type { Network } from "../network.ts";

/** What Jouppi et al. publish of a multilayer perceptron: fully connected layers, weights in all, batch. */
const perceptrons = {
  mlp0: { layers: 5, weights: 20e6, batch: 200, width: 2000 },
  mlp1: { layers: 4, weights: 5e6, batch: 168, width: 1118 },
} as const;

/**
 * A stand-in for the TPU paper's MLP0 or MLP1: their number of layers and weights are published, their shapes are not, so all layers
 * are equal squares here.
 */
export function tpuPerceptron(
  name: keyof typeof perceptrons,
  options: { readonly batch?: number } = {},
): Network {
  const { layers, width, batch: published } = perceptrons[name];
  const { batch = published } = options;
  return buildNetwork(
    {
      name: `tpu-${name}`,
      title: `TPU ${name.toUpperCase()} (stand-in)`,
      source:
        "Jouppi et al., In-Datacenter Performance Analysis of a Tensor Processing Unit, ISCA 2017, table 1",
      notes: [
        `Constructed: the paper gives ${layers} layers, the weights in all and the batch of ${published}, but no shapes; here each layer is ${width}×${width}.`,
      ],
      inputs: { features: [width] },
      batch,
    },
    (n) => {
      for (let i = 1; i <= layers; i++) n.fullyConnected(`fc${i}`, { outputs: width, bias: false });
    },
  );
}

/** The one shape that the TPU paper gives of its LSTM1: a 600×600 matrix (section 7), which takes 9 tiles of 256×256. */
export function tpuLstm1Matrix({ batch = 96 }: { readonly batch?: number } = {}): Network {
  return buildNetwork(
    {
      name: "tpu-lstm1-matrix",
      title: "TPU LSTM1's matrix",
      source:
        "Jouppi et al., In-Datacenter Performance Analysis of a Tensor Processing Unit, ISCA 2017, section 7",
      notes: ["The rest of LSTM0 and LSTM1 is not published beyond the numbers of layers and weights."],
      inputs: { features: [600] },
      batch,
    },
    (n) => {
      n.fullyConnected("matrix", { outputs: 600, bias: false });
    },
  );
}
