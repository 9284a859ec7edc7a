import { buildNetwork } from "../build-network.ts";
import type { Network } from "../network.ts";

/** VGG-16 (Simonyan and Zisserman, ICLR 2015, table 1, column D). */
export function vgg16({ batch = 1 }: { readonly batch?: number } = {}): Network {
  const blocks = [
    { filters: 64, depth: 2 },
    { filters: 128, depth: 2 },
    { filters: 256, depth: 3 },
    { filters: 512, depth: 3 },
    { filters: 512, depth: 3 },
  ];
  return buildNetwork(
    {
      name: "vgg-16",
      title: "VGG-16",
      source:
        "Simonyan and Zisserman, Very Deep Convolutional Networks for Large-Scale Image Recognition, ICLR 2015, table 1, column D",
      inputs: { image: [3, 224, 224] },
      batch,
    },
    (n) => {
      blocks.forEach(({ filters, depth }, i) => {
        for (let j = 1; j <= depth; j++)
          n.convolution(`conv${i + 1}-${j}`, { filters, kernel: 3, padding: 1 });
        n.pooling(`pool${i + 1}`, { kernel: 2, stride: 2 });
      });
      n.fullyConnected("fc6", { outputs: 4096 });
      n.fullyConnected("fc7", { outputs: 4096 });
      n.fullyConnected("fc8", { outputs: 1000 });
    },
  );
}
