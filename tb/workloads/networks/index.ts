import { workloadFail } from "../errors.ts";
import type { Network } from "../network.ts";
import { alexNet, alexNetOneTower } from "./alexnet.ts";
import { deepFm } from "./deepfm.ts";
import { googLeNet } from "./googlenet.ts";
import { leNet300, leNet5 } from "./lenet.ts";
import { mobileNet } from "./mobilenet.ts";
import { neuralTalk } from "./neuraltalk.ts";
import { resNet } from "./resnet.ts";
import { squeezeNet } from "./squeezenet.ts";
import { tpuLstm1Matrix, tpuPerceptron } from "./tpu.ts";
import { transformerBase } from "./transformer.ts";
import { vgg16 } from "./vgg.ts";

export { alexNet, alexNetOneTower } from "./alexnet.ts";
export { deepFm } from "./deepfm.ts";
export { googLeNet } from "./googlenet.ts";
export { leNet300, leNet5 } from "./lenet.ts";
export { mobileNet } from "./mobilenet.ts";
export { neuralTalk } from "./neuraltalk.ts";
export { resNet } from "./resnet.ts";
export { squeezeNet } from "./squeezenet.ts";
export { tpuLstm1Matrix, tpuPerceptron } from "./tpu.ts";
export { transformerBase } from "./transformer.ts";
export { vgg16 } from "./vgg.ts";

interface Options {
  readonly batch?: number;
}

/** Every network of the table by its name. */
export const networks: Readonly<Record<string, (options?: Options) => Network>> = {
  "lenet-300-100": leNet300,
  "lenet-5": leNet5,
  alexnet: alexNet,
  "alexnet-ungrouped": (options) => alexNet({ ...options, groups: 1 }),
  "alexnet-one-tower": alexNetOneTower,
  "vgg-16": vgg16,
  googlenet: googLeNet,
  "googlenet-torchvision": (options) => googLeNet({ ...options, torchvision: true }),
  "squeezenet-1.0": (options) => squeezeNet({ ...options, version: "1.0" }),
  "squeezenet-1.1": (options) => squeezeNet({ ...options, version: "1.1" }),
  "resnet-18": (options) => resNet(18, options),
  "resnet-34": (options) => resNet(34, options),
  "resnet-50": (options) => resNet(50, options),
  "resnet-50-v1": (options) => resNet(50, { ...options, version: "v1" }),
  "mobilenet-v1": mobileNet,
  "transformer-base": transformerBase,
  deepfm: deepFm,
  neuraltalk: neuralTalk,
  "tpu-mlp0": (options) => tpuPerceptron("mlp0", options),
  "tpu-mlp1": (options) => tpuPerceptron("mlp1", options),
  "tpu-lstm1-matrix": tpuLstm1Matrix,
};

/**
 * The network of a name.
 *
 * @throws E-WL-NETWORK
 */
export function networkOf(name: string, options?: Options): Network {
  const known = Object.keys(networks);
  const build = known.includes(name) ? networks[name] : undefined;
  return build ? build(options) : workloadFail("E-WL-NETWORK", { name, known });
}
