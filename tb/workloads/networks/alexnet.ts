import { buildNetwork } from "../build-network.ts";
import type { Network } from "../network.ts";

interface Options {
  readonly batch?: number;
  /** Two groups in conv2, conv4 and conv5, as on the two GPUs of the paper; 1 gives the variant that many benchmarks use by mistake. */
  readonly groups?: 1 | 2;
}

/** AlexNet as published (Krizhevsky et al., NIPS 2012, section 3.5). */
export function alexNet({ batch = 1, groups = 2 }: Options = {}): Network {
  const pool = { kernel: 3, stride: 2 };
  return buildNetwork(
    {
      name: groups === 2 ? "alexnet" : "alexnet-ungrouped",
      title: groups === 2 ? "AlexNet" : "AlexNet without groups",
      source:
        "Krizhevsky et al., ImageNet Classification with Deep Convolutional Neural Networks, NIPS 2012, section 3.5",
      notes: [
        "The image has 227×227 pixels: with the paper's 224 the first layer's 55×55 outputs don't come out.",
        ...(groups === 1
          ? ["The paper's network has two groups in conv2, conv4 and conv5; this one connects all channels."]
          : []),
      ],
      inputs: { image: [3, 227, 227] },
      batch,
    },
    (n) => {
      n.convolution("conv1", { filters: 96, kernel: 11, stride: 4 });
      n.normalisation("norm1", "localResponse");
      n.pooling("pool1", pool);
      n.convolution("conv2", { filters: 256, kernel: 5, padding: 2, groups });
      n.normalisation("norm2", "localResponse");
      n.pooling("pool2", pool);
      n.convolution("conv3", { filters: 384, kernel: 3, padding: 1 });
      n.convolution("conv4", { filters: 384, kernel: 3, padding: 1, groups });
      n.convolution("conv5", { filters: 256, kernel: 3, padding: 1, groups });
      n.pooling("pool5", pool);
      n.fullyConnected("fc6", { outputs: 4096 });
      n.fullyConnected("fc7", { outputs: 4096 });
      n.fullyConnected("fc8", { outputs: 1000 });
    },
  );
}

/** The one-tower AlexNet of "One weird trick", which is what torchvision calls AlexNet: narrower, without groups. */
export function alexNetOneTower({ batch = 1 }: Pick<Options, "batch"> = {}): Network {
  const pool = { kernel: 3, stride: 2 };
  return buildNetwork(
    {
      name: "alexnet-one-tower",
      title: "AlexNet, one tower",
      source:
        "Krizhevsky, One weird trick for parallelizing convolutional neural networks, 2014; torchvision's alexnet",
      inputs: { image: [3, 224, 224] },
      batch,
    },
    (n) => {
      n.convolution("conv1", { filters: 64, kernel: 11, stride: 4, padding: 2 });
      n.pooling("pool1", pool);
      n.convolution("conv2", { filters: 192, kernel: 5, padding: 2 });
      n.pooling("pool2", pool);
      n.convolution("conv3", { filters: 384, kernel: 3, padding: 1 });
      n.convolution("conv4", { filters: 256, kernel: 3, padding: 1 });
      n.convolution("conv5", { filters: 256, kernel: 3, padding: 1 });
      n.pooling("pool5", pool);
      n.fullyConnected("fc6", { outputs: 4096 });
      n.fullyConnected("fc7", { outputs: 4096 });
      n.fullyConnected("fc8", { outputs: 1000 });
    },
  );
}
