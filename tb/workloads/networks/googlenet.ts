import { buildNetwork, type NetworkBuilder } from "../build-network.ts";
import type { Network } from "../network.ts";

interface Options {
  readonly batch?: number;
  /** Torchvision's variant: 3×3 kernels in place of 5×5, batch normalisation in place of biases. */
  readonly torchvision?: boolean;
}

/** Widths of an inception module, in the order of the paper's table 1. */
type Widths = readonly [
  one: number,
  reduce3: number,
  three: number,
  reduce5: number,
  five: number,
  pool: number,
];

const stages: readonly (readonly (readonly [string, Widths])[])[] = [
  [
    ["3a", [64, 96, 128, 16, 32, 32]],
    ["3b", [128, 128, 192, 32, 96, 64]],
  ],
  [
    ["4a", [192, 96, 208, 16, 48, 64]],
    ["4b", [160, 112, 224, 24, 64, 64]],
    ["4c", [128, 128, 256, 24, 64, 64]],
    ["4d", [112, 144, 288, 32, 64, 64]],
    ["4e", [256, 160, 320, 32, 128, 128]],
  ],
  [
    ["5a", [256, 160, 320, 32, 128, 128]],
    ["5b", [384, 192, 384, 48, 128, 128]],
  ],
];

/** GoogLeNet (Szegedy et al., CVPR 2015, table 1), without the auxiliary classifiers, which only training uses. */
export function googLeNet({ batch = 1, torchvision = false }: Options = {}): Network {
  const style = { batchNormalisation: torchvision };
  return buildNetwork(
    {
      name: torchvision ? "googlenet-torchvision" : "googlenet",
      title: torchvision ? "GoogLeNet, torchvision's" : "GoogLeNet",
      source: torchvision
        ? "torchvision's googlenet"
        : "Szegedy et al., Going Deeper with Convolutions, CVPR 2015, table 1",
      notes: [
        "The two auxiliary classifiers, which only training uses, are left out.",
        "Poolings let a window stand half outside (Caffe's rule), which is how the paper's sizes come out.",
      ],
      inputs: { image: [3, 224, 224] },
      batch,
    },
    (n) => {
      const pool = { kernel: 3, stride: 2, rounding: "ceil" } as const;
      n.convolution("conv1", { ...style, filters: 64, kernel: 7, stride: 2, padding: 3 });
      n.pooling("pool1", pool);
      if (!torchvision) n.normalisation("norm1", "localResponse");
      n.convolution("conv2-reduce", { ...style, filters: 64, kernel: 1 });
      let latest = n.convolution("conv2", { ...style, filters: 192, kernel: 3, padding: 1 });
      if (!torchvision) latest = n.normalisation("norm2", "localResponse");
      stages.forEach((modules, i) => {
        // Torchvision's fourth pooling has a 2×2 window; the sizes are the same.
        latest = n.pooling(`pool${i + 2}`, torchvision && i === 2 ? { ...pool, kernel: 2 } : pool, latest);
        for (const [name, widths] of modules) latest = inception(n, name, widths, latest, torchvision);
      });
      n.globalPooling("pool5");
      n.fullyConnected("fc", { outputs: 1000 });
    },
  );
}

/** Four branches, put together channel by channel. */
function inception(
  n: NetworkBuilder,
  name: string,
  widths: Widths,
  from: string,
  torchvision: boolean,
): string {
  const [one, reduce3, three, reduce5, five, pool] = widths;
  const style = { batchNormalisation: torchvision };
  const point = (part: string, filters: number, input: string) =>
    n.convolution(`${name}-${part}`, { ...style, filters, kernel: 1 }, input);
  const square = (part: string, filters: number, kernel: number, input: string) =>
    n.convolution(`${name}-${part}`, { ...style, filters, kernel, padding: (kernel - 1) / 2 }, input);

  return n.concatenation(`${name}-output`, [
    point("1x1", one, from),
    square("3x3", three, 3, point("3x3-reduce", reduce3, from)),
    square("5x5", five, torchvision ? 3 : 5, point("5x5-reduce", reduce5, from)),
    point("pool-project", pool, n.pooling(`${name}-pool`, { kernel: 3, padding: 1 }, from)),
  ]);
}
