import type { ComparedFigure, PublishedFigure } from "../../sim/report/index.ts";
import { macs } from "./counts.ts";
import type { LayerKind } from "./layer.ts";
import { layerOf, type Network, networkMacs, networkParameterCount, networkParameters } from "./network.ts";
import { networkOf } from "./networks/index.ts";

/** A published number of a network, and how ours comes out. */
interface Claim {
  readonly network: string;
  readonly figure: PublishedFigure;
  readonly measure: (network: Network) => number;
  /** Why ours differs, or with which convention it does not. */
  readonly why?: string;
}

const isscc = "Chen et al., Eyeriss, ISSCC 2016, paper 14.5";
const jssc = (table: string) => `Chen et al., Eyeriss, JSSC 2017, table ${table}`;
const workload = "Abdelouahab, CNN-Workload benchmark (Caffe models)";
const torchvision = (model: string) => `torchvision, weights of ${model}`;
const resnetPaper = "He et al., CVPR 2016, table 1";
const compression = "Han et al., Deep Compression, ICLR 2016, table 1";

/** Sizes of parameters and multiply-accumulates (MACs) that papers and model collections print. */
export const claims: readonly Claim[] = [
  rounded("lenet-300-100", "size in fp32", 1070, -1, "KB", compression, kilobytes),
  rounded("lenet-5", "size in fp32", 1720, -1, "KB", compression, kilobytes),

  rounded("alexnet", "MACs of convolutions", 666, 0, "M", isscc, millionMacs("convolution")),
  rounded("alexnet", "MACs of fully connected layers", 58.6, 1, "M", workload, millionMacs("fullyConnected")),
  rounded("alexnet", "MACs", 724, 0, "M", workload, millionMacs()),
  rounded(
    "alexnet",
    "weights of convolutions",
    2.3,
    1,
    "M",
    isscc,
    (n) => networkParameters(n, "convolution").weights / 1e6,
  ),
  rounded("alexnet", "parameters", 61, 0, "M", workload, (n) => networkParameterCount(n) / 1e6),
  ...perLayer("alexnet", 4, jssc("V"), { conv1: 0.42, conv2: 0.9, conv3: 0.6, conv4: 0.45, conv5: 0.3 }),
  exact("alexnet-one-tower", "parameters", 61_100_840, torchvision("AlexNet"), networkParameterCount),
  rounded("alexnet-one-tower", "MACs", 0.714, 3, "G", torchvision("AlexNet"), billionMacs),

  rounded("vgg-16", "MACs of convolutions", 15.3, 1, "G", isscc, (n) => networkMacs(n, "convolution") / 1e9),
  rounded(
    "vgg-16",
    "weights of convolutions",
    14.7,
    1,
    "M",
    isscc,
    (n) => networkParameters(n, "convolution").weights / 1e6,
  ),
  rounded("vgg-16", "MACs", 15.47, 2, "G", torchvision("VGG-16"), billionMacs),
  exact("vgg-16", "parameters", 138_357_544, torchvision("VGG-16"), networkParameterCount),
  rounded(
    "vgg-16",
    "MACs of convolutions, 3 images",
    46.04,
    2,
    "G",
    jssc("VI"),
    (n) => (3 * networkMacs(n, "convolution")) / 1e9,
  ),

  rounded(
    "googlenet",
    "MACs of convolutions",
    1.58,
    2,
    "G",
    workload,
    (n) => networkMacs(n, "convolution") / 1e9,
  ),
  rounded("googlenet", "parameters", 6.99, 2, "M", workload, (n) => networkParameterCount(n) / 1e6, {
    why: "The source cuts digits off: 6 998 552 rounds to 7.00 M. The auxiliary classifiers, which only training uses, are not counted.",
  }),
  exact("googlenet-torchvision", "parameters", 6_624_904, torchvision("GoogLeNet"), networkParameterCount),
  rounded("googlenet-torchvision", "MACs", 1.5, 2, "G", torchvision("GoogLeNet"), billionMacs),

  exact("squeezenet-1.0", "parameters", 1_248_424, torchvision("SqueezeNet 1.0"), networkParameterCount),
  rounded("squeezenet-1.0", "MACs", 0.819, 3, "G", torchvision("SqueezeNet 1.0"), billionMacs),
  exact("squeezenet-1.1", "parameters", 1_235_496, torchvision("SqueezeNet 1.1"), networkParameterCount),
  rounded("squeezenet-1.1", "MACs", 0.349, 3, "G", torchvision("SqueezeNet 1.1"), billionMacs),

  exact("resnet-18", "parameters", 11_689_512, torchvision("ResNet-18"), networkParameterCount),
  rounded("resnet-18", "MACs", 1.814, 3, "G", torchvision("ResNet-18"), billionMacs),
  rounded("resnet-18", "MACs", 1.8, 1, "G", resnetPaper, billionMacs),
  exact("resnet-34", "parameters", 21_797_672, torchvision("ResNet-34"), networkParameterCount),
  rounded("resnet-34", "MACs", 3.664, 3, "G", torchvision("ResNet-34"), billionMacs),
  rounded("resnet-34", "MACs", 3.6, 1, "G", resnetPaper, billionMacs, {
    why: "The paper's number fits shortcuts without parameters (its option A): without our three projections there are 3.644 G.",
  }),
  exact("resnet-50", "parameters", 25_557_032, torchvision("ResNet-50"), networkParameterCount),
  rounded("resnet-50", "MACs", 4.09, 2, "G", torchvision("ResNet-50"), billionMacs),
  rounded(
    "resnet-50-v1",
    "MACs of convolutions",
    3.86,
    2,
    "G",
    workload,
    (n) => networkMacs(n, "convolution") / 1e9,
  ),
  rounded("resnet-50-v1", "MACs", 3.8, 1, "G", resnetPaper, billionMacs, {
    why: "The paper's 3.8 is below all later counts of the same network (3.86 G, of which projections are 0.36 G); it does not say what it counts.",
  }),

  rounded("mobilenet-v1", "MACs", 569, 0, "M", "Howard et al., MobileNets, 2017, table 8", millionMacs()),
  rounded(
    "mobilenet-v1",
    "parameters",
    4.2,
    1,
    "M",
    "Howard et al., MobileNets, 2017, table 8",
    (n) => networkParameterCount(n) / 1e6,
  ),

  rounded(
    "transformer-base",
    "parameters",
    65,
    0,
    "M",
    "Vaswani et al., NIPS 2017, table 3",
    (n) => networkParameterCount(n) / 1e6,
    {
      why: 'The layers have 44.1 M; the rest is the vocabulary, of which the paper says "about 37000": 65 M would take about 40 800 entries.',
    },
  ),

  standIn("tpu-mlp0", 20),
  standIn("tpu-mlp1", 5),
];

/** Every claim about a network, or about all, with our number. */
export function comparedFigures(name?: string): readonly ComparedFigure[] {
  return claims
    .filter((claim) => name === undefined || claim.network === name)
    .map(({ network, figure, measure, why }) => ({
      published: figure,
      measured: measure(networkOf(network, { batch: 1 })),
      ...(why === undefined ? {} : { why }),
    }));
}

/** Weights of a network that was made to have as many. */
function standIn(network: string, millions: number): Claim {
  const source = "Jouppi et al., TPU, ISCA 2017, table 1";
  return rounded(network, "weights", millions, 0, "M", source, (n) => networkParameters(n).weights / 1e6, {
    why: "Our layers were made to have this many: the paper gives no shapes.",
  });
}

/** A number that is printed in full. */
function exact(
  network: string,
  what: string,
  value: number,
  source: string,
  measure: Claim["measure"],
): Claim {
  return { network, measure, figure: { ...heading(network, what, source), value, unit: "", class: "exact" } };
}

/** A number rounded to so many decimals; one rounded to tens (-1) has a band of half a ten. */
function rounded(
  network: string,
  what: string,
  value: number,
  decimals: number,
  unit: string,
  source: string,
  measure: Claim["measure"],
  { why }: { readonly why?: string } = {},
): Claim {
  const head = { ...heading(network, what, source), value, unit };
  const figure: PublishedFigure =
    decimals < 0
      ? { ...head, class: "band", band: (0.5 * 10 ** -decimals) / value }
      : { ...head, class: "exact", digits: decimals };
  return { network, figure, measure, ...(why === undefined ? {} : { why }) };
}

function heading(network: string, what: string, source: string) {
  const of = source
    .split(",")[0]!
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-");
  return {
    id: `workloads/${network}/${what.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}/${of}`,
    what: `${networkOf(network).title}, ${what}`,
    source,
  };
}

function perLayer(
  network: string,
  images: number,
  source: string,
  billions: Readonly<Record<string, number>>,
): Claim[] {
  return Object.entries(billions).map(([layer, value]) =>
    rounded(network, `MACs of ${layer}, ${images} images`, value, 2, "G", source, (n) => {
      const found = layerOf(n, layer);
      return found ? (images * macs(found)) / 1e9 : 0;
    }),
  );
}

function kilobytes(network: Network): number {
  return (4 * networkParameterCount(network)) / 1000;
}

function millionMacs(...kinds: readonly LayerKind[]): Claim["measure"] {
  return (network) => networkMacs(network, ...kinds) / 1e6;
}

function billionMacs(network: Network): number {
  return networkMacs(network) / 1e9;
}
