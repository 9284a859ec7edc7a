import { buildNetwork, type NetworkBuilder } from "../build-network.ts";
import type { Network } from "../network.ts";

interface Options {
  readonly batch?: number;
  /**
   * Where the bottleneck of ResNet-50 halves the image: in its first 1×1 convolution, as published ("v1"), or in the 3×3 one, as
   * torchvision and MLPerf have it ("v1.5"). The parameters are the same, the work is not.
   */
  readonly version?: "v1" | "v1.5";
}

const depths = { 18: [2, 2, 2, 2], 34: [3, 4, 6, 3], 50: [3, 4, 6, 3] } as const;

/**
 * ResNet-18, -34 or -50 (He et al., CVPR 2016, table 1) with batch normalisation, and projections where a shortcut changes its shape
 * (option B of the paper).
 */
export function resNet(depth: 18 | 34 | 50, { batch = 1, version = "v1.5" }: Options = {}): Network {
  const v1 = depth === 50 && version === "v1";
  return buildNetwork(
    {
      name: `resnet-${depth}${v1 ? "-v1" : ""}`,
      title: `ResNet-${depth}${depth === 50 ? ` ${version}` : ""}`,
      source: `He et al., Deep Residual Learning for Image Recognition, CVPR 2016, table 1${v1 ? "" : "; torchvision's resnet" + depth}`,
      notes: [
        "Shortcuts that change shape are projections (option B), as in torchvision.",
        ...(depth === 50
          ? [
              `The bottleneck halves the image in its ${v1 ? "first 1×1 (as published)" : "3×3 convolution (v1.5)"}.`,
            ]
          : []),
      ],
      inputs: { image: [3, 224, 224] },
      batch,
    },
    (n) => {
      n.convolution("conv1", { filters: 64, kernel: 7, stride: 2, padding: 3, batchNormalisation: true });
      let latest = n.pooling("pool1", { kernel: 3, stride: 2, padding: 1 });
      depths[depth].forEach((blocks, i) => {
        for (let j = 0; j < blocks; j++) {
          const block: Block = {
            name: `res${i + 2}${String.fromCharCode(97 + j)}`,
            filters: 64 * 2 ** i,
            stride: j === 0 && i > 0 ? 2 : 1,
            // Only a bottleneck widens in the first stage too.
            projects: j === 0 && (i > 0 || depth === 50),
          };
          latest = depth === 50 ? bottleneck(n, block, latest, v1) : basic(n, block, latest);
        }
      });
      n.globalPooling("pool5");
      n.fullyConnected("fc", { outputs: 1000 });
    },
  );
}

interface Block {
  readonly name: string;
  readonly filters: number;
  readonly stride: number;
  readonly projects: boolean;
}

function normalised(
  n: NetworkBuilder,
  name: string,
  filters: number,
  kernel: number,
  stride: number,
  from: string,
) {
  const padding = (kernel - 1) / 2;
  return n.convolution(name, { filters, kernel, stride, padding, batchNormalisation: true }, from);
}

/** Two 3×3 convolutions beside a shortcut. */
function basic(n: NetworkBuilder, { name, filters, stride, projects }: Block, from: string): string {
  const first = normalised(n, `${name}-1`, filters, 3, stride, from);
  const second = normalised(n, `${name}-2`, filters, 3, 1, first);
  const shortcut = projects ? normalised(n, `${name}-shortcut`, filters, 1, stride, from) : from;
  return n.add(`${name}-add`, [second, shortcut]);
}

/** 1×1, 3×3 and 1×1 convolutions, the last four times as wide, beside a shortcut. */
function bottleneck(n: NetworkBuilder, block: Block, from: string, v1: boolean): string {
  const { name, filters, stride, projects } = block;
  const first = normalised(n, `${name}-1`, filters, 1, v1 ? stride : 1, from);
  const second = normalised(n, `${name}-2`, filters, 3, v1 ? 1 : stride, first);
  const third = normalised(n, `${name}-3`, 4 * filters, 1, 1, second);
  const shortcut = projects ? normalised(n, `${name}-shortcut`, 4 * filters, 1, stride, from) : from;
  return n.add(`${name}-add`, [third, shortcut]);
}
