import { buildNetwork } from "../build-network.ts";
import type { Network } from "../network.ts";

/** Filters and stride of the thirteen pairs of a depthwise and a pointwise convolution. */
const pairs = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
] as const;

/** MobileNet (Howard et al., 2017, table 1), width 1.0, 224 pixels: the table's user of depthwise convolution. */
export function mobileNet({ batch = 1 }: { readonly batch?: number } = {}): Network {
  return buildNetwork(
    {
      name: "mobilenet-v1",
      title: "MobileNet v1",
      source:
        "Howard et al., MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications, 2017, table 1",
      notes: [
        "The last depthwise convolution has stride 1: the table prints 2, with which its own sizes don't come out.",
        "Images are padded by one row and column on each side; where the stride is 2, TensorFlow pads below and right only, with the same sizes.",
      ],
      inputs: { image: [3, 224, 224] },
      batch,
    },
    (n) => {
      const style = { kernel: 3, padding: 1, batchNormalisation: true };
      n.convolution("conv1", { ...style, filters: 32, stride: 2 });
      pairs.forEach(([filters, stride], i) => {
        n.depthwise(`conv${i + 2}-depthwise`, { ...style, stride });
        n.convolution(`conv${i + 2}-pointwise`, { kernel: 1, filters, batchNormalisation: true });
      });
      n.globalPooling("pool");
      n.fullyConnected("fc", { outputs: 1000 });
    },
  );
}
