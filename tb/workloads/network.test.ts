import { describe, expect, it } from "vitest";
import { codesOf } from "./codes-of.test-kit.ts";
import { buildNetwork } from "./build-network.ts";
import { flowProblems, type Network, networkMacs, networkParameters } from "./network.ts";
import { networks, networkOf } from "./networks/index.ts";
import { outputShape } from "./shapes.ts";

const about = { name: "x", title: "X", source: "here", inputs: { image: [4, 8, 8] } };

describe("the flow of shapes", () => {
  it.each(Object.keys(networks))("%s: every operand is what comes in, over all branches", (name) => {
    for (const batch of [1, 3]) {
      const network = networkOf(name, { batch });
      expect(network.name).toBe(name);
      expect(flowProblems(network)).toEqual([]);
      expect(network.nodes.every(({ layer }) => layer.batch === batch)).toBe(true);
    }
  });

  it.each(Object.keys(networks))(
    "%s: three samples are three times the work, with the same parameters",
    (name) => {
      const [one, three] = [networkOf(name, { batch: 1 }), networkOf(name, { batch: 3 })];
      expect(networkMacs(three)).toBe(3 * networkMacs(one));
      expect(networkParameters(three)).toEqual(networkParameters(one));
    },
  );

  it("ends in a thousand classes, ten digits, a word of 37 000 or a click", () => {
    const ends = Object.fromEntries(
      Object.keys(networks).map((name) => [name, outputShape(networkOf(name).nodes.at(-1)!.layer)]),
    );
    expect(ends["googlenet"]).toEqual([1000]);
    expect(ends["squeezenet-1.0"]).toEqual([1000, 1, 1]);
    expect(ends["lenet-5"]).toEqual([10]);
    expect(ends["transformer-base"]).toEqual([32, 37_000]);
    expect(ends["deepfm"]).toEqual([1]);
  });

  it("shows what does not fit", () => {
    const good = networkOf("resnet-18");
    const broken: Network = {
      ...good,
      nodes: good.nodes.map((node) =>
        node.name === "res3a-add" ? { ...node, from: ["res3a-2", "pool1"] } : node,
      ),
    };
    expect(flowProblems(broken)).toEqual([
      { layer: "res3a-add", from: "pool1", given: "64×56×56", wanted: "128×28×28" },
    ]);
    const missing: Network = {
      ...good,
      nodes: good.nodes.map((node) => (node.name === "res3a-add" ? { ...node, from: ["res3a-2"] } : node)),
    };
    expect(flowProblems(missing)[0]).toMatchObject({ from: "nothing", given: "nothing" });
  });
});

describe("a definition that makes no sense is refused", () => {
  it.each([
    ["E-WL-NAME-TWICE", (n) => (n.pooling("a", { kernel: 2 }), n.pooling("a", { kernel: 2 }))],
    ["E-WL-FROM", (n) => n.pooling("a", { kernel: 2 }, "elsewhere")],
    [
      "E-WL-RANK",
      (n) => (n.globalPooling("g"), n.fullyConnected("f", { outputs: 3 }), n.pooling("p", { kernel: 1 })),
    ],
    ["E-WL-NUMBER", (n) => n.convolution("a", { filters: 0, kernel: 1 })],
    ["E-WL-NUMBER", (n) => n.convolution("a", { filters: 4, kernel: 1, padding: -1 })],
    ["E-WL-NUMBER", (n) => n.convolution("a", { filters: 4, kernel: 1, stride: 1.5 })],
    ["E-WL-GROUPS", (n) => n.convolution("a", { filters: 6, kernel: 1, groups: 4 })],
    ["E-WL-KERNEL", (n) => n.convolution("a", { filters: 6, kernel: 9 })],
    ["E-WL-FLOW", (n) => n.add("s", ["image", n.pooling("p", { kernel: 2 })])],
  ] satisfies [string, Parameters<typeof buildNetwork>[1]][])("%s", (code, define) => {
    expect(codesOf(() => buildNetwork(about, define))).toEqual([code]);
  });

  it("E-WL-HEADS, E-WL-NETWORK", () => {
    const sequence = { ...about, inputs: { words: [5, 9] } };
    const heads = () =>
      buildNetwork(sequence, (n) => {
        n.attention("a", { heads: 2 }, ["words", "words", "words"]);
      });
    expect(codesOf(heads)).toEqual(["E-WL-HEADS"]);
    expect(codesOf(() => networkOf("lenet"))).toEqual(["E-WL-NETWORK"]);
    expect(codesOf(() => networkOf("toString"))).toEqual(["E-WL-NETWORK"]);
  });
});
