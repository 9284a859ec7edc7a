import { buildNetwork, type NetworkBuilder } from "../build-network.ts";
import type { Network } from "../network.ts";

interface Options {
  readonly batch?: number;
  /** Tokens of the source sentence, and of the target as far as it goes; 32 each if left out. */
  readonly sourceTokens?: number;
  readonly targetTokens?: number;
}

const layers = 6;
const heads = 8;
const modelWidth = 512;
const innerWidth = 2048;
const vocabulary = 37_000;

/** The base Transformer for WMT 2014 English to German (Vaswani et al., NIPS 2017, table 3): encoder and decoder, one pass of each. */
export function transformerBase(options: Options = {}): Network {
  const { batch = 1, sourceTokens = 32, targetTokens = 32 } = options;
  return buildNetwork(
    {
      name: "transformer-base",
      title: "Transformer, base",
      source: "Vaswani et al., Attention Is All You Need, NIPS 2017, table 3 (base) and sections 3 and 5.1",
      notes: [
        `A pass over ${sourceTokens} source and ${targetTokens} target tokens; the paper has no fixed length.`,
        'One embedding serves source, target and output (section 3.4); the vocabulary is the paper\'s "about 37000".',
        "Projections have no bias, as the paper writes them; the two feed-forward layers do.",
        "The mask of the decoder saves no work here: all scores are computed.",
      ],
      inputs: { source: [sourceTokens], target: [targetTokens] },
      batch,
    },
    (n) => {
      let memory = n.embedding("source-embedding", { vocabulary, width: modelWidth }, "source");
      for (let i = 1; i <= layers; i++) {
        memory = attend(n, `encoder${i}-self`, memory, memory);
        memory = feedForward(n, `encoder${i}`, memory);
      }
      let state = n.embedding("target-embedding", { vocabulary, width: modelWidth, tied: true }, "target");
      for (let i = 1; i <= layers; i++) {
        state = attend(n, `decoder${i}-self`, state, state);
        state = attend(n, `decoder${i}-cross`, state, memory);
        state = feedForward(n, `decoder${i}`, state);
      }
      n.fullyConnected("output", { outputs: vocabulary, bias: false, tied: true }, state);
    },
  );
}

/** Multi-head attention (section 3.2.2) with its residual and normalisation. */
function attend(n: NetworkBuilder, name: string, from: string, memory: string): string {
  const project = (part: string, input: string) =>
    n.fullyConnected(`${name}-${part}`, { outputs: modelWidth, bias: false }, input);
  const query = project("query", from);
  const key = project("key", memory);
  const value = project("value", memory);
  const output = project("output", n.attention(`${name}-attention`, { heads }, [query, key, value]));
  return n.normalisation(`${name}-norm`, "layer", n.add(`${name}-add`, [from, output]));
}

/** Two layers for each position (section 3.3) with their residual and normalisation. */
function feedForward(n: NetworkBuilder, name: string, from: string): string {
  n.fullyConnected(`${name}-inner`, { outputs: innerWidth }, from);
  const outer = n.fullyConnected(`${name}-outer`, { outputs: modelWidth });
  return n.normalisation(`${name}-norm`, "layer", n.add(`${name}-add`, [from, outer]));
}
