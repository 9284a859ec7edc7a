import { buildNetwork } from "../build-network.ts";
import type { Network } from "../network.ts";

/** LeNet-5 as Deep Compression uses it: Caffe's example, 20 and 50 maps, not the smaller one of 1998. */
export function leNet5({ batch = 1 }: { readonly batch?: number } = {}): Network {
  return buildNetwork(
    {
      name: "lenet-5",
      title: "LeNet-5",
      source: "Caffe's examples/mnist/lenet; Han et al., Deep Compression, ICLR 2016, table 3",
      notes: [
        "Deep Compression's LeNet-5 is Caffe's, about seven times the one of LeCun et al. 1998 (60 000 parameters, C3 partly connected).",
      ],
      inputs: { image: [1, 28, 28] },
      batch,
    },
    (n) => {
      n.convolution("conv1", { filters: 20, kernel: 5 });
      n.pooling("pool1", { kernel: 2, stride: 2 });
      n.convolution("conv2", { filters: 50, kernel: 5 });
      n.pooling("pool2", { kernel: 2, stride: 2 });
      n.fullyConnected("fc1", { outputs: 500 });
      n.fullyConnected("fc2", { outputs: 10 });
    },
  );
}

/** LeNet-300-100: two hidden layers on MNIST. */
export function leNet300({ batch = 1 }: { readonly batch?: number } = {}): Network {
  return buildNetwork(
    {
      name: "lenet-300-100",
      title: "LeNet-300-100",
      source:
        "LeCun et al., Gradient-based learning applied to document recognition, 1998; Han et al., Deep Compression, ICLR 2016, table 2",
      inputs: { image: [784] },
      batch,
    },
    (n) => {
      n.fullyConnected("fc1", { outputs: 300 });
      n.fullyConnected("fc2", { outputs: 100 });
      n.fullyConnected("fc3", { outputs: 10 });
    },
  );
}
