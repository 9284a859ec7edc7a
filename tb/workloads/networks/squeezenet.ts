import { buildNetwork, type NetworkBuilder } from "../build-network.ts";
import type { Network } from "../network.ts";

interface Options {
  readonly batch?: number;
  readonly version?: "1.0" | "1.1";
  /** Pixels of an edge. The paper's own Caffe model crops to 227; torchvision and most counts use 224. */
  readonly size?: 224 | 227;
}

const versions = {
  "1.0": { stem: { filters: 96, kernel: 7, stride: 2 }, poolsBefore: [2, 5, 9] },
  "1.1": { stem: { filters: 64, kernel: 3, stride: 2 }, poolsBefore: [2, 4, 6] },
};

/** Widths of the fire modules fire2 … fire9: squeeze, and each of the two expansions. */
const fires = [
  [16, 64],
  [16, 64],
  [32, 128],
  [32, 128],
  [48, 192],
  [48, 192],
  [64, 256],
  [64, 256],
] as const;

/** SqueezeNet (Iandola et al., 2016, table 1): version 1.0 of the paper, or the authors' cheaper 1.1. */
export function squeezeNet({ batch = 1, version = "1.0", size = 224 }: Options = {}): Network {
  const { stem, poolsBefore } = versions[version];
  const sizeName = size === 224 ? "" : `-${size}`;
  return buildNetwork(
    {
      name: `squeezenet-${version}${sizeName}`,
      title: `SqueezeNet ${version}${size === 224 ? "" : `, ${size} pixels`}`,
      source:
        "Iandola et al., SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size, 2016, table 1; sizes as in torchvision's",
      notes: ["Poolings let a window stand half outside, as in Caffe and torchvision."],
      inputs: { image: [3, size, size] },
      batch,
    },
    (n) => {
      let latest = n.convolution("conv1", stem);
      fires.forEach(([squeeze, expand], i) => {
        const index = i + 2;
        if (poolsBefore.includes(index)) latest = pool(n, `pool${index - 1}`, latest);
        latest = fire(n, `fire${index}`, squeeze, expand, latest);
      });
      n.convolution("conv10", { filters: 1000, kernel: 1 });
      n.globalPooling("pool10");
    },
  );
}

function pool(n: NetworkBuilder, name: string, from: string): string {
  return n.pooling(name, { kernel: 3, stride: 2, rounding: "ceil" }, from);
}

/** A narrow 1×1 layer, then a 1×1 and a 3×3 one side by side. */
function fire(n: NetworkBuilder, name: string, squeeze: number, expand: number, from: string): string {
  const narrow = n.convolution(`${name}-squeeze`, { filters: squeeze, kernel: 1 }, from);
  return n.concatenation(`${name}-output`, [
    n.convolution(`${name}-expand1x1`, { filters: expand, kernel: 1 }, narrow),
    n.convolution(`${name}-expand3x3`, { filters: expand, kernel: 3, padding: 1 }, narrow),
  ]);
}
