import { buildNetwork } from "../build-network.ts";
import type { Network } from "../network.ts";

const fields = 39;
const vocabulary = 184_965;
const width = 80;
const deepLayers = [1024, 512, 256, 128, 1];

/** DeepFM for Criteo (Guo et al., IJCAI 2017, section 2.1) in the configuration of MindSpore's model zoo, which ran on the Ascend 910. */
export function deepFm({ batch = 1 }: { readonly batch?: number } = {}): Network {
  return buildNetwork(
    {
      name: "deepfm",
      title: "DeepFM",
      source:
        "Guo et al., DeepFM: A Factorization-Machine based Neural Network for CTR Prediction, IJCAI 2017; sizes: MindSpore model zoo, official/recommend/deepfm, network config",
      notes: [
        "39 fields of Criteo, a vocabulary of 184 965, embeddings of 80 values, deep layers of 1024, 512, 256, 128 and 1.",
        "The factorisation machine and the deep layers share the embedding, as in the paper; multiplying its vectors by the fields' values is element-wise and counted as no MAC.",
      ],
      inputs: { fields: [fields] },
      batch,
    },
    (n) => {
      const weights = n.embedding("first-order", { vocabulary, width: 1 }, "fields");
      const vectors = n.embedding("embedding", { vocabulary, width }, "fields");
      const machine = n.factorisationMachine("factorisation-machine", [vectors, weights]);
      let deep = vectors;
      deepLayers.forEach((outputs, i) => {
        deep = n.fullyConnected(`deep${i + 1}`, { outputs, flatten: true }, deep);
      });
      n.add("output", [machine, deep]);
    },
  );
}
